"""What a check says, as lines."""

from collections.abc import Callable

import pytest

from communique.build.options import Options
from communique.checks import check
from tests.conftest import NOW, Site

Said = Callable[..., list[str]]


@pytest.fixture
def said(site: Site) -> Said:
    """Give the lines that a check of some subjects prints for the site of the test."""

    def lines(*only: str) -> list[str]:
        return [str(i) for i in check(site.folder, Options(now=NOW, jobs=1, drafts=True), only=only).issues]

    return lines
