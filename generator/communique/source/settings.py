"""Reading `site.toml`: every fault with its line."""

import re
import tomllib
from pathlib import Path
from typing import Any, get_type_hints
from zoneinfo import ZoneInfo

import msgspec

from communique.model.config import CHOICES, Config
from communique.model.issue import Issue, did_you_mean, has_errors

FILE = "site.toml"


def load(site: Path, *, base_url: str = "") -> tuple[Config | None, list[Issue]]:
    """Read a site's settings; `base_url` takes the place of the one in the file."""
    path = site / FILE
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        hint = "Name the site's folder with --site, or make one with 'communique init FOLDER'."
        return None, [Issue(FILE, 0, 0, f"there is none in {site}.", hint, code="no-settings")]
    except (OSError, UnicodeDecodeError) as e:
        return None, [Issue(FILE, 0, 0, f"cannot be read: {e}.", "It must be a UTF-8 text.", code="unreadable")]
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as e:
        m = re.search(r"^(.*?) \(at (?:line (\d+), column (\d+)|end of document)\)", str(e))
        said, line, column = (m[1], int(m[2] or 0), int(m[3] or 0)) if m else (str(e), 0, 0)
        return None, [Issue(FILE, line, column, f"is not TOML: {said}.", "", code="settings-not-toml")]
    if base_url:
        data["base_url"] = base_url
    issues: list[Issue] = []
    _check(data, Config, "", text, issues)
    if has_errors(issues):
        return None, issues
    config = msgspec.convert(data, Config)
    if not config.base_url.endswith("/"):
        config = msgspec.structs.replace(config, base_url=config.base_url + "/")
    return config, issues


def _place(text: str, section: str, key: str) -> tuple[int, int]:
    here = ""
    for n, line in enumerate(text.splitlines(), 1):
        if m := re.match(r"\s*\[([^\]]+)\]", line):
            here = m[1].strip()
            if not key and here == section:
                return n, 1
        elif here == section and (m := re.match(rf"(\s*)[\"']?{re.escape(key)}[\"']?\s*=", line)):
            return n, len(m[1]) + 1
    return 0, 0


def _check(data: dict[str, Any], struct: type[msgspec.Struct], section: str, text: str, issues: list[Issue]) -> None:
    types = get_type_hints(struct)

    def fault(key: str, message: str, hint: str, code: str) -> None:
        line, column = _place(text, section, key)
        if not line:
            line, column = _place(text, key, "")
        issues.append(Issue(FILE, line, column, message, hint, code=code))

    for key, value in data.items():
        full = f"{section}.{key}" if section else key
        wanted = types.get(key)
        if wanted is None:
            hint = did_you_mean(key, types) or f"Known here: {', '.join(types)}."
            fault(key, f"there is no setting called '{full}'.", hint, "unknown-setting")
        elif isinstance(wanted, type) and issubclass(wanted, msgspec.Struct):
            if isinstance(value, dict):
                _check(value, wanted, full, text, issues)
            else:
                fault(key, f"{full}: a table is wanted.", f"Write [{full}] and its settings below it.", "wrong-type")
        elif not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
            names = {str: "text in quotation marks", bool: "true or false", int: "a whole number"}
            fault(key, f"{full}: {names.get(wanted, 'another value')} is wanted.", "", "wrong-type")
        else:
            _check_value(full, value, lambda m, h, c, k=key: fault(k, m, h, c))
    for f in msgspec.structs.fields(struct):
        if f.required and f.name not in data:
            issues.append(Issue(FILE, 0, 0, f"{f.name}: is missing.", _EXAMPLES[f.name], code="missing-setting"))


_EXAMPLES = {
    "title": 'Write: title = "The name of the archive"',
    "base_url": 'Write where the site will live: base_url = "https://archive.example/"',
}


def _check_value(full: str, value: Any, fault: Any) -> None:
    if full in CHOICES and value not in CHOICES[full]:
        words = " or ".join(f"'{w}'" for w in CHOICES[full])
        fault(f"{full}: '{value}' is not known here.", f"It is {words}.", "unknown-word")
    elif full == "base_url" and not re.match(r"https?://[^\s/]+(/[^\s?#]*)?$", value):
        fault(f"base_url: '{value}' is not a web address.", "Write it as https://archive.example/.", "bad-url")
    elif full in {"page_size", "pair_threshold", "feeds.limit"} and value < 1:
        fault(f"{full}: must be at least 1.", "", "out-of-range")
    elif full == "front_stories" and value < 0:
        fault(f"{full}: must be at least 0.", "", "out-of-range")
    elif full == "title" and not value.strip():
        fault("title: is empty.", _EXAMPLES["title"], "missing-setting")
    elif full == "timezone":
        try:
            ZoneInfo(value)
        except (OSError, ValueError, KeyError):
            fault(f"timezone: there is no zone called '{value}'.", "Write it as 'Europe/Paris' or 'UTC'.", "unknown-zone")
    elif full == "language" and not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", value):
        fault(f"language: '{value}' is not a language tag.", "Write it as 'en', 'ru' or 'ja' (BCP 47).", "bad-language")


