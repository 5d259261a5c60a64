"""Where in the chronology an event stands, by how exactly its date is known."""

import pytest

from communique.model.dates import Edtf
from communique.model.periods import MAX_PERIODS, periods
from communique.source.dates import read_edtf

WHERE = {
    "1956-10-19": "1956-10",
    "1956-10": "1956-10",
    "1943-11-27~": "1943-11",
    "1956-10-XX": "1956-10",
    "1956": "1956",
    "1956?": "1956",
    "1956-XX": "1956",
    "1956-1X": "1956",
    "2019-21": "2019",
    "2019-24~": "2019",
    "195X": "",
    "18XX": "",
    "[1956,1957]": "",
    "[1956-10,1956-11]": "1956",
    "[1956-10-01,1956-10-19]": "1956-10",
    "{1956,1958}": "1956 1958",
    "{1956-10-19,1958}": "1956-10 1958",
    "{1956..1958}": "1956 1957 1958",
    "1998-04-18/1998-04-19": "1998-04",
    "1945-08-18/1945-09-05": "1945-08 1945-09",
    "1956-11-20/1957-01-03": "1956-11 1956-12 1957-01",
    "1956-10~/..": "1956-10",
    "1956/..": "1956",
    "195X/..": "",
    "1955/1957": "1955 1956 1957",
    "1956-10/1957": "1956-10 1957",
    "1956-10/1956": "1956-10",
    "1955/1956-03": "1955 1956",
    "2019-21/2019-23": "2019",
    "2018-24/2019-21": "2018 2019",
    "2019-01-15/2019-21": "2019-01",
}


@pytest.mark.parametrize("text", WHERE)
def test_where_an_event_stands(text: str) -> None:
    assert " ".join(periods(Edtf(text, *read_edtf(text)))) == WHERE[text]


def test_what_lasts_long_is_not_everywhere() -> None:
    months = periods(Edtf("1904-02-08/1999-09-05", "1904-02-08", "1999-09-05"))
    assert len(months) == MAX_PERIODS
    assert (months[0], months[-1]) == ("1904-02", "1906-01")
    assert len(periods(Edtf("1867/1999", "1867-01-01", "1999-12-31"))) == MAX_PERIODS
