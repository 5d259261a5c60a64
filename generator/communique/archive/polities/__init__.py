"""States, old and new, and the names under which sources write them.

Names of present states come from CLDR by way of Babel, in English and in the site's language. `states.toml` holds the states
that no ISO list has, `bodies.toml` the bodies that are parties to treaties, `names.toml` what sources call those that ISO
lists, and which state a name means at which time. A dead state is never keyed by its two letters: CS, SK, GE, AI and BY each
mean two states in ISO 3166-3.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
from babel import Locale, UnknownLocaleError

from communique.archive.polities.keys import other_keys, polity_key

_NOT_ISO = frozenset({"AC", "CP", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"})
"""Two-letter codes that CLDR lists and ISO 3166-1 does not assign to a country."""


class DatedName(msgspec.Struct, frozen=True, array_like=True):
    """A name that a state had for a time; either end may be open."""

    text: str
    start: str = ""
    end: str = ""


class Polity(msgspec.Struct, frozen=True):
    """A state or a body that acts like one."""

    name: str
    english: str = ""
    """Its English name, for those that ISO 3166-1 lists."""
    code: str = ""
    """ISO 3166-1 alpha-2, for those that it lists."""
    kind: str = "state"
    """state, historical state, territory, disputed or organisation."""
    start: str = ""
    end: str = ""
    """The day on which the next state takes its place, where there is one."""
    aliases: tuple[str, ...] = ()
    """Names that it may be called by at any time; its code is not among them."""
    dated: tuple[DatedName, ...] = ()
    """Names that it had for a time, in English."""
    continues_as: str = ""
    """The English name of the state that is treated as the same subject of international law."""
    successors: tuple[str, ...] = ()
    """The English names of others that took over its territory, or part of it."""
    body: bool = False
    """Whether it is one of those that act like states only as parties: a name in a line of tags does not mean it."""


class Sense(msgspec.Struct, frozen=True, array_like=True):
    """A state that a name means for a time; either end may be open."""

    state: str
    """Its English name."""
    start: str = ""
    end: str = ""


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    folder = Path(__file__).parent
    data: dict[str, Any] = {}
    for name in ("states", "bodies", "names"):
        data |= tomllib.loads((folder / f"{name}.toml").read_text("utf-8"))
    return data


def _territories(language: str) -> dict[str, str]:
    try:
        return dict(Locale.parse(language.replace("-", "_")).territories)
    except (UnknownLocaleError, ValueError):
        return {}


def _long_names(data: dict[str, Any], english: dict[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for pattern, codes in data["long"].items():
        for code in codes.split():
            former = (d["name"] for d in data["dated"].get(code, ()))
            for name in dict.fromkeys((english[code], *former)):
                if " of " not in name and "Republic" not in name:
                    found.setdefault(code, []).append(pattern.format(name))
    return found


@lru_cache(maxsize=8)
def polities(language: str) -> tuple[Polity, ...]:
    """Give every known state, with its name in the site's language, sorted by name."""
    data = _data()
    english, local = _territories("en"), _territories(language)
    fits = {code: data["names"].get(code, name.replace("&", "and")) for code, name in english.items()}
    long = _long_names(data, fits)
    broke_away: dict[str, list[str]] = {}
    for code, state in data["split_from"].items():
        broke_away.setdefault(state, []).append(fits[code])
    found = [_own(p, body=False) for p in data["polity"]] + [_own(p, body=True) for p in data["body"]]
    dependent = set(data["kinds"]["territory"].split())
    for code, name in english.items():
        if len(code) == 2 and code.isalpha() and code not in _NOT_ISO:
            fit = fits[code]
            shown = fit if language.split("-", maxsplit=1)[0] == "en" else local.get(code, fit)
            others = (*data["aliases"].get(code, ()), *long.get(code, ()), *data["forms"].get(code, ()))
            aliases = (fit, name, re.sub(r"\s*\(.*\)", "", name), *others)
            found.append(
                Polity(
                    shown,
                    fit,
                    code,
                    "territory" if code in dependent else "state",
                    data["since"].get(code, ""),
                    aliases=tuple(dict.fromkeys(a for a in aliases if a != shown)),
                    dated=_dated(data["dated"].get(code, ())),
                    successors=tuple(broke_away.get(fit, ())),
                )
            )
    return tuple(sorted(found, key=lambda p: p.name))


def _own(p: dict[str, Any], *, body: bool) -> Polity:
    """Read an entry of our own lists."""
    return Polity(
        name=p["name"],
        code=p.get("code", ""),
        kind=p.get("kind", "organisation" if body else "historical state"),
        start=p.get("from", ""),
        end=p.get("to", ""),
        aliases=tuple(p.get("aliases", ())),
        dated=_dated(p.get("names", ())),
        continues_as=p.get("continues_as", ""),
        successors=tuple(p.get("successors", ())),
        body=body and "code" not in p and not p.get("continues_as"),
    )


def _dated(names: Iterable[dict[str, str]]) -> tuple[DatedName, ...]:
    return tuple(DatedName(n["name"], n.get("from", ""), n.get("to", "")) for n in names)


@lru_cache(maxsize=1)
def senses() -> dict[str, tuple[Sense, ...]]:
    """Give the names that mean several states, by their keys, with what each means when, in the order of time."""
    found: dict[str, tuple[Sense, ...]] = {}
    for entry in _data()["sense"]:
        means = tuple(Sense(s["state"], s.get("from", ""), s.get("to", "")) for s in entry["means"])
        found |= {polity_key(name): means for name in entry["names"]}
    return found


__all__ = ["DatedName", "Polity", "Sense", "other_keys", "polities", "polity_key", "senses"]
