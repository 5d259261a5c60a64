"""The built wheel, in an environment that holds nothing else of ours."""

import os
import re
import subprocess
import sys
import sysconfig
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the build tools of the test environment, so that no network is needed."""
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, REPOSITORY],
        check=True,
        capture_output=True,
    )
    return next(out.glob("communique-*.whl"))


def test_it_carries_the_theme_and_the_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("templates", "static", "docs/faults"):
        for path in (REPOSITORY / folder).rglob("*"):
            if path.is_file():
                assert f"communique/theme/{path.relative_to(REPOSITORY).as_posix()}" in names
    assert {"communique/archive/polities/states.toml", "communique/py.typed"} <= names
    assert not any(n.startswith(("content/", "tests/")) for n in names)


def page_served(environment: Path, site: Path, clear: dict[str, str]) -> bool:
    """Tell whether the preview shows the front page."""
    argv = [environment / "bin" / "communique", "serve", "--port", "0"]
    with subprocess.Popen(argv, cwd=site, env=clear, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as served:
        assert served.stdout
        try:
            address = next(found[0] for line in served.stdout if (found := re.search(r"http://127\S+", line)))
            with urllib.request.urlopen(address) as answer:
                return "My archive" in answer.read().decode()
        finally:
            served.terminate()


def test_an_archive_is_begun_served_and_built_with_it(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=False)
    python = environment / "bin" / "python"
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel],
        check=True,
        capture_output=True,
    )
    libraries = next((environment / "lib").glob("python*/site-packages"))
    # the dependencies are those of the test environment; a path in a .pth file brings no editable install with it
    (libraries / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    clear = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}

    def run(*argv: str, cwd: Path = tmp_path) -> str:
        done = subprocess.run(
            [environment / "bin" / argv[0], *argv[1:]], cwd=cwd, env=clear, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = run("python", "-c", "import communique; print(communique.__file__)")
    assert Path(where.strip()).is_relative_to(environment)
    assert run("communique", "explain", "no-header").startswith("# no-header\n")
    run("communique", "init", "my-archive", "--yes")
    assert page_served(environment, tmp_path / "my-archive", clear)
    said = run("communique", "build", cwd=tmp_path / "my-archive")
    assert ", in public/." in said
    site = tmp_path / "my-archive" / "public"
    assert "My archive" in (site / "index.html").read_text()
    assert (site / "relations/japan-russia/index.html").exists()
    assert (site / "static/style.css").exists()
    assert (site / "pagefind/all/pagefind.js").exists()
