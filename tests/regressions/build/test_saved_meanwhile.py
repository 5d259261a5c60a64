"""What is saved while a build is under way was once taken for seen, and stayed stale until the file was touched again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from communique.build import unchanged, write
from tests.conftest import Site, assert_as_clean


@pytest.fixture
def after_rendering(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Do something once the pages of the next build are rendered; and trust every file's time, however new."""
    monkeypatch.setattr(unchanged, "all_settled", lambda *_: True)

    def then(do: Callable[[], object]) -> None:
        real = write.make

        def make_and_do(*arguments: object) -> object:
            out = real(*arguments)
            monkeypatch.setattr(write, "make", real)
            do()
            return out

        monkeypatch.setattr(write, "make", make_and_do)

    return then


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("templates/tag.html", "<p>{{ page.name }}, changed</p>"),
        ("site.toml", 'title = "Another"\nbase_url = "https://archive.example/"\n[search]\nenabled = false\n'),
        ("content/articles/2019/01/moscow.md", "---\ntitle: Changed\ndate: 2019-01-15\nsources: [{title: A}]\n---\n\nNew.\n"),
        ("static/extra.css", "p {}"),
    ],
)
def test_the_next_build_sees_it(
    small: Site, tmp_path: Path, after_rendering: Callable[[Callable[[], object]], None], path: str, text: str
) -> None:
    small.article("2020/01/before")
    after_rendering(lambda: small.write(path, text))
    small.build()
    small.build()
    assert_as_clean(small, tmp_path)


def test_a_file_written_just_before_it_is_looked_at_is_not_trusted(small: Site) -> None:
    small.build()
    file = small.write("content/articles/2019/01/moscow.md", "x")
    written = file.stat().st_mtime_ns
    assert not unchanged.all_settled([written], written + 1_000_000)
    assert not unchanged.all_settled([1_700_000_000_000_000_000], 1_700_000_002_000_000_000)  # a clock of whole seconds
    assert unchanged.all_settled([written, 1_700_000_000_000_000_000], written + 200_000_000)
    assert unchanged.look(small.folder, b"").inputs is None
