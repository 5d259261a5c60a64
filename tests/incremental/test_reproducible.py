"""Two clean builds give the same bytes, wherever, however and by whomever they are made."""

import os
import stat
from pathlib import Path

import pytest

from tests.conftest import Site, files
from tests.incremental.processes import command, run

STORIES = 230
"""Enough for several processes to read and to render them."""
PLAIN = {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}
TOKYO = {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "ja_JP.UTF-8", "LANG": "ja_JP.UTF-8"}
NOWHERE = {"PYTHONHASHSEED": "4242", "TZ": "America/St_Johns", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
ISTANBUL = {"PYTHONHASHSEED": "random", "TZ": "Pacific/Apia", "LANG": "tr_TR.UTF-8", "LANGUAGE": "ru:de"}


def write(site: Site, *, backwards: bool) -> None:
    """Write the site's files, the first first or last; the times of the files run the other way."""
    site.write("site.toml", 'title = "T"\nbase_url = "https://archive.example/"\n')  # with search
    articles = [(f"20{n % 20:02}/0{n % 9 + 1}/story-{n}", n) for n in range(STORIES)]
    extra = {
        "content/people/abe.md": "---\nname: Shinzo Abe\naliases: [Abe]\nnames: [{text: 安倍晋三, lang: ja}]\n---\n\nA profile.\n",
        "content/places/kurils.md": "---\nname: Kuril Islands\nclaimed_by: [{country: Japan, from: 1955}]\n---\n",
        "content/pages/about.md": "---\ntitle: About\n---\n\nAbout [a story](../articles/2000/01/story-0.md).\n",
        "content/articles/2000/01/hand.jpg": "a hand",
        "static/mine.css": "a{}",
        "static/deep/er/x.json": "{}",
        "templates/tag.html": '{% extends "!tag.html" %}{% block head %}{{ super() }}<!-- mine -->{% endblock %}',
    }
    for path, n in reversed(articles) if backwards else articles:
        site.article(
            path,
            f"Text **{n}** — «über» 東京.",
            countries=f"[Japan, {('Norway', 'Russia', 'Siam')[n % 3]}]",
            people="[Abe, Peskov]" if n % 4 else "[peskov]",
            places="[Kuril Islands]" if n % 5 == 0 else "[]",
            tags=f"[tag {n % 7}, Tag {n % 3}]",
            image="{src: hand.jpg, alt: A hand}" if n == 0 else "",
        )
    for path in reversed(extra) if backwards else extra:
        site.write(path, extra[path])
    if backwards:
        for age, path in enumerate(sorted(site.folder.rglob("*"))):
            os.utime(path, (10**9 - age * 10**6, 10**9 - age * 10**6))


def build(site: Site, jobs: int, environment: dict[str, str], umask: int, *, method: str = "", within: bool = False) -> None:
    """Build in a process of its own, which knows nothing of ours but the way to Python."""
    kept = {k: os.environ[k] for k in ("PATH", "HOME", "PYTHONPATH") if k in os.environ}
    arguments = [*command(site), "--jobs", str(jobs)]
    if within:
        arguments[arguments.index("--site") + 1] = "."
        arguments[arguments.index("--output") + 1] = f"../{site.output.name}"
    method_of = {"COMMUNIQUE_START_METHOD": method} if method else {}
    where = site.folder if within else site.folder.parent
    kept["TMPDIR"] = str(site.folder.parent)
    done = run(arguments, env={**kept, **environment, **method_of}, umask=umask, cwd=where)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Give the files of a site that is built in one process, in the plainest of surroundings."""
    site = Site(tmp_path_factory.mktemp("plain") / "site")
    write(site, backwards=False)
    build(site, 1, PLAIN, 0o022)
    found = files(site.output)
    assert "pagefind/all/pagefind-entry.json" in found
    assert len(found) > STORIES + 100
    return found


@pytest.mark.parametrize(
    ("folder", "jobs", "method", "environment", "umask", "backwards"),
    [
        ("Архив, 2nd copy/of it", 2, "fork", TOKYO, 0o077, True),
        ("a", 3, "spawn", NOWHERE, 0o000, False),
        ("a/b/c/d/e", 1, "", ISTANBUL, 0o027, True),
    ],
    ids=["two processes in Tokyo", "three spawned ones in no locale", "one in Istanbul"],
)
def test_clean_builds_are_identical_wherever_and_however_they_are_made(
    plain: dict[str, bytes],
    tmp_path: Path,
    folder: str,
    jobs: int,
    method: str,
    environment: dict[str, str],
    umask: int,
    backwards: bool,
) -> None:
    site = Site(tmp_path / folder / "site")
    write(site, backwards=backwards)
    build(site, jobs, environment, umask, method=method, within=backwards)
    found = files(site.output)
    assert sorted(found) == sorted(plain)
    assert [path for path in plain if found[path] != plain[path]] == []
    for directory, below, names in os.walk(site.output):
        if ".communique" in below:
            below.remove(".communique")
        for name in names:
            assert stat.S_IMODE(Path(directory, name).stat().st_mode) == 0o666 & ~umask, name
        assert stat.S_IMODE(Path(directory).stat().st_mode) == 0o777 & ~umask, directory


def test_a_warm_build_elsewhere_is_identical_too(plain: dict[str, bytes], tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    write(site, backwards=False)
    text = (site.folder / "content/articles/2000/01/story-0.md").read_text()
    site.article("2000/01/story-0", "Another text.", tags="gone")
    site.article("2001/01/gone", countries="Norway", tags="gone")
    build(site, 2, TOKYO, 0o022)
    site.write("content/articles/2000/01/story-0.md", text)
    (site.folder / "content/articles/2001/01/gone.md").unlink()
    build(site, 3, NOWHERE, 0o022)
    assert files(site.output) == plain


def test_names_of_files_in_other_scripts_are_read_in_any_locale(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    site.article("2019/01/переговоры", "Talks.", title="東京")
    build(site, 1, PLAIN, 0o022)
    before = files(site.output)
    site.output = tmp_path / "other"
    build(site, 1, NOWHERE, 0o022)
    assert files(site.output) == before
