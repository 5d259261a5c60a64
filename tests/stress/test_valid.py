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


@pytest.mark.parametrize("name", ["founding", "odd", "mirrored"])
def test_pages_are_valid_by_the_nu_checker(sites: Sites, nu: list[str | Path], name: str) -> None:
    output = sites(name)
    paths = [output / pages[-1] for pages in kinds(output).values()]
    checked = [output] if THOROUGH else paths
    command = [*nu, "--skip-non-html", "--filterpattern", UNTRANSLATED, *checked]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert [line for line in done.stderr.splitlines() if line] == []
    assert done.returncode == 0


def test_the_nu_checker_sees_what_is_wrong(tmp_path: Path, nu: list[str | Path]) -> None:
    (tmp_path / "a.html").write_text("<!doctype html><html lang=en><title>A</title><p><section></section></p></html>")
    done = subprocess.run([*nu, tmp_path], capture_output=True, text=True, check=False)
    assert done.returncode
    assert "No “p” element in scope" in done.stderr
