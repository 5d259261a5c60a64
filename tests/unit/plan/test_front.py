"""The front page: a month in other years, agreements on one scale, and few stories."""

import datetime as dt
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from communique.archive.moments import month_of, new_months
from communique.build.load import Loaded
from communique.plan.scale import at, from_round_year
from communique.plan.views.front import Stretch
from communique.plan.views.site import FrontPage
from tests.conftest import NOW, Site, assert_as_clean
from tests.regressions.plan.conftest import Planning

OCTOBER = 1_790_812_800
"""2026-10-01, 00:00 UTC."""


def shown(loaded: Loaded) -> FrontPage:
    """Give what the front page shows."""
    assert loaded.plan is not None, loaded.issues
    context = loaded.plan.files["index.html"].context
    assert isinstance(context, FrontPage)
    return context


def month(page: FrontPage) -> list[tuple[str, ...]]:
    """Give the entries of the month in other years: year, text, and what happened."""
    return [tuple(filter(None, (e.date.earliest[:4], e.link.text, e.what))) for e in page.month.entries]


def test_a_month_in_other_years_has_stories_and_agreements_by_what_happened(site: Site, planned: Planning) -> None:
    site.article("1956/10/declaration", date="1956-10-19", event_date="1956-09-30", title="Day")
    site.article("1957/01/month", event_date="1957-09", title="Month")
    site.article("1958/01/begins", event_date="1958-09-30/1958-10-02", title="Begins")
    site.article("1959/09/year", event_date="1959", title="Year")
    site.article("1960/09/own", date="1960-09-03", title="Own day")
    site.article("1961/08/other", date="1961-08-03", title="Other month")
    site.article(
        "1962/09/gone", date="1962-09-03", title="Gone", status="retracted", retraction="{date: 1963-01-01, reason: Wrong.}"
    )
    site.article("2026/09/this-year", date="2026-09-03", title="This year")
    site.article("2026/09/later", date="2027-09-30", title="Later")
    site.write(
        "content/agreements/t.md",
        "---\nname: Treaty\nkind: treaty\nsigned: 1941-09-13\nin_force: 1942-09-25\nended: 1943-09-01\n---\n",
    )
    site.write("content/agreements/u.md", "---\nname: Told\nsigned: 1960-09-03\n---\n")
    site.article("1960/09/signed", date="1960-09-03", title="Signed", agreements="[{agreement: Told, relation: signs}]")
    page = shown(planned(site))
    assert page.month.month == "2026-09"
    assert month(page) == [
        ("1960", "Signed"), ("1960", "Own day"), ("1958", "Begins"), ("1957", "Month"), ("1956", "Day"),
        ("1942", "Treaty", "in force"), ("1941", "Treaty", "signed"),
    ]  # fmt: skip
    assert [e.mark for e in page.month.entries].count("agreement") == 3


def test_of_a_full_month_agreements_and_round_years_stay_and_the_rest_is_counted(site: Site, planned: Planning) -> None:
    for year in range(1990, 2005):
        site.article(f"{year}/09/story", title=f"Of {year}")
    site.article("1976/09/fifty", title="Fifty years ago")
    site.article("1950/09/signed", title="Signed", agreements="[{agreement: Treaty, relation: signs}]")
    page = shown(planned(site))
    years = [1950, 1976, *range(1999, 2005)]
    assert [e.date.earliest[:4] for e in page.month.entries] == [str(y) for y in reversed(years)]
    assert page.month.left_out == 9


@pytest.mark.parametrize(("zone", "turns"), [("Asia/Tokyo", OCTOBER - 9 * 3600), ("America/New_York", OCTOBER + 4 * 3600)])
def test_with_the_month_in_the_sites_zone_the_front_page_changes_and_not_before(
    site: Site, tmp_path: Path, zone: str, turns: int
) -> None:
    settings = (site.folder / "site.toml").read_text()
    site.write("site.toml", f'timezone = "{zone}"\n' + settings)
    site.article("1956/09/before", title="In September")
    site.article("1956/10/after", title="In October")
    assert not site.build(now=NOW).failed
    first = (site.output / "index.html").read_bytes()
    assert "September in other years" in first.decode()
    assert site.build(now=turns - 1).rendered == 0
    assert "/" in site.build(now=turns).routes
    assert "October in other years" in site.read("index.html")
    assert_as_clean(site, tmp_path, now=turns)
    assert site.build(now=turns + 86_400 * 20).rendered == 0
    site.build(now=turns - 1)
    assert (site.output / "index.html").read_bytes() == first


def test_a_month_begins_by_the_clocks_of_its_zone() -> None:
    for zone in ("UTC", "Asia/Tokyo", "America/New_York", "Europe/Moscow", "Pacific/Apia", "Africa/Cairo"):
        for year, m in ((1900, 1), (1956, 10), (2011, 12), (2026, 11)):
            now = int(dt.datetime(year, m, 17, 12, tzinfo=ZoneInfo(zone)).timestamp())
            first, after = new_months(now, zone)
            assert first <= now < after
            assert month_of(first, zone) == month_of(after - 1, zone) == f"{year}-{m:02}"
            assert month_of(first - 1, zone) != f"{year}-{m:02}" != month_of(after, zone)
    assert list(new_months(10**15, "Asia/Tokyo")) == [int(dt.datetime(9999, 12, 1, tzinfo=ZoneInfo("Asia/Tokyo")).timestamp())]
    assert month_of(-(10**15), "America/New_York") == "0001-01"


def test_a_scale_begins_at_a_mark_and_ends_with_the_last_year() -> None:
    scale = from_round_year(1855, 2026)
    assert [y for y, _ in scale.ticks] == [1850, 1875, 1900, 1925, 1950, 1975, 2000, 2025]
    assert scale.ticks[0][1] == at(scale, "1700-01-01") == 0
    assert at(scale, "9999-12-31") == 100 >= at(scale, "2026-12-31") > 99.9
    assert [y for y, _ in from_round_year(2020, 2026).ticks] == list(range(2020, 2027))
    assert [y for y, _ in from_round_year(2026, 2026).ticks] == [2026]
    assert [y for y, _ in from_round_year(1, 9999).ticks] == [1, *range(1000, 10_000, 1000)]


def test_agreements_stand_on_one_scale_with_the_time_for_which_they_were_in_force(site: Site, planned: Planning) -> None:
    site.write(
        "content/agreements/old.md",
        "---\nname: Old Treaty\nkind: treaty\nsigned: 1855-02-07\nin_force: 1856-01-01\nended: 1941-01-01\nsummary: The first.\n"
        "names: [{text: Трактат, lang: ru}, {text: Договор, lang: ru}, {text: 条約, lang: ja}]\n---\n",
    )
    site.write(
        "content/agreements/new.md", "---\nname: New Treaty\nkind: treaty\nsigned: 1956-10-19\nin_force: 1956-12-12\n---\n"
    )
    site.write("content/agreements/word.md", "---\nname: Word\nkind: declaration\nsigned: 1960-01-01\n---\n")
    site.write("content/agreements/to-come.md", "---\nname: To come\nkind: treaty\nsigned: 2028-01-01\n---\n")
    site.article("1956/10/a")
    lives = shown(planned(site)).lives
    assert lives is not None
    assert lives.summary == "The first."
    assert [n.text for n in lives.names] == ["Трактат", "条約"]
    scale = from_round_year(1855, 2026)
    assert [(r.link.text, r.at, r.in_force) for r in lives.rows] == [
        ("Old Treaty", at(scale, "1855-02-07"), False), ("New Treaty", at(scale, "1956-10-19"), True), ("Word", at(scale, "1960-01-01"), False),
    ]  # fmt: skip
    unsure, force = (
        Stretch(at(scale, "1855-02-07"), at(scale, "1856-01-01"), sure=False),
        Stretch(at(scale, "1856-01-01"), at(scale, "1940-12-31"), sure=True),
    )
    assert lives.rows[0].stretches[-1] == force
    assert lives.rows[1].stretches[-1] == Stretch(at(scale, "1956-12-12"), 100.0, sure=True)
    assert lives.rows[2].stretches == ()
    assert unsure not in lives.rows[0].stretches  # it came into force later, and so was not before


def test_the_scale_goes_on_to_the_year_of_the_build_and_says_nothing_of_its_day(site: Site, planned: Planning) -> None:
    for name, year in (("A", 1956), ("B", 1960)):
        site.write(
            f"content/agreements/{name}.md",
            f"---\nname: {name}\nkind: treaty\nsigned: {year}-10-19\nin_force: {year}-12-12\n---\n",
        )
    site.article("1956/10/a")
    assert shown(planned(site)).lives == shown(planned(site, now=NOW + 86_400 * 60)).lives
    (first, later) = (shown(planned(site, now=now)).lives for now in (NOW, NOW + 86_400 * 365))
    assert first and later and first.rows[0].at > later.rows[0].at


@pytest.mark.parametrize("count", [0, 1, 3])
def test_with_few_stories_nothing_is_empty(site: Site, count: int) -> None:
    site.write("content/pages/about.md", "---\ntitle: About\n---\n\nAbout.\n")
    for n in range(count):
        site.article(f"2019/0{n + 1}/story-{n}", title=f"Story {n}")
    assert not site.build().failed
    text = site.read("index.html")
    main = text[text.index("<main") : text.index("</main>")]
    assert ("The archive is still empty." in main) == (count == 0)
    assert all(f"Story {n}" in main for n in range(count))
    assert not re.search(r"<(ol|ul|section|div)[^>]*>\s*</\1>", main)
    assert main.count("<h2") == (0 if count == 0 else 1 if count == 1 else 2)
