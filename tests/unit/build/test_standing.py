"""Which output files do not stand as they were written."""

import os
from collections.abc import Mapping

import pytest

from communique.build import standing
from communique.build.run import store_path
from communique.build.standing import Standing
from communique.store import Store
from tests.conftest import Site

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of forking beside a test run's threads


@pytest.fixture
def by_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(os, "fork"):
        pytest.skip("this system cannot fork")
    monkeypatch.setattr(standing, "WORTH_A_PROCESS", 0)
    monkeypatch.setattr(standing.threading, "active_count", lambda: 1)


def not_asked() -> Mapping[str, tuple[int, int]]:
    pytest.fail("this process looked for itself")


@pytest.mark.usefixtures("by_a_process")
def test_a_process_of_its_own_finds_what_differs(small: Site) -> None:
    small.build()
    path = store_path(small.folder.resolve(), small.output)
    with Standing(small.output, path) as looking:
        assert looking.differing(not_asked) == {}
    (small.output / "feed.xml").write_text("changed")
    (small.output / "index.html").unlink()
    with Standing(small.output, path) as looking:
        found = looking.differing(not_asked)
    assert found == {"index.html": None, "feed.xml": (7, (small.output / "feed.xml").stat().st_mtime_ns)}


@pytest.mark.usefixtures("by_a_process")
def test_where_it_cannot_read_the_store_this_one_looks(small: Site) -> None:
    small.build()
    path = store_path(small.folder.resolve(), small.output)
    with Store(path) as store:
        written = store.written()
    path.write_bytes(b"no database at all" * 100)
    (small.output / "index.html").unlink()
    with Standing(small.output, path) as looking:
        assert looking.differing(lambda: written) == {"index.html": None}


@pytest.mark.usefixtures("by_a_process")
def test_it_ends_whether_it_is_asked_or_not(small: Site) -> None:
    small.build()
    with Standing(small.output, store_path(small.folder.resolve(), small.output)):
        pass
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
