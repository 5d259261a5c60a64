"""One change at a time, of every input there is: after each the output is byte for byte that of a clean build."""

import contextlib
import shutil

import pytest

from tests.conftest import files
from tests.incremental.edits import ARTICLES, PROFILES, TABLE, Change, changed
from tests.incremental.proof import DAYS, MOMENTS, STEPS, SiteOfEdits, build_in_a_process_that_dies, done, tell

LIKE_OTHERS = {*ARTICLES[1:], "japan", "putin", "etorofu", "tass", "fish", "policy"}
"""Whose kind of file another stands for where time is short."""
COMMON = {"sort", "names", "summary", "slug", "lang", "image", "sources", "links", "word"}
"""Fields for which one profile stands then."""


@pytest.mark.parametrize("thing", [t for t in TABLE if STEPS or t not in LIKE_OTHERS])
def test_every_input_changed_alone_is_seen_by_the_next_build(thing: str) -> None:
    done.clear()
    with contextlib.closing(SiteOfEdits()) as site:
        assert not site.check(again=False).failed
        for n, (field, values) in enumerate(TABLE[thing].items()):
            if field in COMMON and thing in PROFILES and thing != "abe" and not STEPS:
                continue
            if field.startswith("pages.") and n % 3 and not STEPS:  # a switch is like another
                continue
            own = site.model[thing][field]
            others = [value for value in values if value != own]
            for value in [*(others if STEPS else others[:1]), own]:
                before = files(site.output)
                site.model = changed(site.model, Change(thing, field, value))
                site.bring("write")
                failed = site.check(again=False).failed
                if not failed and files(site.output) == before:
                    done[f"shown nowhere: {Change(thing, field, value)}"] += 1
    tell()


@pytest.mark.parametrize(
    "thing", ["story-0", "declaration", "earlier", *(["abe", "kurils", "ruritania", "about"] if STEPS else [])]
)
def test_every_input_changed_alone_is_seen_by_the_next_build_as_of_a_day(thing: str) -> None:
    with contextlib.closing(SiteOfEdits()) as site:
        site.given = site.given._replace(as_of=DAYS[1])
        assert not site.check(again=False).failed
        for field, values in TABLE[thing].items():
            own = site.model[thing][field]
            others = [value for value in values if value != own]
            for value in [*(others if STEPS else others[:1]), own]:
                site.model = changed(site.model, Change(thing, field, value))
                site.bring("write")
                site.check(again=False)


def test_every_circumstance_changed_alone_is_seen_by_the_next_build() -> None:
    one_by_one: list[dict[str, object]] = [{"now": moment} for moment in (*sorted(MOMENTS), *sorted(MOMENTS, reverse=True))]
    one_by_one += [{"drafts": True}, *one_by_one[::4], {"drafts": False}]
    one_by_one += [{"as_of": day} for day in (*DAYS, "", *DAYS[::-1], "")]
    one_by_one += [{"base_url": "https://c.example/"}, {"base_url": ""}, {"version": b"2"}, {"version": b""}]
    with contextlib.closing(SiteOfEdits()) as site:
        site.check(rested=True)
        for given in one_by_one:
            site.given = site.given._replace(**given)
            site.check(rested=True)


@pytest.mark.parametrize("cold", [False, True])
def test_a_build_that_dies_at_any_step_is_made_good_by_the_next(cold: bool) -> None:
    stride = (1 if STEPS else 24) * (4 if cold else 1)
    steps = 0
    with contextlib.closing(SiteOfEdits()) as site:
        site.check()
        there, died = site.model, True
        while died:
            steps += 1
            site.model = changed(there, Change("story-0", "title", f"Talks {steps}"))
            if steps % 2:
                site.model = changed(site.model, Change("abe", "name", "Abe Shinzo"))
                del site.model["story-4"]
            site.bring("write")
            if cold:
                shutil.rmtree(site.output)
                shutil.rmtree(site.folder / ".communique")
            died = build_in_a_process_that_dies(site, steps * stride)
            site.check(again=False)
    assert steps > 2
