"""Pictures, profiles that nothing names, and aliases."""

from tests.checks.conftest import Said
from tests.conftest import Site

HERE = "content/articles/2019/01/"


def picture(site: Site, path: str, size: int = 100) -> None:
    site.write(path, "").write_bytes(b"\x89PNG".ljust(size, b"\0"))


def test_files_that_nothing_uses_and_heavy_pictures(site: Site, said: Said) -> None:
    picture(site, HERE + "a.png", 2_340_000)
    picture(site, HERE + "b.png")
    picture(site, HERE + "c.JPG")
    site.write(HERE + "d.pdf", "x")
    site.write("content/.well-known/security.txt", "x")
    site.article("2019/01/a", "![A map](a.png)")
    site.article("2019/01/b", image="{src: b.png, alt: A map}", status="draft")
    assert said("pictures") == [
        f"{HERE}a.png: warning: this picture weighs 2.3 MB, which takes long to come where the net is slow. Save it at most 2000 pixels wide, as JPEG or WebP at a quality of 80: that is a few hundred kilobytes.",
        f"{HERE}c.JPG: warning: nothing uses this picture. It is not published. Name this picture in the article that it is for, or remove it.",
        f"{HERE}d.pdf: warning: nothing uses this file. It is not published. Name this file in the article that it is for, or remove it.",
    ]  # fmt: skip


def test_words_for_a_picture_that_are_its_files_name_or_none(site: Site, said: Said) -> None:
    for name in ("hand-shake", "line", "rule"):
        picture(site, f"{HERE}{name}.png")
    site.article(
        "2019/01/a",
        "![Hand-shake.PNG](hand-shake.png) ![](line.png)\n\n![](rule.png){role=presentation} ![Rule](rule.png)",
        image="{src: hand-shake.png, alt: hand-shake}",
    )
    assert said("pictures", "content") == [
        f"{HERE}a.md:5:8: warning: the words for those who do not see the picture are its file's name, 'hand-shake'. Write what the picture shows.",
        f"{HERE}a.md:8:19: warning: the words for those who do not see the picture are its file's name, 'Hand-shake.PNG'. Write what the picture shows.",
        f"{HERE}a.md:8:39: warning: the picture has no words for those who do not see it. Write what it shows between the brackets: ![A handshake](picture.jpg). For a mere ornament, add {{role=presentation}} after it.",
    ]  # fmt: skip


def test_profiles_that_nothing_names(site: Site, said: Said) -> None:
    for kind, slug, more in (
        ("people", "gromyko", ""),
        ("people", "malik", ""),
        ("people", "speaker", ""),
        ("people", "linked", ""),
        ("places", "urup", "part_of: Kurils"),
        ("places", "kurils", ""),
        ("countries", "narnia", "successor: Telmar"),
        ("countries", "telmar", ""),
        ("organisations", "tass", ""),
        ("organisations", "reuters", ""),
        ("agreements", "pact", "places: [Pact]"),
        ("dossiers", "talks", ""),
        ("tags", "peace", ""),
    ):
        site.write(f"content/{kind}/{slug}.md", f"---\nname: {slug.capitalize()}\n{more}\n---\n")
    site.article(
        "2019/01/a",
        "See [him](../../../people/linked.md).",
        people="[Malik]",
        sources="[{publisher: TASS, title: A}]",
        statements="[{speaker: Speaker, text: Yes., via: [Reuters]}]",
        status="draft",
    )
    assert [line.split(". Name it under")[0] for line in said("orphans")] == [
        "content/agreements/pact.md:2:7: warning: no story, profile or link names the agreement 'Pact'",
        "content/countries/narnia.md:2:7: warning: no story, profile or link names the country 'Narnia'",
        "content/dossiers/talks.md:2:7: warning: no story, profile or link names the dossier 'Talks'",
        "content/people/gromyko.md:2:7: warning: no story, profile or link names the person 'Gromyko'",
        "content/places/urup.md:2:7: warning: no story, profile or link names the place 'Urup'",
        "content/tags/peace.md:2:7: warning: no story, profile or link names the tag 'Peace'",
    ]


def test_a_text_about_a_pair_that_no_story_has(site: Site, said: Said) -> None:
    site.write("content/relations/jr.md", "---\ncountries: [Japan, Russia]\n---\n\nText.\n")
    assert "no story has both Japan and Russia" in said("content")[0]


def test_aliases_that_do_nothing_and_links_by_one(site: Site, said: Said) -> None:
    site.write("content/people/putin.md", "---\nname: Vladimir Putin\naliases: [Putin, vladimir putin, putin, V.P.]\n---\n")
    site.write("content/people/other.md", "---\nname: Vassily Petrov\nslug: v-p\n---\n")
    site.article("2019/01/a", aliases="[/old/a/, /old/b/]", people="[Putin, Vassily Petrov]")
    site.article("2019/01/b", "See [a](/old/a/), [him](/people/putin/) and [him](/people/vladimir-putin/).")
    assert said("aliases") == [
        f"{HERE}b.md:7:9: warning: links to /old/a/, an older address or other name that only leads on to /2019/01/a/. Link to /2019/01/a/, or to its file.",
        f"{HERE}b.md:7:25: warning: links to /people/putin/, an older address or other name that only leads on to /people/vladimir-putin/. Link to /people/vladimir-putin/, or to its file.",
        "content/people/putin.md:3:18: warning: aliases: 'vladimir putin' is the same as the name 'Vladimir Putin': capitals tell no names apart. Take it out.",
        "content/people/putin.md:3:34: warning: aliases: 'putin' is there twice. Take one out.",
        "content/people/putin.md:3:41: warning: aliases: 'V.P.' has no address of its own: /people/v-p/ is the page of 'Vassily Petrov'. Take it out, or give the other one another 'slug'.",
    ]  # fmt: skip
