"""States, old and new, and the names under which sources write them.

Names of present states come from CLDR by way of Babel, in English and in the site's language; `polities.toml` holds what
no ISO list has, and other spellings. A dead state is never keyed by its two letters: CS, SK, GE, AI and BY each mean two
states in ISO 3166-3.
"""

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files

import msgspec
from babel import Locale, UnknownLocaleError

_NOT_ISO = frozenset({"AC", "CP", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"})
"""Two-letter codes that CLDR lists and ISO 3166-1 does not assign to a country."""


class Polity(msgspec.Struct, frozen=True):
    """A state or a body that acts like one."""

    name: str
    code: str = ""
    """ISO 3166-1 alpha-2, for those that it lists."""
    kind: str = "state"
    """state, historical state, disputed or organisation."""
    start: str = ""
    end: str = ""
    aliases: tuple[str, ...] = ()
    continues_as: str = ""
    """The name of the state that is treated as the same subject of international law."""


@lru_cache(maxsize=65536)
def polity_key(name: str) -> str:
    """Give the key under which spellings of a state's name meet.

    Case, accents, points, apostrophes and a leading or trailing "The" do not tell states apart.
    """
    text = unicodedata.normalize("NFD", name.casefold())
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"[.'’`]", "", text.replace("&", " and "))
    words = re.sub(r"[\W_]+", " ", text).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    elif len(words) > 1 and words[-1] == "the":
        words = words[:-1]
    return " ".join(words)


def _territories(language: str) -> dict[str, str]:
    try:
        return dict(Locale.parse(language.replace("-", "_")).territories)
    except (UnknownLocaleError, ValueError):
        return {}


@lru_cache(maxsize=8)
def polities(language: str) -> tuple[Polity, ...]:
    """Give every known state, with its name in the site's language, sorted by name."""
    data = tomllib.loads((files("communique.archive") / "polities.toml").read_text("utf-8"))
    english, local = _territories("en"), _territories(language)
    found = [
        Polity(
            name=p["name"],
            code=p.get("code", ""),
            kind=p.get("kind", "historical state" if "to" in p else "state"),
            start=p.get("from", ""),
            end=p.get("to", ""),
            aliases=tuple(p.get("aliases", ())),
            continues_as=p.get("continues_as", ""),
        )
        for p in data["polity"]
    ]
    for code, name in english.items():
        if len(code) == 2 and code.isalpha() and code not in _NOT_ISO:
            fit = data["names"].get(code, name.replace("&", "and"))
            shown = fit if language.split("-", maxsplit=1)[0] == "en" else local.get(code, fit)
            aliases = (fit, name, re.sub(r"\s*\(.*\)", "", name), code, *data["aliases"].get(code, ()))
            found.append(Polity(shown, code, aliases=tuple(dict.fromkeys(a for a in aliases if a != shown))))
    return tuple(sorted(found, key=lambda p: p.name))
