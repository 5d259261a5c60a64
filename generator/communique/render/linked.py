"""What data about several kinds of page have in common: links, identifiers, and how they are written."""

import json
from typing import Any

from markupsafe import Markup

from communique.model.config import Config
from communique.model.page import Link
from communique.model.route import absolute


def script_safe(value: object, indent: int | None = None) -> Markup:
    """Encode as JSON that cannot end a script element or begin a comment in it (HTML, 4.12.1.3)."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))  # noqa: S704


def identifier(address: str, as_of: str) -> str:
    """Give what stands for a thing at an address, or for it as it was known on a day: the two are not the same."""
    at, mark, fragment = address.partition("#")
    return f"{at}?as-of={as_of}{mark}{fragment}" if as_of else address


def linked(to: Link, config: Config) -> dict[str, str]:
    """Give a link's name, and its whole address where it has one."""
    return {"name": to.text, **({"url": absolute(config.base_url, to.route)} if to.route else {})}


def filled(given: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is empty or false."""
    return {k: v for k, v in given.items() if v}
