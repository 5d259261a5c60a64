"""What went wrong with imports."""

import datetime as dt

import pytest

from communique.importers import drafts
from tests.importers.conftest import Imports


def test_a_story_without_a_date_changed_with_each_day_on_which_it_was_imported(
    imports: Imports, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = imports.file("a.txt", "A title\n\nText.\n")
    [first] = imports.take(file)
    before = imports.text(first.path)

    now = dt.datetime.now

    class Tomorrow(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:
            return now(tz) + dt.timedelta(days=1)

    monkeypatch.setattr(drafts.dt, "datetime", Tomorrow)
    [again] = imports.take(file)
    assert (again.outcome, imports.text(first.path)) == ("same", before)


def test_a_text_could_have_any_file_of_the_machine_copied_beside_its_draft(imports: Imports) -> None:
    imports.file("secret.key", b"secret")
    imports.file("pic.jpg", b"picture")
    post = imports.file(
        "posts/a.md", "---\ntitle: A\n---\n![x](../secret.key) ![y](../pic.jpg) ![z](data:text/html;base64,eA==)\n"
    )
    [done] = imports.take(post)
    beside = {p.name for p in (imports.site.folder / done.path).parent.iterdir()}
    assert beside == {"a.md", "a-pic.jpg"}
    assert "the picture ../secret.key was not found; the text still names it" in done.said
