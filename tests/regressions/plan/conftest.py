"""What these tests share: a site's plan, without rendering it."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.build.load import Loaded, load
from communique.build.options import Options
from communique.store import Store
from tests.conftest import NOW, Site

Planning = Callable[..., Loaded]


@pytest.fixture
def planned() -> Planning:
    """Give what reads and plans a site."""

    def read(site: Site, *, drafts: bool = False, now: int = NOW) -> Loaded:
        with tempfile.TemporaryDirectory() as folder, Store(Path(folder, "store")) as store:
            return load(site.folder, store, Options(now=now, drafts=drafts, jobs=1))

    return read
