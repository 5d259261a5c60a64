"""The founding archive, built once for all that look at it."""

import json
from pathlib import Path

import pytest

from communique.build.options import Options
from communique.build.run import build
from tests.conftest import REPOSITORY


@pytest.fixture(scope="session")
def founding(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the built founding archive."""
    output = tmp_path_factory.mktemp("founding") / "public"
    result = build(REPOSITORY, output, Options(jobs=1))
    assert not result.issues
    return output


@pytest.fixture(scope="session")
def pages(founding: Path) -> dict[str, str]:
    """Give every HTML page's text by its path."""
    return {p.relative_to(founding).as_posix(): p.read_text("utf-8") for p in sorted(founding.rglob("*.html"))}


def ld(text: str) -> dict[str, object]:
    """Give a page's JSON-LD."""
    start = text.index('<script type="application/ld+json">') + len('<script type="application/ld+json">')
    data: dict[str, object] = json.loads(text[start : text.index("</script>", start)])
    return data
