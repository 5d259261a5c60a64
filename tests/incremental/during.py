"""Things that happen while a site is built, at a moment of one's choosing."""

import gc
from collections.abc import Callable

import pytest

from communique.build import unchanged
from communique.cli import main
from communique.output.folder import OutputFolder
from communique.output.stage import Staged
from communique.source.parse import Parser
from tests.conftest import Site
from tests.incremental.processes import MOMENT

STORY = "content/articles/2018/11/singapore.md"
PICTURE = "content/articles/2018/11/hand.jpg"
STATIC = "static/mine.css"
TEMPLATE = "templates/tag.html"
_TEXT = "---\ntitle: Singapore\ndate: 2018-11-15\nsources: S\ncountries: Russia, Japan\n---\n\nThey met at {}.\n"
_TAG = '{{% extends "!tag.html" %}}{{% block head %}}<!-- {} -->{{% endblock %}}'
_TOML = 'title = "Archive {}"\nbase_url = "https://archive.example/"\n[search]\nenabled = false\n'
FORMS = {STORY: _TEXT, PICTURE: "hand {}", STATIC: "a{{color:{}}}", TEMPLATE: _TAG, "site.toml": _TOML}
OLD = {path: form.format("one") for path, form in FORMS.items()}
NEW = {path: form.format("two") for path, form in FORMS.items()}


def strike(patch: pytest.MonkeyPatch, where: object, name: str, blow: Callable[[], object], *, after: bool = False) -> None:
    """Let something happen once, when a function is first called or, with `after`, when it is done."""
    real = getattr(where, name)
    left = [blow]

    def struck(*arguments: object, **more: object) -> object:
        if left and not after:
            left.pop()()
        got = real(*arguments, **more)
        if left and after:
            left.pop()()
        return got

    patch.setattr(where, name, struck)


def build_by_command(site: Site, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Build as the command line does, in this process; give the exit status, and what was said to people."""
    arguments = ["--quiet", "--jobs", "1", "--now", MOMENT, "--site", str(site.folder), "--output", str(site.output)]
    try:
        return main(["build", *arguments]), capsys.readouterr().err
    finally:
        gc.enable()  # a command does without


BEFORE_READING = (unchanged, "scan", True)
AFTER_READING = (Parser, "parse", True)
BEFORE_RENDERING = (OutputFolder, "announce", False)
BEFORE_PLACING = (Staged, "place", False)
MOMENTS = {
    "before it is read": BEFORE_READING,
    "when it is read": AFTER_READING,
    "before pages are rendered": BEFORE_RENDERING,
    "before they are put in place": BEFORE_PLACING,
}
