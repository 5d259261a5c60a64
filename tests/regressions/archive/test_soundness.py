"""Looking over what stories say took time with the square of what they say."""

import pytest

from communique.archive.soundness import agreements
from tests.conftest import Site


def test_the_dates_of_an_agreement_were_worked_out_anew_for_each_story_that_acts_on_it(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write(
        "content/agreements/pact.md",
        "---\nname: The Pact\nsigned: 1956-10-19\nparties:\n- {country: Japan, actions: [{action: ratified, date: 1956-12-08}]}\n---\n",
    )
    for n in range(6):
        relation = "ratifies" if n else "signs"
        site.article(
            f"2019/01/s{n}",
            event_date="1956-12-08" if n else "1956-10-19",
            agreements=f"[{{agreement: The Pact, relation: {relation}}}]",
        )
    asked: list[str] = []
    real = agreements._dates_of
    monkeypatch.setattr(agreements, "_dates_of", lambda e, act: asked.append(act) or real(e, act))
    assert not site.build().issues
    assert sorted(asked) == ["ratifies", "signs"]
