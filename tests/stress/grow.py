"""What is too long to be written by hand: the rest of the stress site, and an archive of 5,000 stories of one country.

python -m tests.stress.grow FOLDER      writes both, to be built and looked at: FOLDER/odd, FOLDER/crowd and FOLDER/mirrored
"""

import shutil
import struct
import sys
import zlib
from pathlib import Path

SITE = Path(__file__).parent / "site"
CROWD = 5_000
PARTIES = """Albania|Algeria|Angola|Argentina|Armenia|Australia|Austria|Azerbaijan|Bangladesh|Belgium|Belize|Bolivia|Brazil|Bulgaria|
Cambodia|Cameroon|Canada|Chad|Chile|China|Colombia|Costa Rica|Croatia|Cuba|Cyprus|Denmark|Ecuador|Egypt|Estonia|Ethiopia|
Fiji|Finland|France|Gabon|Germany|Ghana|Greece|Guatemala|Haiti|Honduras|Hungary|Iceland|India|Indonesia|Iran|Iraq|Ireland|
Israel|Italy|Jamaica|Japan|Jordan|Kenya|Kuwait|Laos|Latvia|Lebanon|Lesotho|Libya|Luxembourg|Malawi|Malaysia|Mali|Malta|
Mexico|Mongolia|Morocco|Nepal|Netherlands|Norway|Oman|Pakistan|Panama|Peru|Poland|Portugal|Romania|Rwanda|Senegal|Sweden"""
"""Eighty."""


NAMES = [
    ("ar", "مكان", ", latin: Makān"), ("de", "Ort mit zwölf Namen", ""), ("el", "Τόπος", ", latin: Tópos"), ("fa", "جای", ", latin: Jāy"),
    ("fr", "Lieu", ""), ("he", "מקום", ", latin: Maqom"), ("hi", "स्थान", ", latin: Sthān"), ("ja", "場所", ", latin: Basho"),
    ("ka", "ადგილი", ", latin: Adgili"), ("ru", "Место", ", latin: Mesto"), ("th", "สถานที่", ", latin: Sathanthi"), ("zh", "地方", ", latin: Dìfang"),
]  # fmt: skip
"""Of a place: language, name, and the name in Latin letters."""


def square() -> bytes:
    """Give a grey picture of 1200 by 800 as PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x99" * 1200) * 800
    head = struct.pack(">IIBBBBB", 1200, 800, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def article(site: Path, path: str, header: str, body: str) -> None:
    """Write an article, whose path begins with year and month."""
    file = site / f"content/articles/{path}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\n{header}\n---\n\n{body}\n", "utf-8")


def profile(file: Path, header: str) -> None:
    """Write a profile without a text."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\n{header.rstrip()}\n---\n", "utf-8")


def odd(folder: Path, language: str = "en") -> Path:
    """Write the stress site: what is committed, and what is long. Give its folder."""
    shutil.copytree(SITE, folder)
    settings = folder / "site.toml"
    settings.write_text(f'language = "{language}"\n{settings.read_text("utf-8")}', "utf-8")
    for month in ("02", "04"):
        (folder / f"content/articles/2020/{month}/square.png").write_bytes(square())
    notes_and_words(folder)
    profiles(folder / "content")
    for n in range(200):
        article(
            folder,
            f"{1821 + n}/{n % 12 + 1:02}/of-{1821 + n}",
            f"title: What came to pass in {1821 + n}\ndate: {1821 + n}-{n % 12 + 1:02}-{n % 28 + 1:02}\nevent_date: {1821 + n}\n"
            f"countries: [Portugal, Thailand{', Spain' * (n % 3 == 0)}]\ndossiers: [Two hundred stories]\n"
            f"tags: [year {1821 + n}, peace 🕊️ talks]",
            "Something came to pass, and this is what came to pass.",
        )
    return folder


def notes_and_words(site: Path) -> None:
    """Write a story of a hundred footnotes, and one of forty statements and sixty sources."""
    marks = " ".join(f"Words that want a note[^{n}]." + "\n\n" * (n % 7 == 0) for n in range(1, 101))
    notes = "\n".join(f"[^{n}]: Note {n}: <https://example.org/{n}>, seen that day." for n in range(1, 101))
    header = "title: A hundred footnotes\ndate: 2020-06-02\ncountries: [France, Norway]"
    article(site, "2020/06/notes", header, f"{marks}\n\n{notes}")
    said = "".join(
        f"  - {{speaker: {('Holder of Offices', 'Ostap Bender')[n % 2]}, date: 2020-06-{n % 28 + 1:02}, lang: fr, id: no-{n}, "
        f'text: "These are the words of statement {n}, which are {"many " * (n % 9)}words", original: "Ce sont les mots no {n}",'
        f" via: [{{name: A Broadcaster, role: broadcaster}}, {{name: The Agency, role: agency}}, {{name: The Paper, role: outlet}}]}}\n"
        for n in range(40)
    )
    seen = "".join(
        f'  - {{publisher: Publisher {n % 13}, title: "Source {n} of sixty", url: "https://example.org/source/{n}", '
        f'archived: "https://archive.example.org/20200101000000/https://example.org/source/{n}", accessed: 2020-06-29, level: press}}\n'
        for n in range(60)
    )
    header = "title: Forty statements, sixty sources\ndate: 2020-06-28\ncountries: [France, Norway]"
    article(site, "2020/06/said", f"{header}\nstatements:\n{said}sources:\n{seen}", "Much was said.")


def profiles(content: Path) -> None:
    """Write a person of twenty offices, an agreement of eighty parties, a place of twelve names, and a dossier."""
    offices = "".join(
        f"  - {{title: Minister without portfolio for questions of the {n}th kind, country: France, from: {1960 + 2 * n}-01-01, "
        f"to: {1962 + 2 * n}-01-01}}\n"
        for n in range(20)
    )
    profile(content / "people/holder.md", f"name: Holder of Offices\ncountry: [France]\nborn: 1930-01-01\noffices:\n{offices}")
    parties = "".join(
        f"  - country: {name.strip()}\n    actions: [{{action: signed, date: 2001-05-{n % 28 + 1:02}}}, "
        f"{{action: ratified, date: 2002-{n % 12 + 1:02}-01}}]\n"
        for n, name in enumerate(PARTIES.split("|"))
    )
    profile(
        content / "agreements/many.md",
        f"name: A paper of many parties\nkind: convention\nsigned: 2001-05-01\nin_force: 2003-01-01\nparties:\n{parties}"
        "depositary: [Switzerland]\nlanguages: [ar, zh, en, fr, ru, es]",
    )
    names = "".join(f"  - {{text: {text}, lang: {tongue}{latin}}}\n" for tongue, text, latin in NAMES)
    profile(
        content / "places/twelve.md",
        f"name: Place of twelve names\nkind: island\npoint: [78.0, 16.0]\nnames:\n{names}"
        "controlled_by: [{country: Norway, from: 1920-02-09}]\nclaimed_by: [{country: Egypt, from: 1950-01-01}, Thailand]",
    )
    dossier = "name: Two hundred stories\ncountries: [Thailand, Portugal]\nsummary: One for each year."
    profile(content / "dossiers/two-hundred.md", dossier)


def crowd(folder: Path, stories: int = CROWD) -> Path:
    """Write an archive whose stories are all of one country, one of them of another too. Give its folder."""
    (folder / "content/articles").mkdir(parents=True)
    (folder / "site.toml").write_text(
        'title = "Crowd"\nbase_url = "https://crowd.example/"\nsearch.enabled = false\nfeeds.terms = false\npages.on_this_day = false\npair_threshold = 1\n',
        "utf-8",
    )
    for n in range(stories):
        year = 1900 + n * 120 // stories
        article(
            folder,
            f"{year}/{n % 12 + 1:02}/story-{n}",
            f"title: Story {n}\ndate: {year}-{n % 12 + 1:02}-{n % 28 + 1:02}\ncountries: [Switzerland{', Tuvalu' * (n == 4321)}]",
            f"What happened, for the {n}th time.",
        )
    return folder


if __name__ == "__main__":
    target = Path(sys.argv[1])
    odd(target / "odd")
    odd(target / "mirrored", "ar")
    crowd(target / "crowd")
