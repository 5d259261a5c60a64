"""What tests share: a small site to build and change, and Chromium where it is there."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest
from jinja2 import meta

from communique.build.options import Options
from communique.build.result import BuildResult
from communique.build.run import build
from tests.stress.sites import Sites, shared

REPOSITORY = Path(__file__).parent.parent
NOW = 1_790_000_000
"""2026-09-21: the clock of tests that do not move it."""

SETTINGS = """\
title = "Test archive"
base_url = "https://archive.example/"
[search]
enabled = false
"""


class Site:
    """A site in a folder, and its output beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = folder.parent / f"{folder.name}-out"
        self.write("site.toml", SETTINGS)

    def write(self, path: str, text: str) -> Path:
        """Write a file below the site's folder."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        return file

    def article(self, path: str, body: str = "Some text.", **fields: object) -> Path:
        """Write an article; its title and date come from its path where they are not given."""
        year, month, slug = path.split("/")
        given = {"title": slug.replace("-", " ").capitalize(), "date": f"{year}-{month}-15", "sources": "[{title: A source}]"}
        header = "".join(f"{k}: {v}\n" for k, v in {**given, **fields}.items())
        return self.write(f"content/articles/{path}.md", f"---\n{header}---\n\n{body}\n")

    def build(
        self, *, now: int = NOW, drafts: bool = False, output: Path | None = None, clean: bool = False, jobs: int = 1
    ) -> BuildResult:
        """Build; with faults in the result."""
        return build(self.folder, output or self.output, Options(now=now, drafts=drafts, jobs=jobs), clean=clean)

    def read(self, path: str) -> str:
        """Read a file of the output."""
        return (self.output / path).read_text("utf-8")


def files(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder but our private ones, with its bytes."""
    found = {}
    for directory, below, names in os.walk(folder):
        if ".communique" in below:
            below.remove(".communique")
        for name in names:
            with open(os.path.join(directory, name), "rb") as f:
                found[f"{directory}/{name}"[len(f"{folder}/") :]] = f.read()
    return found


def assert_as_clean(site: Site, tmp_path: Path, **options: object) -> None:
    """Assert that the output is byte for byte what a clean build of the same input gives."""
    fresh = tmp_path / "clean-site"
    other = tmp_path / "clean-out"
    shutil.rmtree(other, ignore_errors=True)
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(site.folder, fresh, symlinks=True, ignore=shutil.ignore_patterns(".communique"))
    result = build(fresh, other, Options(**{"now": NOW, "jobs": 1, **options}))
    assert not result.failed, result.issues
    ours, clean = files(site.output), files(other)
    assert sorted(ours) == sorted(clean)
    assert [p for p in ours if ours[p] != clean[p]] == []


@pytest.fixture(scope="session", autouse=True)
def templates_compiled_once() -> Iterator[None]:
    """Let Jinja translate each text once for all the builds of a process: that was five sixths of their time."""
    compile_, parse, find = jinja2.Environment.compile, jinja2.Environment.parse, meta.find_referenced_templates
    compiled, parsed, found = {}, {}, {}

    def compile_once(self: jinja2.Environment, source: str, name: str | None = None, filename: str | None = None, **more: bool):
        key = (source, name, filename)
        if key not in compiled:
            self.optimized = False  # nothing of this site is worked out in advance
            compiled[key] = compile_(self, source, name, filename, **more)
        return compiled[key]

    def parse_once(self: jinja2.Environment, source: str, name: str | None = None, filename: str | None = None):
        if source not in parsed:
            parsed[source] = parse(self, source, name, filename)
        return parsed[source]

    def find_once(tree: jinja2.nodes.Template) -> list[str | None]:
        if id(tree) not in found:
            found[id(tree)] = tree, list(find(tree))
        return found[id(tree)][1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(meta, "find_referenced_templates", find_once)
        patch.setattr(jinja2.Environment, "compile", compile_once)
        patch.setattr(jinja2.Environment, "parse", parse_once)
        yield


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Give an empty site."""
    return Site(tmp_path / "site")


@pytest.fixture
def small(site: Site) -> Site:
    """Give a site of four stories, two people, a pair, an agreement and a draft."""
    site.article(
        "1956/10/declaration",
        "They signed. See [the talks](../../1955/06/talks.md).",
        countries="[{country: Soviet Union, role: party}, {country: Japan, role: party}]",
        people="[Ichiro Hatoyama]",
        agreements="[{agreement: Joint Declaration, relation: signs}]",
        tags="peace treaty",
        event_date="1956-10-19",
    )
    site.article(
        "1955/06/talks", "Talks opened.", countries="[Soviet Union, Japan]", people="[Yakov Malik]", tags="peace treaty, talks"
    )
    site.article(
        "2018/11/singapore",
        "They met in Singapore.",
        countries="Russia, Japan",
        people="[Shinzo Abe]",
        tags="peace treaty, Putin",
    )
    site.article(
        "2019/01/moscow",
        "They met in Moscow.",
        countries="Russia, Japan",
        people="[Shinzo Abe, Vladimir Putin]",
        places="[Moscow]",
        aliases="[/old/moscow/]",
    )
    site.article("2019/02/quagga", "Not yet.", countries="Russia, Norway", tags="secret", status="draft")
    site.write(
        "content/people/vladimir-putin.md",
        "---\nname: Vladimir Putin\naliases: [Putin]\noffices: [{title: President of Russia, from: 2012-05-07}]\n---\n\nA profile.\n",
    )
    site.write("content/pages/about.md", "---\ntitle: About\n---\n\nAbout this archive.\n")
    return site


@pytest.fixture(scope="session")
def chromium() -> str:
    """Give the path of Chromium; skip where there is none."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip("no Chromium on this machine")
    return found


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """Give what builds each site that readers' tests look at, once: `sites("founding")` is its output folder."""
    return Sites(shared(tmp_path_factory.getbasetemp()))
