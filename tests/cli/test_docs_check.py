"""docs/check.md: it has every subject, and its settings are read."""

import re

from communique.build.options import Options
from communique.checks import SUBJECTS, check
from communique.cli.check import SUBJECTS as NAMED
from tests.conftest import NOW, REPOSITORY, SETTINGS, Site

TEXT = (REPOSITORY / "docs/check.md").read_text("utf-8")


def test_it_has_every_subject() -> None:
    assert tuple(re.findall(r"^\| `(\w+)` \|", TEXT, re.MULTILINE)) == tuple(SUBJECTS) == NAMED


def test_its_settings_are_read(site: Site) -> None:
    site.article("2019/01/a")
    for settings in re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL):
        site.write("site.toml", SETTINGS + settings)
        assert check(site.folder, Options(now=NOW, jobs=1)).issues == ()
