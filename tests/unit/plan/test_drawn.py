"""The line of states to scale: no name runs into another, and what joined or left stands where it did."""

from communique.model.dates import FIRST_DAY, LAST_DAY
from communique.model.page import Link
from communique.plan.drawn import LETTER, WIDTH, YEARS, Beside, Life, drawing

NONE = Beside((), (), ())


def life(name: str, first: str, last: str) -> Life:
    start, end = first if first != FIRST_DAY else "", last if last != LAST_DAY else ""
    return Life(Link(name), first, last, start, end)


GERMANY = [
    life("Prussia", FIRST_DAY, "1871-01-18"),
    life("North German Confederation", "1867-07-01", "1871-01-18"),
    life("German Empire", "1871-01-18", "1918-11-09"),
    life("Weimar Republic", "1918-11-09", "1933-03-23"),
    life("Nazi Germany", "1933-03-23", "1945-06-05"),
    life("Allied-occupied Germany", "1945-06-05", "1949-05-23"),
    life("West Germany", "1949-05-23", "1990-10-03"),
    life("Germany", "1990-10-03", LAST_DAY),
]


def test_lengths_are_to_scale_and_the_axis_ends_with_this_year() -> None:
    line = [life("Empire", "1800-01-01", "1900-01-01"), life("Republic", "1900-01-01", LAST_DAY)]
    d = drawing(line, 1, [NONE, NONE], "1999")
    assert d
    assert [(s.x, s.width, s.here) for s in d.segments] == [(0, 500, False), (500, 500, True)]
    assert (d.above, d.below) == (0, 1)


def test_no_name_runs_into_another_nor_a_stroke_into_a_name() -> None:
    d = drawing(GERMANY, 7, [NONE] * 8, "2026")
    assert d and d.below < 5
    taken = []
    for s in d.segments:
        width = max(len(s.link.text) * LETTER, YEARS)
        first = s.label - width if s.label_ends else s.label
        assert 0 <= first <= WIDTH - width
        taken.append((first, first + width, s))
    for i, (a, b, s) in enumerate(taken):
        for c, e, other in taken[i + 1 :]:
            assert s.row != other.row or b < c or e < a
        for c, e, other in taken:
            assert other is s or s.row <= other.row or not c < s.x < e


def test_a_time_before_all_dates_has_a_part_of_the_axis() -> None:
    d = drawing(GERMANY[:3], 0, [NONE] * 3, "2026")
    assert d and d.segments[0].x == 0 < d.segments[0].width and d.segments[1].x > 50


def test_what_joined_and_what_left_meet_the_line_where_they_did() -> None:
    line = [life("Union", "1900-01-01", "2000-01-01")]
    joined, out, left = (
        life("A", "1900-01-01", "1950-01-01"),
        life("B", "1890-01-01", LAST_DAY),
        life("C", "2000-01-01", LAST_DAY),
    )
    d = drawing(line, 0, [Beside((joined,), (out,), (left,))], "2009")
    assert d
    found = {b.link.text: b for b in d.branches if b.link}
    ends = d.segments[0].x + d.segments[0].width
    assert found["A"].last == found["A"].meets == (d.segments[0].x + ends) // 2 and found["A"].joins
    assert found["B"].meets == d.segments[0].x and found["B"].last == WIDTH
    assert found["C"].first == found["C"].meets == ends and not found["C"].joins
    assert len({(b.row, b.first) for b in d.branches}) == 3


def test_many_branches_are_one_stroke_with_their_number() -> None:
    line = [life("Union", "1900-01-01", "1991-01-01"), life("Rump", "1991-01-01", LAST_DAY)]
    left = tuple(life(f"State {n}", "1991-01-01", LAST_DAY) for n in range(11))
    d = drawing(line, 0, [Beside((), (), left), NONE], "2026")
    assert d and [(b.link, b.count) for b in d.branches] == [(None, 11)]


def test_a_state_alone_and_one_without_dates_are_not_drawn() -> None:
    assert drawing([life("Alone", "1900-01-01", LAST_DAY)], 0, [NONE], "2026") is None
    assert drawing([life("A", FIRST_DAY, LAST_DAY), life("B", FIRST_DAY, LAST_DAY)], 0, [NONE, NONE], "2026") is None
