"""N synthetic diplomatic-news articles as Markdown with YAML front matter.

The text is drawn from a fixed vocabulary with a fixed seed, so that every run and every generator under test gets the same
bytes. The shape follows a real wire story: 8 to 14 paragraphs of 40 to 70 words, a few links and emphases, one block quote,
sometimes a list or a heading. Terms follow Zipf's law: a few countries and tags are on most articles, most are on few.
"""

import datetime as dt
import random
from pathlib import Path

COUNTRIES = """United States|China|Russia|France|United Kingdom|Germany|Japan|India|Ukraine|Israel|Iran|Turkey|
South Korea|Italy|Saudi Arabia|Brazil|Canada|Australia|Poland|Spain|Egypt|Pakistan|Syria|Belarus|Kazakhstan|
Mexico|South Africa|Indonesia|Vietnam|Netherlands|Sweden|Norway|Finland|Switzerland|Austria|Belgium|Greece|
Hungary|Czechia|Romania|Bulgaria|Serbia|Croatia|Georgia|Armenia|Azerbaijan|Uzbekistan|Tajikistan|Kyrgyzstan|
Turkmenistan|Mongolia|Thailand|Philippines|Malaysia|Singapore|Iraq|Jordan|Lebanon|Qatar|Kuwait|Oman|Yemen|
Libya|Tunisia|Algeria|Morocco|Sudan|Ethiopia|Kenya|Nigeria|Ghana|Senegal|Mali|Niger|Chad|Cameroon|Angola|
Zambia|Zimbabwe|Mozambique|Tanzania|Uganda|Rwanda|Argentina|Chile|Peru|Colombia|Venezuela|Ecuador|Bolivia|
Paraguay|Uruguay|Cuba|Haiti|Panama|Costa Rica|Nicaragua|Honduras|Guatemala|New Zealand|Fiji|Iceland|Ireland|
Portugal|Denmark|Estonia|Latvia|Lithuania|Slovakia|Slovenia|Albania|Moldova|Cyprus|Malta|Luxembourg|Nepal|
Bangladesh|Sri Lanka|Myanmar|Cambodia|Laos|Afghanistan""".replace("\n", "").split("|")
HEADS = """peace treaty|arms control|sanctions|trade|border|fisheries|visa regime|energy|nuclear|summit|
ceasefire|recognition|embassy|consular|humanitarian|refugees|climate|cyber|space|maritime|airspace|
extradition|hostages|election observers|peacekeeping|mediation|dialogue|accession|customs|investment""".replace("\n", "").split(
    "|"
)
TAGS = HEADS + [
    f"{h} {s}"
    for s in ("talks", "agreement", "dispute", "review", "commission", "protocol", "forum", "package", "corridor", "zone")
    for h in HEADS
]
FIRST = [
    "Anna",
    "Boris",
    "Carla",
    "Daichi",
    "Elena",
    "Farid",
    "Grace",
    "Hana",
    "Igor",
    "Jun",
    "Karim",
    "Leila",
    "Marta",
    "Nikolai",
    "Olga",
    "Pavel",
    "Qadir",
    "Rosa",
    "Sergei",
    "Tomo",
    "Uma",
    "Viktor",
    "Wen",
    "Xenia",
    "Yuki",
    "Zara",
]
LAST = [
    "Abramov",
    "Bianchi",
    "Castro",
    "Dubois",
    "Eriksen",
    "Fischer",
    "Goto",
    "Haddad",
    "Ivanova",
    "Jensen",
    "Kovacs",
    "Lopez",
    "Mori",
    "Novak",
    "Okafor",
    "Petrov",
    "Quist",
    "Rossi",
    "Sato",
    "Tanaka",
    "Ueda",
    "Vargas",
    "Weber",
    "Xu",
    "Yamada",
    "Zhou",
]
WORDS = [
    "the",
    "of",
    "to",
    "and",
    "in",
    "a",
    "that",
    "for",
    "on",
    "with",
    "said",
    "minister",
    "foreign",
    "talks",
    "president",
    "government",
    "countries",
    "sides",
    "agreement",
    "treaty",
    "ministry",
    "relations",
    "bilateral",
    "position",
    "issue",
    "statement",
    "meeting",
    "conference",
    "visit",
    "delegation",
    "embassy",
    "security",
    "council",
    "resolution",
    "peace",
    "border",
    "territory",
    "economic",
    "cooperation",
    "sanctions",
    "trade",
    "energy",
    "dialogue",
    "negotiations",
    "representatives",
    "ambassador",
    "spokesman",
    "press",
    "secretary",
    "officials",
    "parties",
    "measures",
    "process",
    "conclude",
    "sign",
    "ratify",
    "discuss",
    "continue",
    "propose",
    "reject",
    "accept",
    "support",
    "oppose",
    "condemn",
    "welcome",
    "stress",
    "note",
    "add",
    "according",
    "earlier",
    "later",
    "year",
    "month",
    "week",
    "conclusion",
    "obstacle",
    "development",
    "breakthrough",
    "partner",
    "region",
    "international",
    "community",
    "law",
    "principle",
    "question",
    "solution",
    "basis",
    "framework",
    "mechanism",
    "working",
    "group",
]


def zipf(n: int, a: float = 1.0) -> list[float]:
    """Give the cumulated weights of Zipf's law for n ranks."""
    total, cumulated = 0.0, []
    for i in range(1, n + 1):
        total += 1 / i**a
        cumulated.append(total)
    return cumulated


class Story:
    """Draws the parts of a story."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def pick(self, population: list[str], weights: list[float], k: int) -> list[str]:
        """Draw up to k different terms."""
        return list(dict.fromkeys(self.rng.choices(population, cum_weights=weights, k=k)))

    def sentence(self) -> str:
        """Draw a sentence."""
        words = self.rng.choices(WORDS, k=self.rng.randint(10, 24))
        words[0] = words[0].capitalize()
        return " ".join(words) + "."

    def paragraph(self, tags: list[str], countries: list[str]) -> str:
        """Draw a paragraph, at times with a link, an emphasis or a quotation."""
        rng = self.rng
        text = " ".join(self.sentence() for _ in range(rng.randint(3, 4)))
        r = rng.random()
        if r < 0.15:
            return text + f" See [the {rng.choice(tags)}](https://example.org/doc/{rng.randint(1, 9999)})."
        if r < 0.3:
            return text + f" **{rng.choice(countries)}** and *{rng.choice(WORDS)} {rng.choice(WORDS)}*."
        return f"“{text}” the agency quoted the official as saying." if r < 0.4 else text

    def body(self, tags: list[str], countries: list[str]) -> str:
        """Draw the text."""
        rng = self.rng
        parts = [self.paragraph(tags, countries) for _ in range(rng.randint(8, 14))]
        if rng.random() < 0.6:
            parts.insert(rng.randint(2, len(parts)), "> " + self.sentence() + " " + self.sentence())
        if rng.random() < 0.3:
            parts.insert(rng.randint(3, len(parts)), "## " + self.sentence().rstrip("."))
        if rng.random() < 0.2:
            parts.insert(rng.randint(3, len(parts)), "\n".join("- " + self.sentence() for _ in range(4)))
        return "\n\n".join(parts)


def write_stories(folder: Path, n: int, seed: int = 24545068) -> None:
    """Write n stories; the same bytes every time."""
    rng = random.Random(seed)
    story = Story(rng)
    people = [f"{first} {last}" for first in FIRST for last in LAST]
    of_countries, of_tags, of_people = zipf(len(COUNTRIES)), zipf(len(TAGS), 0.9), zipf(len(people), 0.9)
    start = dt.datetime(1992, 1, 1, 6, 0, tzinfo=dt.UTC)
    span = (dt.datetime(2026, 6, 1, tzinfo=dt.UTC) - start).total_seconds()

    def quoted(names: list[str]) -> str:
        return "[" + ", ".join(f'"{name}"' for name in names) + "]"

    for i in range(n):
        when = start + dt.timedelta(seconds=int(span * (i / n)))
        countries = story.pick(COUNTRIES, of_countries, rng.choice((1, 2, 2, 2, 3, 4)))
        tags = story.pick(TAGS, of_tags, rng.choice((2, 3, 3, 4, 5)))
        who = story.pick(people, of_people, rng.choice((0, 1, 2, 2, 3)))
        title = f"{countries[0]}: {rng.choice(TAGS)} {' '.join(rng.choices(WORDS, k=6))}"
        header = (
            f'---\ntitle: "{title}"\ndate: {when:%Y-%m-%dT%H:%M:%S}Z\nslug: story-{i:07d}\nsummary: "{story.sentence()}"\n'
            f"countries: {quoted(countries)}\ntags: {quoted(tags)}\npeople: {quoted(who)}\n---\n\n"
        )
        path = folder / f"{when:%Y}" / f"{when:%m}" / f"story-{i:07d}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(header + story.body(tags, countries) + "\n", encoding="utf-8")
