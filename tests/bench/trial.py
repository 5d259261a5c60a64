"""An archive made of the records of `factbook.py`: stories and profiles, as headers and texts by their paths."""

import datetime as dt
import random
from typing import Any

from corpus import HEADS, Story
from factbook import US, Country, Holder

from communique.archive.resolve import Resolver
from communique.model.route import slugify

COMPOSED = "This is a trial: dates, quotations, sources, notes and claims to strips of land in it are drawn at random."
"""In every text."""
BEGIN, END = dt.date(1995, 1, 1), dt.date(2025, 12, 31)
"""Between these lies what has no date in the data."""
LATEST = dt.date(2026, 6, 30)
"""The last day on which somebody speaks."""
Header = dict[str, Any]


def strip(one: str, other: str) -> str:
    """Name a strip of land between two neighbours, which there is none of."""
    return f"Strip between {one} and {other}"


def _contested(name: str, holder: str, called: str, claimant: str, other: str, since: str) -> Header:
    return {
        "name": name,
        "kind": "region",
        "names": [{"text": called, "lang": "en", "used_by": holder}, {"text": other, "lang": "es", "used_by": claimant}],
        "controlled_by": [{"country": holder, "from": since}],
        "claimed_by": [{"country": claimant, "from": since}],
    }


def _envoy_of(h: Holder, guest: str, host: str) -> str:
    return f"{h.office} of {guest} to {host}"


class Facts:
    """Turns records into stories and profiles."""

    def __init__(self, countries: list[Country], rng: random.Random) -> None:
        self.rng = rng
        self.text = Story(rng)
        self._resolver = Resolver((), "en")
        self.strangers: dict[str, Country] = {}
        self.countries = [c._replace(name=self._name(c)) for c in countries]
        self.by_name = {c.name: c for c in self.countries}
        known = {a for c in self.countries for a in (*c.party_to, *c.signed)}
        self.signed = {a: self._day(dt.date(1972, 1, 1), dt.date(1990, 1, 1)) for a in sorted(known)}
        self.in_force = {a: day + dt.timedelta(days=rng.randint(200, 900)) for a, day in self.signed.items()}
        self.joined: dict[tuple[str, str], dt.date] = {}
        for c in self.countries:
            for agreement in (*c.party_to, *c.signed):
                self.joined[c.name, agreement] = self._day(self._since(c), END)
        self.borders = [(c, n) for c in self.countries for n in c.neighbours if c.name < n and n in self.by_name]
        self.strips = {(c.name, n) for c, n in self.borders[::9]}
        self.talked: set[tuple[str, str]] = set()
        """Neighbours of whom a story tells."""
        self.people: dict[str, tuple[str, list[tuple[str, str, str]]]] = {}
        """By slug: name, and offices as title, country and beginning."""
        for c in self.countries:
            for h in c.chiefs:
                self._holds(h, f"{h.office} of {c.name}", c.name)
            for h in c.to_us:
                self._holds(h, _envoy_of(h, c.name, US), c.name)
            for h in c.from_us:
                self._holds(h, _envoy_of(h, US, c.name), US)

    def _known(self, name: str) -> bool:
        return self._resolver.find("countries", name) is not None

    def _name(self, c: Country) -> str:
        """Give the name that the list of states knows; a territory that it does not know gets a profile."""
        name = next((n for n in (c.name, c.long) if n and self._known(n)), "")
        if not name:
            self.strangers[c.name] = c
        return name or c.name

    def _holds(self, h: Holder, office: str, country: str) -> None:
        offices = self.people.setdefault(slugify(h.person), (h.person, []))[1]
        if (office, country, h.since) not in offices:
            offices.append((office, country, h.since))

    def _day(self, first: dt.date, last: dt.date) -> dt.date:
        return first + dt.timedelta(days=self.rng.randint(0, max(0, (last - first).days)))

    def _since(self, c: Country) -> dt.date:
        """Give a day from which a country may be named: none is told of before it was, nor long ago."""
        known = self._resolver.find("countries", c.name)
        begun = [int(day[:4]) for day in (c.independence[0] if c.independence else "", known.dates[0] if known else "") if day]
        return max(BEGIN, dt.date(max(begun, default=0) + 1, 1, 1))

    # profiles

    def profiles(self) -> dict[str, tuple[Header, str]]:
        """Give the header and text of each profile by its path."""
        found: dict[str, tuple[Header, str]] = {
            "pages/about.md": ({"title": "About these data"}, COMPOSED),
            "dossiers/environment.md": (
                {"name": "The environment", "summary": "Agreements, and who is party to them."},
                COMPOSED,
            ),
        }
        for c in self.strangers.values():
            found[f"countries/{slugify(c.name)}.md"] = ({"name": c.name, "summary": "Not in the list of states."}, COMPOSED)
        for slug, (name, offices) in self.people.items():
            held = [{"title": t, "country": c, "from": since} for t, c, since in sorted(offices, key=lambda o: o[2])]
            found[f"people/{slug}.md"] = ({"name": name, "country": sorted({c for _, c, _ in offices}), "offices": held}, "")
        for c in self.countries:
            if c.capital and f"places/{slugify(c.capital)}.md" not in found:
                header = {"name": c.capital, "kind": "city", "country": [c.name], "point": c.point}
                found[f"places/{slugify(c.capital)}.md"] = (header, "")
            if c.claimed_by and c.of and c.other:
                header = _contested(f"{c.name} (islands)", c.of, c.name, c.claimed_by, c.other, "1833")
                found[f"places/{slugify(c.name)}-islands.md"] = (header, COMPOSED)
        for one, other in sorted(self.talked)[:40]:
            header = {
                "countries": [one, other],
                "summary": f"{one} and {other} are neighbours by land.",
                "sources": ["The World Factbook"],
            }
            found[f"relations/{slugify(one)}-{slugify(other)}.md"] = (header, COMPOSED)
        for one, other in sorted(self.strips):
            header = _contested(strip(one, other), one, f"{one} March on {other}", other, f"{other} March on {one}", "2012")
            found[f"places/{slugify(header['name'])}.md"] = (header, COMPOSED)
        for body in sorted({b for c in self.countries for b in c.member_of}):
            found[f"organisations/{slugify(body)}.md"] = ({"name": body, "kind": "international organisation"}, "")
        for n, name in enumerate(self.signed):
            found[f"agreements/{slugify(name)}.md"] = (self._agreement(name, n), COMPOSED)
        return found

    def _agreement(self, name: str, number: int) -> Header:
        parties = [
            {"country": c.name, "actions": [{"action": "ratified" if name in c.party_to else "signed", "date": str(self.joined[c.name, name])}]}
            for c in self.countries if name in (*c.party_to, *c.signed)
        ]  # fmt: skip
        events = [{"event": "in force", "date": str(self.in_force[name])}]
        if number % 7 == 0:
            events.append({"event": "amended", "date": str(self._day(BEGIN, END))[:7], "note": "Drawn at random."})
        signed = self.signed[name]
        return {
            "name": name,
            "kind": "convention",
            "signed": f"{signed:%Y-%m}~" if number % 5 == 0 else str(signed),
            "status_events": events,
            "parties": parties,
            "languages": ["en", "fr"],
        }

    # stories

    def stories(self, count: int) -> dict[str, tuple[Header, str]]:
        """Give so many stories, or all there are: header and text by path."""
        made: list[tuple[str, Country, Any]] = []
        for c in self.countries:
            made += [("ratifies", c, a) for a in c.party_to] + [("signs", c, a) for a in c.signed]
            made += [("chief", c, h) for h in c.chiefs] + [("envoy", c, (h, True)) for h in c.to_us]
            made += [("envoy", c, (h, False)) for h in c.from_us]
            if c.independence and self._known(c.independence[1]):
                made.append(("independence", c, c.independence))
            if c.claimed_by and c.of and c.other:
                made += [("claim", c, n) for n in range(12)]
        made += [("border", c, n) for c, n in self.borders]
        members = [("member", c, b) for c in self.countries for b in c.member_of]
        self.rng.shuffle(made)
        self.rng.shuffle(members)
        found = {}
        for n, (kind, c, what) in enumerate([*made, *members][:count]):
            header, said = getattr(self, f"_{kind}")(c, what)
            self._about(header, n)
            body = f"{said} {COMPOSED}\n\n{self.text.body(HEADS, [c.name])}"
            found[f"articles/{header['date'][:4]}/{header['date'][5:7]}/{kind}-{n:05}.md"] = (header, body)
        return found

    def _ratifies(self, c: Country, agreement: str, relation: str = "ratifies") -> tuple[Header, str]:
        day = self.joined[c.name, agreement]
        title = (
            f"{c.name} is party to the agreement on {agreement}" if relation == "ratifies" else f"{c.name} signs {agreement}"
        )
        header = self._header(title, day, [{"country": c.name, "role": "party"}])
        header |= {"agreements": [{"agreement": agreement, "relation": relation}], "dossiers": ["The environment"]}
        header["event_date"] = self.rng.choice((str(day), f"{day:%Y-%m}", f"{day}~", str(day)))
        if header["event_date"] == str(day) and self.rng.random() < 0.05:
            old = day - dt.timedelta(days=13)  # from 1900-03-14 to 2100-03-13 (the Julian calendar)
            header["original_date"] = {"text": f"{old.day} {old:%B %Y}", "calendar": "julian"}
        return header, f"{c.name} {'is party to' if relation == 'ratifies' else 'has signed, and not ratified,'} {agreement}."

    def _signs(self, c: Country, agreement: str) -> tuple[Header, str]:
        return self._ratifies(c, agreement, "signs")

    def _member(self, c: Country, body: str) -> tuple[Header, str]:
        header = self._header(f"{c.name} in {body}", self._day(self._since(c), END), [c.name])
        return header | {"organisations": [body]}, f"{c.name} takes part in {body}."

    def _chief(self, c: Country, h: Holder) -> tuple[Header, str]:
        day, name = self._after(h.since), self.people[slugify(h.person)][0]
        header = self._header(f"{name} speaks as {h.office} of {c.name}", day, [c.name])
        header |= self._spoken(name, day, f"{h.office} of {c.name}")
        return header | self._at(c), f"{name} has been {h.office} of {c.name} since {h.since}."

    def _envoy(self, c: Country, given: tuple[Holder, bool]) -> tuple[Header, str]:
        h, comes = given
        day, name = self._after(h.since), self.people[slugify(h.person)][0]
        guest, host = (c.name, US) if comes else (US, c.name)
        roles = [{"country": guest, "role": "party"}, {"country": host, "role": "host"}]
        header = self._header(f"{name}, envoy of {guest} to {host}", day, roles)
        header |= self._spoken(name, day, _envoy_of(h, guest, host))
        return header | ({} if comes else self._at(c)), f"{name} has been there since {h.since}."

    def _border(self, c: Country, neighbour: str) -> tuple[Header, str]:
        self.talked.add((c.name, neighbour))
        speakers = [(h, x.name) for x in (c, self.by_name[neighbour]) for h in x.chiefs[:1]]
        day = self._after(max((h.since for h, _ in speakers), default="1999-12"))
        roles = [
            {"country": c.name, "role": "party"},
            {"country": neighbour, "role": "party"},
            {"country": "Switzerland", "role": "mediator"},
        ]
        header = self._header(f"{c.name} and {neighbour} talk about their border", day, roles[: self.rng.choice((2, 3))])
        if "Switzerland" in (c.name, neighbour):
            header["countries"] = roles[:2]
        for h, of in speakers[:1]:
            header |= self._spoken(self.people[slugify(h.person)][0], day, f"{h.office} of {of}")
        header |= self._at(c)
        if (c.name, neighbour) in self.strips:
            header["places"] = [*header.get("places", []), strip(c.name, neighbour)]
        return header, f"{c.name} and {neighbour} are neighbours by land."

    def _independence(self, c: Country, given: tuple[str, str]) -> tuple[Header, str]:
        day, whom = given
        senses = self._resolver.senses(c.name)
        there = senses is not None and not self._resolver.read(senses, (day, day)).verdict
        # a state that by the list of states came later than by the Factbook has no part in a story of that day
        countries = [c.name, {"country": whom, "role": "subject"}] if there else [whom]
        header = self._header(f"{c.name} is independent of {whom}", self._day(self._since(c), END), countries)
        return header | {"event_date": day}, f"{c.name} has been independent of {whom} since {day}."

    def _claim(self, c: Country, _: int) -> tuple[Header, str]:
        header = self._header(f"{c.claimed_by} claims the {c.name}", self._day(BEGIN, END), [c.of, c.claimed_by])
        return header | {"places": [f"{c.name} (islands)"]}, f"The {c.name} are of {c.of}, and claimed by {c.claimed_by}."

    # what the data do not have

    def _after(self, since: str) -> dt.date:
        """Draw a day when who holds an office since a date surely holds it."""
        year, month = int(since[:4]), int(since[5:7])
        first = dt.date.fromisoformat(since) if len(since) == 10 else dt.date(year + month // 12, month % 12 + 1, 1)
        return self._day(first + dt.timedelta(days=1), max(LATEST, first + dt.timedelta(days=30)))

    def _header(self, title: str, day: dt.date, countries: list[Any]) -> Header:
        return {"title": title, "date": f"{day}T{self.rng.randint(6, 20):02}:00:00Z", "countries": countries}

    def _at(self, c: Country) -> Header:
        return {"places": [c.capital], "dateline": {"text": c.capital.upper(), "place": c.capital}} if c.capital else {}

    def _spoken(self, speaker: str, day: dt.date, office: str) -> Header:
        said: Header = {
            "speaker": speaker,
            "text": self.text.sentence(),
            "office": office,
            "date": str(day),
            "via": [f"Agency {self.rng.randint(1, 30):02}"],
        }
        if self.rng.random() < 0.3:
            said["via"].append(f"Herald {self.rng.randint(1, 60):02}")
        return {"people": [speaker], "statements": [said]}

    def _about(self, header: Header, number: int) -> None:
        """Give a story its tags, sources, and now and then a note on the record, a correction, a retraction."""
        rng, day = self.rng, dt.date.fromisoformat(header["date"][:10])
        header["slug"] = f"{slugify(header['title'])[:60].strip('-')}-{number:05}"
        header["tags"] = rng.sample(HEADS, rng.randint(1, 3))
        header["summary"] = self.text.sentence()
        header["sources"] = [self._source(number, n, day) for n in range(rng.randint(2, 4))]
        later = str(day + dt.timedelta(days=rng.randint(1, 40)))
        if rng.random() < 0.06:
            note = {
                "says": self.text.sentence(),
                "record": self.text.sentence(),
                "basis": ["The World Factbook"],
                "date": later,
            }
            note |= {
                "source": header["sources"][-1]["publisher"],
                "kind": rng.choice(("error", "omission", "conflict", "usage")),
            }
            header["record_notes"] = [note]
        if rng.random() < 0.04:
            header |= {"updated": later, "status": "corrected"}
            header["corrections"] = [{"date": later, "text": self.text.sentence()}]
        elif rng.random() < 0.01:
            header |= {"status": "retracted", "retraction": {"date": later, "reason": self.text.sentence()}}

    def _source(self, story: int, number: int, day: dt.date) -> Header:
        if number == 0:
            return {
                "publisher": "Central Intelligence Agency",
                "title": "The World Factbook",
                "lang": "en",
                "level": "reference",
            }
        outlet, wire = f"Herald {self.rng.randint(1, 60):02}", f"Agency {self.rng.randint(1, 30):02}"
        url = f"https://{slugify(outlet)}.example/{day:%Y/%m}/{story}-{number}"
        seen = day + dt.timedelta(days=self.rng.randint(0, 20))
        source = {
            "publisher": outlet,
            "title": self.text.sentence(),
            "url": url,
            "lang": self.rng.choice(("en", "en", "fr", "ru")),
        }
        source |= {"level": self.rng.choice(("primary", "official", "agency", "press")), "accessed": str(seen)}
        if self.rng.random() < 0.6:
            source["archived"] = f"https://archive.example/web/{seen:%Y%m%d}120000/{url}"
            if self.rng.random() < 0.1:
                source["rotten"] = "true"
        return source | ({"after": wire} if self.rng.random() < 0.3 else {})
