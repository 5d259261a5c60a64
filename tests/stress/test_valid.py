"""Pages are valid HTML by the Nu checker, where Java and the checker are: `make validate` brings the latter from npm."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.stress.sites import THOROUGH, Sites, kinds

JAR = Path(__file__).parent / ".vnu/node_modules/vnu-jar/build/dist/vnu.jar"
UNTRANSLATED = ".*This document appears to be written in English.*"
"""What it says of pages in a language for which there is no catalogue yet."""


@pytest.mark.parametrize("name", ["founding", "odd", "mirrored"])
def test_pages_are_valid_by_the_nu_checker(sites: Sites, name: str) -> None:
    java, jar = shutil.which("java"), Path(os.environ.get("COMMUNIQUE_VNU", JAR))
    if java is None or not jar.is_file():
        pytest.skip("Java or the Nu checker is not there; `make validate` brings the checker")
    output = sites(name)
    paths = [output / pages[-1] for pages in kinds(output).values()]
    checked = [output] if THOROUGH else paths
    command = [java, "-Xss8m", "-jar", jar, "--skip-non-html", "--filterpattern", UNTRANSLATED, *checked]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert [line for line in done.stderr.splitlines() if line] == []
    assert done.returncode == 0


def test_the_nu_checker_sees_what_is_wrong(tmp_path: Path) -> None:
    java, jar = shutil.which("java"), Path(os.environ.get("COMMUNIQUE_VNU", JAR))
    if java is None or not jar.is_file():
        pytest.skip("Java or the Nu checker is not there; `make validate` brings the checker")
    (tmp_path / "a.html").write_text("<!doctype html><html lang=en><title>A</title><p><section></section></p></html>")
    done = subprocess.run([java, "-jar", jar, tmp_path], capture_output=True, text=True, check=False)
    assert done.returncode
    assert "No “p” element in scope" in done.stderr
