"""What is shown right after a save is what a build makes: over series of random edits, with no full reading in between."""

import datetime as dt
import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.archive.archive import Archive
from communique.build.load import load
from communique.build.options import Options
from communique.preview import session as sessions
from communique.preview.session import PostponedError, Session
from communique.store import Store
from tests.conftest import Site, files

Begin = Callable[[Path], Session]
LINKED = "../../2018/11/singapore.md"
DRAFTS = Options(drafts=True, jobs=1)
STEPS = int(os.environ.get("COMMUNIQUE_STEPS", "9"))
"""Edits in a series."""


class Desk:
    """An editor who writes, changes, renames and removes stories at random."""

    def __init__(self, site: Site, seed: int) -> None:
        self._site = site
        self._rng = random.Random(seed)
        self._count = 0

    def stories(self) -> list[Path]:
        """Give every story's file."""
        return sorted(self._site.folder.glob("content/articles/**/*.md"))

    def write(self, path: Path | None = None) -> Path:
        """Write a story, a new one or in the place of another."""
        rng = self._rng
        self._count += 1
        if path is None:
            path = self._site.folder / f"content/articles/{rng.randint(2018, 2020)}/0{rng.randint(1, 3)}/story-{self._count}.md"
        countries = rng.sample(["Russia", "Japan", "Soviet Union", "China", "France", "Qatar"], rng.randint(0, 3))
        tags = rng.sample(["peace treaty", "Putin", "talks", "Trade", "trade", f"tag {self._count}"], rng.randint(0, 3))
        roles = [f"{{country: {c}, role: {rng.choice(['party', 'host', 'subject', 'mediator'])}}}" for c in countries]
        fields = {
            "title": f"Version {self._count}",
            "date": rng.choice(
                ["2019-01-15", "2018-11-14", "1956-10-19", (dt.datetime.now(dt.UTC) + dt.timedelta(9)).date().isoformat()]
            ),
            "countries": f"[{', '.join(roles)}]",
            "people": f"[{', '.join(rng.sample(['Shinzo Abe', 'Vladimir Putin', 'Yakov Malik', 'Nobody Known'], 2))}]",
            "tags": f"[{', '.join(tags)}]",
            "status": rng.choice(["published", "published", "draft"]),
            "slug": f"{path.stem}-{rng.choice('ab')}",
        }
        header = "".join(f"{k}: {v}\n" for k, v in fields.items())
        text = f"---\n{header}---\n\nText {self._count}. See [it]({LINKED}).\n"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def edit(self) -> set[str]:
        """Do one thing or several; give what has changed."""
        rng = self._rng
        changed = set()
        for _ in range(rng.choice((1, 1, 1, 3))):
            free = [p for p in self.stories() if p.stem not in {"talks", "singapore", "declaration"}]
            one = rng.choice(free) if free else self.write()
            changed.add(str(one))
            match rng.choice(("body", "write", "write", "new", "new", "remove", "rename")):
                case "body":
                    one.write_text(one.read_text("utf-8") + f"\nMore {rng.random()}.\n", "utf-8")
                case "write":
                    self.write(one)
                case "new":
                    one = self.write()
                case "remove" if len(self.stories()) > 3:
                    one.unlink()
                case "rename":
                    self._count += 1
                    changed.add(str(one.rename(one.with_name(f"renamed-{self._count}.md"))))
            changed.add(str(one))
        return changed


def same(ours: Archive, fresh: Archive) -> None:
    """Assert that two archives tell the same; when they next change, ours may think too early."""
    skipped = {"resolver", "next_moment", "last_moment"}
    for field in set(fresh.__struct_fields__) - skipped:
        mine, its = getattr(ours, field), getattr(fresh, field)
        assert mine == its, field
        if isinstance(its, dict) and field != "routes":
            assert list(mine) == list(its), field
    for taxonomy, terms in fresh.terms.items():
        assert list(ours.terms[taxonomy]) == list(terms)
    assert ours.next_moment == fresh.next_moment or (ours.next_moment or 0) < (fresh.next_moment or 0)


@pytest.mark.parametrize("seed", range(4))
def test_random_edits_give_what_a_fresh_reading_gives(small: Site, begin: Begin, tmp_path: Path, seed: int) -> None:
    desk = Desk(small, seed)
    session = begin(small.folder)
    ahead = 0
    with Store(tmp_path / "fresh.sqlite") as store:
        for _ in range(STEPS):
            changed = desk.edit()
            if not session.ahead(changed):
                session.refresh()
            fresh = load(small.folder, store, DRAFTS)
            errors = [i for i in fresh.issues if i.severity == "error"]
            if fresh.archive is None or errors:
                assert session.is_ahead or session.page("/").status == 500
                continue
            if not session.is_ahead:
                continue
            ahead += 1
            assert session._asked
            same(session._asked._planner.archive, fresh.archive)
            assert fresh.plan
            for page in fresh.plan.pages:
                mine = session._asked.page(page.route, session._pages.get(page.route))
                if mine is None:
                    assert page.route not in session._pages or not any(page.kind in made for made in session._made_by)
                    continue
                assert (mine.kind, mine.template, mine.bodies, mine.digest) == (
                    page.kind,
                    page.template,
                    page.bodies,
                    page.digest,
                )
    assert ahead > STEPS // 5


@pytest.mark.parametrize("seed", [11])
def test_every_address_answers_what_is_built_with_drafts(small: Site, begin: Begin, seed: int) -> None:
    desk = Desk(small, seed)
    session = begin(small.folder)
    for _ in range(6):
        changed = desk.edit()
        if not session.ahead(changed):
            session.refresh()
    result = small.build(now=int(time.time()), drafts=True)
    assert not result.failed, result.issues
    built = files(small.output)
    assert len(built) > 60
    for path, data in built.items():
        route = f"/{path.removesuffix('index.html')}"
        answer = session.page(route)
        assert (path, answer.body) == (path, data)


def test_a_fault_of_a_changed_file_is_on_the_page_at_once_and_goes_at_once(small: Site, begin: Begin) -> None:
    session = begin(small.folder)
    path = small.article("2019/01/moscow", date="2019-13-01")
    assert session.ahead({str(path)})
    assert b"moscow.md:3:7" in session.page("/").body
    path = small.article("2019/01/moscow", "Mended.", countries="[Russia, Japann]")
    assert session.ahead({str(path)})
    assert "no country is called &#39;Japann&#39;" in session.page("/").body.decode()
    path = small.article("2019/01/moscow", "Mended.")
    assert session.ahead({str(path)})
    assert b"Mended." in session.page("/2019/01/moscow/").body


def test_a_fault_that_only_the_whole_site_shows_comes_after(small: Site, begin: Begin) -> None:
    session = begin(small.folder)
    path = small.article("2019/01/moscow", "See [nothing](/2019/01/nothing/).")
    assert session.ahead({str(path)})
    assert session.page("/2019/01/moscow/").status == 200
    refreshed, differs = session.settle(lambda: False)
    assert differs
    assert [i.code for i in refreshed.issues if i.severity == "error"] == ["missing-page"]
    assert session.page("/2019/01/moscow/").status == 500
    path = small.article("2019/01/moscow", "Mended.")
    assert session.ahead({str(path)})
    assert session.page("/2019/01/moscow/").status == 200
    assert session.settle(lambda: False)[1] is False


def test_a_full_reading_gives_way_to_what_somebody_waits_for(small: Site, begin: Begin) -> None:
    session = begin(small.folder)
    path = small.article("2019/01/moscow", "Again.")
    assert session.ahead({str(path)})
    with pytest.raises(PostponedError):
        session.settle(lambda: True)
    assert session.is_ahead
    assert b"Again." in session.page("/2019/01/moscow/").body


def test_one_changed_file_is_all_that_is_read(small: Site, begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    session = begin(small.folder)
    monkeypatch.setattr(sessions, "load", None)
    path = small.article("2019/01/moscow", "Again.", countries="Russia, Japan", tags="fish")
    session.ahead({str(path)})
    assert b"Again." in session.page("/2019/01/moscow/").body
    assert session.page("/tags/fish/").status in {200, 500}  # an address that was not there is looked for in the whole plan


def test_the_first_page_needs_no_plan(small: Site) -> None:
    session = Session(small.folder, jobs=1)
    session.begin()
    assert session.page("/").status == 200
    assert session.is_ahead
    refreshed, differs = session.settle(lambda: False)
    assert refreshed.pages > 60
    assert not differs
    session.close()


def test_profiles_settings_and_what_is_strange_are_read_whole(small: Site, begin: Begin) -> None:
    session = begin(small.folder)
    for path in (
        small.write("content/people/abe.md", "---\nname: Shinzo Abe\n---\n"),
        small.folder / "site.toml",
        small.folder / "content/articles/2019",
    ):
        assert session.ahead({str(path)}) is None
        session.refresh()
