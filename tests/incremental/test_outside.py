"""Archives made of data from outside build without a fault, and a rebuild of them equals a clean build."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from communique.build.options import Options
from communique.build.run import build
from tests.conftest import NOW, REPOSITORY, files

SCRIPT = REPOSITORY / "tests/bench/outside.py"
STORIES = 150


def made(folder: Path, stories: int, *how: str) -> Path:
    """Write an archive of so many stories, without search."""
    subprocess.run([sys.executable, str(SCRIPT), "--stories", str(stories), "--write", str(folder), *how], check=True)
    settings = folder / "site.toml"
    settings.write_text(f"{settings.read_text()}\n[search]\nenabled = false\n")
    return folder


def edit(site: Path, pattern: str, old: str, new: str) -> None:
    """Change the first file that matches and has a text."""
    path = next(p for p in sorted((site / "content").glob(pattern)) if re.search(old, p.read_text("utf-8")))
    path.write_text(re.sub(old, new, path.read_text("utf-8"), count=1), "utf-8")


@pytest.mark.parametrize("how", [pytest.param([], id="of the package"), pytest.param(["--composed"], id="composed")])
def test_an_archive_of_data_from_outside_builds_without_a_fault_and_rebuilds_as_clean(how: list[str], tmp_path: Path) -> None:
    site, output = made(tmp_path / "site", STORIES, *how), tmp_path / "out"
    first = build(site, output, Options(now=NOW, jobs=1))
    assert list(first.issues) == []
    assert len(list(output.glob("[12]*/*/*/index.html"))) == STORIES
    for page in ("relations", "statements", "agreements", "places", "sources", "people"):
        assert len(list((output / page).glob("*/index.html"))) + (page == "statements") > 0, page
    edit(site, "people/*.md", r'"title": "', r'"title": "Former ')
    edit(site, "agreements/*.md", r'"action": "ratified", "date": "\d{4}', r'"action": "ratified", "date": "2026')
    edit(site, "articles/*/*/*.md", r'title: "', r'title: "Anew: ')
    edit(site, "articles/*/*/*.md", r'"publisher": "Herald \d\d"', r'"publisher": "The Other Herald"')
    edit(site, "places/strip-*.md", r"controlled_by: .*\n", "")
    next(iter(sorted(site.glob("content/articles/*/*/border-*.md")))).unlink()
    second = build(site, output, Options(now=NOW, jobs=1))
    assert [i for i in second.issues if i.severity == "error"] == []
    assert 0 < second.rendered < first.rendered / 2
    shutil.rmtree(site / ".communique")
    build(site, tmp_path / "clean", Options(now=NOW, jobs=1))
    assert files(output) == files(tmp_path / "clean")
    then = build(site, tmp_path / "then", Options(now=NOW, jobs=1, as_of="2010-06-30"))
    assert [i for i in then.issues if i.severity == "error"] == []
    assert 0 < len(list((tmp_path / "then").glob("[12]*/*/*/index.html"))) < STORIES - 1


def test_the_package_gives_more_than_five_thousand_stories_with_parties_agreements_offices_and_places(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    told = subprocess.run(
        [sys.executable, str(SCRIPT), "--stories", "6000", "--write", str(folder)], check=True, capture_output=True, text=True
    ).stdout
    assert told.startswith("6,000 stories of 254 countries"), told
    kinds = {
        kind: len(list(folder.glob(f"content/articles/*/*/{kind}-*.md")))
        for kind in ("ratifies", "signs", "chief", "envoy", "border", "independence")
    }
    assert kinds["ratifies"] > 3000
    assert all(count > 50 for count in kinds.values()), kinds
    assert len(list(folder.glob("content/people/*.md"))) > 500
    assert len(list(folder.glob("content/agreements/*.md"))) > 25
