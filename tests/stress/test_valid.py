"""Pages are valid HTML by the Nu checker, where Java is: `make test` brings the checker from npm."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.stress.sites import THOROUGH, Sites, kinds

JAR = Path(__file__).parent / ".vnu/node_modules/vnu-jar/build/dist/vnu.jar"
UNTRANSLATED = ".*This document appears to be written in English.*"
"""What it says of pages in a language for which there is no catalogue yet."""


@pytest.fixture
def nu() -> list[str | Path]:
    java, jar = shutil.which("java"), Path(os.environ.get("COMMUNIQUE_VNU", JAR))
    if java is None or not jar.is_file():
        pytest.skip("Java or npm is not there, without which the Nu checker cannot be had")
    return [java, "-Xss8m", "-jar", jar]


def test_pages_are_valid_by_the_nu_checker(sites: Sites, nu: list[str | Path]) -> None:
    """The longest of each kind; all of them by `make validate`. Once for all sites: the checker takes long to begin."""
    outputs = [sites(name) for name in ("founding", "odd", *(["mirrored"] if THOROUGH else []))]
    longest = [output / pages[-1] for output in outputs for pages in kinds(output).values()]
    command = [*nu, "--skip-non-html", "--filterpattern", UNTRANSLATED, *(outputs if THOROUGH else longest)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert [line for line in done.stderr.splitlines() if line] == []
    assert done.returncode == 0


def test_the_nu_checker_sees_what_is_wrong(tmp_path: Path, nu: list[str | Path]) -> None:
    (tmp_path / "a.html").write_text("<!doctype html><html lang=en><title>A</title><p><section></section></p></html>")
    done = subprocess.run([*nu, tmp_path], capture_output=True, text=True, check=False)
    assert done.returncode
    assert "No “p” element in scope" in done.stderr
