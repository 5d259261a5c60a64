"""Dates of other calendars in ours: against pairs that are known from elsewhere."""

import datetime as dt
import itertools

import pytest

from communique.model import lunisolar
from communique.model.calendars import ERAS, NoSuchDateError, UnknownEraError, UnreadError, days, in_words, julian_day

JULIAN = {
    "26 January 1855": "1855-02-07",  # Shimoda
    "25 April 1875": "1875-05-07",  # Saint Petersburg
    "1855-01-26": "1855-02-07",
    "January 26, 1855": "1855-02-07",
    "26th of January 1855": "1855-02-07",
    "23 Aug. 1905 (O.S.)": "1905-09-05",
    "25 October 1917, old style": "1917-11-07",
    "4 October 1582": "1582-10-14",  # the day before the reform
    "29 February 1900": "1900-03-13",
    "1 March 1900": "1900-03-14",
    "26–27 January 1904": "1904-02-08/1904-02-09",
    "30 January – 5 February 1904": "1904-02-12/1904-02-18",
    "31 December 1904 – 2 January 1905": "1905-01-13/1905-01-15",
    "January 1855": "1855-01-13/1855-02-12",
    "1855": "1855-01-13/1856-01-12",
}
JAPANESE = {
    "Kaei 6-6-3": "1853-07-08",  # Perry at Uraga
    "Kaei 7-3-3": "1854-03-31",  # Kanagawa
    "Ansei 1-12-21": "1855-02-07",  # Shimoda
    "Ansei 5-6-19": "1858-07-29",  # the treaty of amity and commerce with the United States
    "Keiō 3-10-14": "1867-11-09",  # the shogun gives back his power
    "Meiji 1-9-8": "1868-10-23",
    "Meiji 5-12-2": "1872-12-31",
    "Meiji 6-01-01": "1873-01-01",
    "安政元年十二月二十一日": "1855-02-07",
    "昭和31年10月19日": "1956-10-19",
    "昭和三十一年十月十九日": "1956-10-19",
    "慶應3年10月14日": "1867-11-09",
    "嘉永五年閏二月": "1852-03-21/1852-04-18",
    "12th month, 21st day, Ansei 1": "1855-02-07",
    "21st day of the twelfth month of Ansei 1": "1855-02-07",
    "twelfth month of the first year of Ansei": "1855-01-18/1855-02-16",
    "Ansei 1-leap 7": "1854-08-24/1854-09-21",
    "Ansei 1": "1854-01-29/1855-02-16",
    "19 October Showa 31": "1956-10-19",
    "October 19, Shōwa 31": "1956-10-19",
    "Shōwa 31": "1956-01-01/1956-12-31",
    "Showa 64": "1989-01-01/1989-01-07",
    "Shōwa 1": "1926-12-25/1926-12-31",
    "Reiwa 1-05": "2019-05-01/2019-05-31",
}


def told(span: tuple[str, str]) -> str:
    return span[0] if span[0] == span[1] else "/".join(span)


@pytest.mark.parametrize("text", JULIAN)
def test_a_julian_date(text: str) -> None:
    assert told(days("julian", text)) == JULIAN[text]


@pytest.mark.parametrize("text", JAPANESE)
def test_a_japanese_date(text: str) -> None:
    assert told(days("japanese", text)) == JAPANESE[text]


@pytest.mark.parametrize("years", [range(1697, 1702), range(1899, 1906)])
def test_julian_days_follow_each_other_without_a_gap(years: range) -> None:
    there = []
    for year in years:
        for month in range(1, 13):
            for day in range(1, 32):
                try:
                    there.append(dt.date.fromisoformat(julian_day(year, month, day)))
                except NoSuchDateError:
                    assert day > 28
    assert {b - a for a, b in itertools.pairwise(there)} == {dt.timedelta(days=1)}
    assert len(there) == len(years) * 365 + sum(year % 4 == 0 for year in years)


def test_lunisolar_months_follow_each_other_without_a_gap() -> None:
    row = []
    for year in range(lunisolar.FIRST_YEAR, lunisolar.LAST_YEAR + 1):
        months = [lunisolar.days(year, month) for month in range(1, 13)]
        for month in range(1, 13):
            try:
                months.append(lunisolar.days(year, month, leap=True))
            except ValueError:
                continue
        months.sort()
        assert len(months) in {12, 13}
        assert (months[0][0], months[-1][1]) == lunisolar.days(year)
        row += months
    for (_, last), (first, _) in itertools.pairwise(row):
        assert dt.date.fromisoformat(last) + dt.timedelta(days=1) == dt.date.fromisoformat(first)
    assert row[-1][1] == "1872-12-31"


@pytest.mark.parametrize("era", list(ERAS)[:6])
def test_eras_before_1873_begin_on_the_day_that_the_calendar_has_them(era: str) -> None:
    first = {"Kaei": "2-28", "Ansei": "11-27", "Man'en": "3-18", "Bunkyū": "2-19", "Genji": "2-20", "Keiō": "4-7"}[era]
    assert days("japanese", f"{era} 1-{first}")[0] == ERAS[era][1]


@pytest.mark.parametrize(
    ("kind", "text", "why"),
    [
        ("julian", "29 February 1901", "February 1901 had 28 days"),
        ("julian", "1901-13-01", "no month 13"),
        ("julian", "0000-01-01", "no year 0"),
        ("julian", "5–3 March 1901", "ends before it begins"),
        ("japanese", "Kaei 8", "Kaei had 7 years"),
        ("japanese", "Showa 65", "Shōwa had 64 years"),
        ("japanese", "Showa 64-10-19", "Heisei began on 8 January 1989"),
        ("japanese", "Shōwa 1-10-19", "Shōwa began on 25 December 1926"),
        ("japanese", "Ansei 1-12-31", "that month had 30 days"),
        ("japanese", "Ansei 1-leap 8-3", "leap month followed the month 7"),
        ("japanese", "Ansei 2-leap 8", "had no leap month"),
        ("japanese", "Ansei 1-13", "twelve months"),
        ("japanese", "Meiji 5-12-3", "that month had 2 days"),
        ("japanese", "Shōwa 31-13", "no month 13"),
        ("japanese", "Shōwa 31-02-30", "no day 30"),
        ("japanese", "Shōwa 31-leap 2", "no leap months"),
        ("japanese", "Shōwa 0", "64 years"),
    ],
)
def test_what_never_was(kind: str, text: str, why: str) -> None:
    with pytest.raises(NoSuchDateError, match=why):
        days(kind, text)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["not a date at all", "26 janvier 1855", "26 January/7 February 1855", "", "26.1.1855", "31/12"]
)
def test_what_is_not_read(text: str) -> None:
    with pytest.raises(UnreadError):
        days("julian", text)


@pytest.mark.parametrize("text", ["Bunsei 3-1-2", "文政三年一月", "third year of Bunsei"])
def test_an_era_that_is_not_known(text: str) -> None:
    with pytest.raises(UnknownEraError):
        days("japanese", text)


@pytest.mark.parametrize("text", ["long ago", "安政", "Ansei", "October", "Ansei one", "安政百年"])
def test_what_is_no_japanese_date(text: str) -> None:
    with pytest.raises(UnreadError):
        days("japanese", text)


def test_days_in_words() -> None:
    assert in_words(("1855-02-07", "1855-02-07")) == "7 February 1855"
    assert in_words(("1855-01-18", "1855-02-16")) == "18 January 1855 to 16 February 1855"
