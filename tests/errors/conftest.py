"""One run over a broken site, and the lines that a person would see."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.build.load import Loaded, Options, load
from communique.store import Store

NOW = 1_577_836_800
"""What counts as the present in these tests: 2020-01-01, 00:00 UTC."""

SITE = 'title = "An archive"\nbase_url = "https://archive.example/"\n'
ARTICLE = "---\ntitle: Talks in Moscow\ndate: 2019-01-22\nsources: [TASS]\n---\n\nText.\n"


def read(site: Path, *, drafts: bool = False) -> Loaded:
    """Read and plan a site as `build` and `check` do, without rendering and without writing into its folder."""
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder, "store")) as store:
        return load(site, store, Options(now=NOW, drafts=drafts, jobs=1))


def told(site: Path, *, drafts: bool = False) -> list[str]:
    """Give the lines that are printed for a site's faults; the folder's own place is written SITE."""
    return [str(issue).replace(str(site), "SITE") for issue in read(site, drafts=drafts).issues]


@pytest.fixture
def lines() -> Callable[..., list[str]]:
    """Give what tells a site's faults."""
    return told


class Site:
    """A site to be broken."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.write("site.toml", SITE)

    def write(self, path: str, data: str | bytes) -> Path:
        """Write a file below the site's folder."""
        file = self.path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.encode() if isinstance(data, str) else data)
        return file

    def article(self, data: str | bytes = ARTICLE, name: str = "talks.md") -> Path:
        """Write an article."""
        return self.write(f"content/articles/2019/01/{name}", data)

    @property
    def lines(self) -> list[str]:
        """What is told of it; the place of its one article is written HERE."""
        return [line.replace("content/articles/2019/01/talks.md", "HERE") for line in told(self.path)]

    @property
    def is_fine(self) -> bool:
        """Whether it has no fault, and a plan."""
        loaded = read(self.path)
        assert [str(i) for i in loaded.issues] == []
        return loaded.plan is not None


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Give a site without any content."""
    return Site(tmp_path)
