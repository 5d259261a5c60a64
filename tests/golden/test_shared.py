"""What those see who share a page: a picture of the site, of a story where the settings ask for it, and icons."""

import re
import struct
import zlib
from pathlib import Path

import pytest

from communique.model.letters import WIDTHS
from communique.plan.pictures import broken, can_be_set, fitted
from tests.conftest import SETTINGS, Site, assert_as_clean

STORIES = 'og_images = "stories"\n' + SETTINGS


def size_of(png: bytes) -> tuple[int, int]:
    """Give width and height of a PNG whose every part is whole (PNG, third edition, 5.3)."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    at, kinds = 8, []
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        data, (check,) = png[at + 8 : at + 8 + length], struct.unpack(">I", png[at + 8 + length : at + 12 + length])
        assert zlib.crc32(kind + data) == check
        kinds.append(kind)
        at += 12 + length
    assert kinds[0] == b"IHDR" and kinds[-1] == b"IEND"
    return struct.unpack(">II", png[16:24])


def shown(html: str) -> dict[str, str]:
    return dict(re.findall(r'<meta property="(og:image[\w:]*)" content="([^"]*)">', html))


def test_every_page_names_the_picture_of_the_site(small: Site) -> None:
    small.build()
    assert size_of((small.output / "share.png").read_bytes()) == (1200, 630)
    for page in ("index.html", "2019/01/moscow/index.html", "countries/japan/index.html"):
        assert shown(small.read(page)) == {
            "og:image": "https://archive.example/share.png", "og:image:type": "image/png",
            "og:image:width": "1200", "og:image:height": "630", "og:image:alt": "Test archive",
        }  # fmt: skip
    assert [p.relative_to(small.output).as_posix() for p in small.output.rglob("*.png") if "static" not in p.parts] == [
        "share.png"
    ]


def test_a_story_has_a_picture_with_its_headline_where_the_settings_ask_for_it(small: Site, tmp_path: Path) -> None:
    small.write("site.toml", STORIES)
    small.article("2019/03/arabic", title="محادثات في موسكو")
    small.build()
    picture = small.output / "2019/01/moscow/share.png"
    assert size_of(picture.read_bytes()) == (1200, 630)
    assert shown(small.read("2019/01/moscow/index.html"))["og:image"] == "https://archive.example/2019/01/moscow/share.png"
    assert shown(small.read("2019/01/moscow/index.html"))["og:image:alt"] == "Moscow"
    assert shown(small.read("2019/03/arabic/index.html"))["og:image"] == "https://archive.example/share.png"
    assert not (small.output / "2019/03/arabic/share.png").exists()
    assert not (small.output / "2019/02/quagga/share.png").exists()

    before = picture.read_bytes()
    small.article("2019/01/moscow", "They met in Moscow.", title="Moscow again", countries="Russia, Japan")
    assert [r for r in small.build().routes if r.endswith(".png")] == ["/2019/01/moscow/share.png"]
    assert picture.read_bytes() != before
    assert_as_clean(small, tmp_path)

    small.write("site.toml", SETTINGS.replace("[search]", 'og_images = "none"\n[search]'))
    small.build()
    assert not picture.exists()
    assert shown(small.read("2019/01/moscow/index.html")) == {}


def test_a_story_with_a_picture_of_its_own_shows_that(small: Site) -> None:
    small.write("site.toml", STORIES)
    (small.folder / "content/articles/2019/04").mkdir(parents=True)
    (small.folder / "content/articles/2019/04/hand.png").write_bytes((small.folder / "site.toml").read_bytes())
    small.article("2019/04/hands", image="{src: hand.png, alt: Two hands}")
    small.build()
    found = shown(small.read("2019/04/hands/index.html"))
    assert found == {"og:image": "https://archive.example/media/articles/2019/04/hand.png", "og:image:alt": "Two hands"}
    assert not (small.output / "2019/04/hands/share.png").exists()


@pytest.mark.parametrize("text", ["Talks", "word " * 60, "w" * 300, "Переговоры в Москве о мирном договоре " * 4, "ō"])
def test_a_headline_fits_its_picture(text: str) -> None:
    lines, size = fitted(text, ((84, 3), (52, 5)))
    assert 1 <= len(lines) <= (3 if size == 84 else 5)
    assert all(sum(WIDTHS[c] for c in line) * size / 1000 <= 1040 + size for line in lines)
    shown_text = "".join(lines).replace(" ", "").removesuffix("…")
    assert text.replace(" ", "").startswith(shown_text)


def test_what_cannot_be_set_is_told_from_what_can() -> None:
    assert can_be_set("Shinzō Abe – “Тихвинский”, Õun, Đặng: №1 …")
    assert not can_be_set("安倍")
    assert not can_be_set("☮")
    assert broken("", 44, 3) == ()


def test_icons_are_there_for_browsers_that_know_no_svg(small: Site) -> None:
    small.build()
    page = small.read("countries/japan/index.html")
    icons = re.findall(r'<link rel="(?:icon|apple-touch-icon)" href="\.\./\.\./static/([\w-]+\.\w+)"', page)
    assert icons == ["icon.png", "icon.svg", "touch-icon.png"]
    assert size_of((small.output / "static/icon.png").read_bytes()) == (32, 32)
    assert size_of((small.output / "static/touch-icon.png").read_bytes()) == (180, 180)
    assert page.count('name="theme-color"') == 2
