"""`é` as one character and as two made two addresses that look the same; so did `/%D0%BC/` and `/м/`."""

from zoneinfo import ZoneInfo

import pytest

from communique.source.fields import alias, slug
from communique.source.frontmatter import Value
from communique.source.kinds import Reader


def test_slugs_are_composed() -> None:
    reader = Reader("a.md", ZoneInfo("UTC"))
    assert slug(reader, "slug", Value("cafe\u0301", 1, 1)) == "caf\u00e9"
    assert reader.issues == []


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("/cafe\u0301/", "/caf\u00e9/"),
        ("/cafe%CC%81", "/caf\u00e9/"),
        ("/%D0%BC/", "/м/"),
        ("/old%20page/", "/old page/"),
        ("/a%2Fb/", "/a/b/"),
        ("/100%/", "/100%/"),
        ("/100%25/", "/100%/"),
        ("/old/index%2Ehtml", "/old/"),
        ("/.well-known/x", "/.well-known/x/"),
    ],
)
def test_aliases_are_decoded_once_and_composed(written: str, read: str) -> None:
    reader = Reader("a.md", ZoneInfo("UTC"))
    got = alias(reader, "aliases", Value(written, 1, 1))
    assert reader.issues == []
    assert got is not None
    assert got.name == read


REFUSED = [
    "\n",
    "\r",
    "\t",
    "\0",
    "\x1b",
    "\x1c",
    "\x85",
    "\xad",
    "\u200b",
    "\u202e",
    "\u2028",
    "\u2029",
    "\ufeff",
    "\ue000",
    "\u0378",
]


@pytest.mark.parametrize("character", REFUSED)
def test_what_cannot_be_seen_is_in_no_address(character: str) -> None:
    reader = Reader("a.md", ZoneInfo("UTC"))
    assert alias(reader, "aliases", Value(f"/x{character}../site.toml", 1, 1)) is None
    assert slug(reader, "slug", Value(f"x{character}y", 1, 1)) is None
    assert slug(reader, "slug", Value(f"x\u0301{character}", 1, 1)) is None or character.isspace()  # which is cut off
    assert {i.code for i in reader.issues} == {"bad-alias", "bad-slug"}
    assert all(i.message.isprintable() for i in reader.issues)


@pytest.mark.parametrize("written", ["/.well-known", "/.well-known/", "/index.html/", "/.communique/files/", "/a/.b", "/.../"])
def test_hidden_folders_and_the_front_page_are_no_aliases(written: str) -> None:
    reader = Reader("a.md", ZoneInfo("UTC"))
    assert alias(reader, "aliases", Value(written, 1, 1)) is None
