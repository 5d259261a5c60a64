"""The founding archive's dossier of Japan and Russia, and the way through it."""

import posixpath
import re
from itertools import pairwise

PAIR = "relations/japan-russia/index.html"


def ways(pages: dict[str, str], path: str) -> set[str]:
    """Give the pages that a page links to."""
    folder = posixpath.dirname(path)
    found = (posixpath.normpath(posixpath.join(folder, to)) for to in re.findall(r'href="([^":#]+\.html)', pages[path]))
    return {to for to in found if to in pages}


def section(text: str, name: str) -> str:
    """Give a part of a page, from its heading to the next."""
    return re.split(r'<h2 id="', text.split(f'<h2 id="{name}"', 1)[1], maxsplit=1)[0]


def test_a_reader_walks_from_the_islands_to_2019(pages: dict[str, str]) -> None:
    said = "relations/japan-russia/statements/index.html"
    statement = next(to for to in sorted(ways(pages, said)) if to.startswith("statements/2019/01-27-"))
    walk = (
        "places/kuril-islands/index.html",
        "agreements/soviet-japanese-joint-declaration/index.html",
        PAIR,
        said,
        statement,
        "2019/01/kremlin-aim-is-the-treaty/index.html",
        "2019/index.html",
    )
    for here, there in pairwise(walk):
        assert there in ways(pages, here), (here, there)
    assert "2019/index.html" in ways(pages, PAIR) & ways(pages, said)


def test_the_dossier_of_japan_and_russia_has_all_its_parts(pages: dict[str, str]) -> None:
    text = pages[PAIR]
    assert "A border drawn in peace" in section(text, "intro")
    axis = section(text, "timeline")
    eras = re.findall(r'<h3 id="era-\d"><span>([^<]+)</span><i> – </i><span>([^<]+)</span>', axis)
    assert [" – ".join(era) for era in eras] == [
        "Tokugawa Japan – Russian Empire", "Empire of Japan – Russian Empire", "Empire of Japan – Soviet Union",
        "Japan – Soviet Union", "Japan – Russia",
    ]  # fmt: skip
    assert "in force" in axis and "Our basic task is to conclude a peace treaty" in axis
    moved = section(text, "position")
    assert moved.index("Soviet Union") < moved.index("Sanae Takaichi")
    offices = section(text, "offices")
    for name in ("Ichiro Hatoyama", "Shinzo Abe", "Vladimir Putin", "Sergei Lavrov", "Andrei Gromyko"):
        assert name in offices, name
    assert "Neutrality Pact" in text and "Northern Territories" in text


def test_every_year_of_the_chart_is_on_the_axis(pages: dict[str, str]) -> None:
    text = pages[PAIR]
    years = set(re.findall(r'href="[^"]*#(y\d{4})"', text))
    assert len(years) > 20
    assert years <= set(re.findall(r' id="(y\d{4})"', text))


def test_pairs_are_described_where_the_archive_has_something_to_say(pages: dict[str, str]) -> None:
    for pair in ("japan-russia", "japan-united-states", "china-japan", "japan-south-korea"):
        assert '<h2 id="intro">' in pages[f"relations/{pair}/index.html"], pair


def test_conferences_name_those_who_took_part(pages: dict[str, str]) -> None:
    text = pages["relations/conferences/index.html"]
    for story in ("Yalta", "Cairo", "Potsdam", "San Francisco"):
        assert story in text, story
    assert "relations/conferences/index.html" in pages["1945/02/yalta-agreement/index.html"]
