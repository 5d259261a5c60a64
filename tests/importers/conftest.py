"""A site to import into."""

from pathlib import Path

import pytest

from communique.importers.drafts import Drafted
from communique.importers.run import drafts, items
from tests.conftest import Site


class Imports:
    """Imports into a small site, and tells what became of it."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.site = site
        self.folder = folder
        self.unread: list[str] = []

    def file(self, name: str, data: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    def take(self, *paths: Path, kind: str | None = None, dry: bool = False, **columns: str) -> list[Drafted]:
        writer, issues = drafts(self.site.folder, dry=dry)
        assert writer is not None, issues
        self.unread = []
        return list(writer.write(items(paths, kind, columns, self.unread)))

    def text(self, path: str) -> str:
        return (self.site.folder / path).read_text("utf-8")


@pytest.fixture
def imports(site: Site, tmp_path: Path) -> Imports:
    site.write("content/people/abe.md", "---\nname: Shinzo Abe\naliases: [Abe]\n---\n")
    site.write("content/places/kurils.md", "---\nname: Kuril Islands\n---\n")
    return Imports(site, tmp_path / "from")
