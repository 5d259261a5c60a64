"""Thirty faults in twenty files come in one run, in order."""

import pytest

from .conftest import ARTICLE, Site

HEADER = "---\ntitle: Talks\ndate: 2019-01-22\nsources: [TASS]\n"

BROKEN = {
    "articles/a01.md": ("no header\n", 1),
    "articles/a02.md": ("---\ntitle: A: b\n---\n", 1),
    "articles/a03.md": ("---\ntitle: A\n", 1),
    "articles/a04.md": (HEADER + "date: 2019-01-23\ntitle: B\n---\n", 2),
    "articles/a05.md": ("---\ntitel: A\n---\n", 3),
    "articles/a06.md": (HEADER + "countries: Rusia, Jappan\n---\n", 2),
    "articles/a07.md": (HEADER + "---\n\n[a](gone.md) [b](gone.png) [c](/gone/)\n", 3),
    "articles/a08.md": (HEADER + "slug: a07\n---\n", 1),
    "articles/a09.md": (HEADER + "aliases: [/2019/01/a07/]\n---\n", 1),
    "articles/a10.md": (HEADER + "status: darft\ntype: nwes\nlang: Russian language\n---\n\n[a](gone.md)\n", 4),
    "articles/a11.md": (HEADER + "statements: [{speaker: A}]\nimage: a.png\n---\n", 2),
    "articles/a12.md": (HEADER + "event_date: never\nupdated: soon\n---\n", 2),
    "articles/a13.md": ("\ufeff\n\n", 1),
    "articles/a14.md": (HEADER + "tags: [C++, C#]\n---\n", 1),
    "articles/a15.md": (HEADER + "---\n\na" + "[" * 20_000, 1),
    "pages/about.md": ("---\ntitle: About\nslug: A b\n---\n", 1),
    "people/a.md": ("---\nborn: 1952-13-07\n---\n", 2),
    "people/b.md": ("---\nname: B\naliases: [D]\noffices: [{form: 2000}]\n---\n", 2),
    "people/c.md": ("---\nname: D\ncountry: Rusia\n---\n", 2),
    "places/a.md": ("---\nname: A\npoint: north\n---\n\n[a](../people/b.md) [b](../people/bb.md)\n", 2),
    "news/a.md": (ARTICLE, 1),
}


@pytest.mark.filterwarnings("error")
def test_all_faults_of_all_files_come_in_one_run(site: Site) -> None:
    site.article()
    for name, (text, _) in BROKEN.items():
        site.write(f"content/{name}", text)
    lines = site.lines
    told = {name: [line for line in lines if line.startswith(f"content/{name}:")] for name in BROKEN}
    assert {name: len(found) for name, found in told.items()} == {name: count for name, (_, count) in BROKEN.items()}, lines
    assert sum(map(len, told.values())) == len(lines) == 36

    def place(line: str) -> tuple[str, list[int]]:
        path, *numbers = line.split(": ", 1)[0].split(":")
        return path, [int(n) for n in numbers]

    assert [place(line) for line in lines] == sorted(place(line) for line in lines)


def test_links_to_files_with_faults_are_no_faults(site: Site) -> None:
    site.article("---\ntitle: A: b\nslug: broken-slug\ntags: [peace treaty]\n---\n", "broken.md")
    site.article(ARTICLE + "[a](broken.md) [b](/2019/01/broken-slug/) [c](/tags/peace-treaty/) [d](/2019/01/gone/)\n")
    assert [line.split(" ")[0] for line in site.lines] == ["content/articles/2019/01/broken.md:2:9:", "HERE:8:72:"]
