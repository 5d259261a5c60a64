"""EDTF dates (ISO 8601-2:2019): what they may mean at the earliest and the latest, and how they are written in words."""

import pytest

from communique.model.dates import Edtf, machine
from communique.render.words import Words
from communique.source.dates import read_edtf

READ = {
    "1956-10-19": ("1956-10-19", "1956-10-19", "19 October 1956"),
    "1956-10": ("1956-10-01", "1956-10-31", "October 1956"),
    "1956-10-19~": ("1956-10-19", "1956-10-19", "about 19 October 1956"),
    "1997%": ("1997-01-01", "1997-12-31", "about 1997 (uncertain)"),
    "?1956-10": ("1956-10-01", "1956-10-31", "October 1956 (uncertain)"),
    "195X": ("1950-01-01", "1959-12-31", "the 1950s"),
    "18XX": ("1800-01-01", "1899-12-31", "the 19th century"),
    "1956-XX": ("1956-01-01", "1956-12-31", "1956, the month not known"),
    "1956-XX-XX": ("1956-01-01", "1956-12-31", "1956, the month not known"),
    "1956-02-XX": ("1956-02-01", "1956-02-29", "February 1956, the day not known"),
    "1956-1X": ("1956-10-01", "1956-12-31", "between 1 October 1956 and 31 December 1956"),
    "156X-02-29": ("1560-02-29", "1568-02-29", "between 29 February 1560 and 29 February 1568"),
    "1950S2": ("1900-01-01", "1999-12-31", "between 1900 and 1999"),
    "2019-21": ("2019-03-01", "2019-05-31", "spring 2019"),
    "2019-33": ("2019-01-01", "2019-03-31", "the first quarter of 2019"),
    "2019-21/2019-23": ("2019-03-01", "2019-11-30", "spring 2019 – autumn 2019"),
    "1991-04-16/1991-04-19": ("1991-04-16", "1991-04-19", "16–19 April 1991"),
    "1945-08-18/1945-09-05": ("1945-08-18", "1945-09-05", "18\u00a0August – 5\u00a0September\u00a01945"),
    "1984?/2004-06~": ("1984-01-01", "2004-06-30", "1984 (uncertain) – about June 2004"),
    "195X/..": ("1950-01-01", "9999-12-31", "since the 1950s"),
    "1956-10~/..": ("1956-10-01", "9999-12-31", "since about October 1956"),
    "../1956": ("0001-01-01", "1956-12-31", "until 1956"),
    "[1956,1957]": ("1956-01-01", "1957-12-31", "1956 or 1957"),
    "{1956,1957}": ("1956-01-01", "1957-12-31", "1956 and 1957"),
    "[1956-10,1957-01,1958]": ("1956-10-01", "1958-12-31", "October 1956, January 1957 or 1958"),
    "{1956..1958}": ("1956-01-01", "1958-12-31", "1956 – 1958"),
    "[..1956]": ("0001-01-01", "1956-12-31", "1956 or earlier"),
    "[1956..]": ("1956-01-01", "9999-12-31", "1956 or later"),
}


@pytest.mark.parametrize("text", READ)
def test_what_a_date_may_mean_and_how_it_is_written(text: str) -> None:
    earliest, latest, words = READ[text]
    assert read_edtf(text) == (earliest, latest)
    assert Words("en").edtf(Edtf(text, earliest, latest)) == words
    if text != "1950S2":
        assert Words("en").edtf(text) == words  # a text alone says as much


@pytest.mark.parametrize(
    "text",
    ["1956/", "/1956", "../..", "/..", "1956//1957", "1957-02-29", "1956-13", "1956-02-3X", "XXXX-12-25", "X956", "19", "195"]
    + ["[]", "[..]", "[1957..1956]", "[1956..,1958]", "[1956,..1958]", "Y17000", "-0100", "1956-XX-99", "19?56", "1956/[1957]"],
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        read_edtf(text)


@pytest.mark.parametrize(
    ("text", "exact"), [("1956", "1956"), ("1956-10", "1956-10"), ("2019-01-16T08:00:00+09:00", "2019-01-16")]
)
def test_what_html_takes_for_a_date_is_told_as_one(text: str, exact: str) -> None:
    assert machine(text) == exact


@pytest.mark.parametrize("text", ["1956~", "195X", "2019-21", "1991-04-16/1991-04-19", "1956/..", "[1956,1957]", "1956-10-XX"])
def test_what_it_has_no_form_for_is_not(text: str) -> None:
    assert machine(text) == ""


def test_a_short_date_is_as_exact() -> None:
    words = Words("en")
    assert words.edtf("1992-09", short=True) == "Sept 1992"
    assert words.edtf("1991-04-16/1991-04-19", short=True) == "16–19 Apr 1991"
    assert words.edtf("1991-04-16~/1991-05", short=True) == "about 16 Apr 1991 – May 1991"
