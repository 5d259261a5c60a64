"""The chronology at a glance: a grid of decades and their years, of a short archive one of years and their months."""

from collections.abc import Iterator, Mapping, Sequence

from communique.archive.standing import made
from communique.plan.planner import Planner
from communique.plan.views.parts import Period
from communique.plan.views.site import GridCell, GridRow

SHORT = 12
"""Years that an archive may span to be shown by its months."""
MAX_EMPTY = 2
"""Empty rows that stand one by one; more of them are told in one line."""
SHADES = 4


def signed(p: Planner) -> dict[str, int]:
    """Count the agreements made in each year (`YYYY`) and month (`YYYY-MM`), so far as the archive knows them that exactly."""
    counts: dict[str, int] = {}
    for term in p.archive.terms["agreements"].values():
        found = made(term.entity) if term.entity else None
        if found:
            first, last = found[1].earliest, found[1].latest
            for size in (4, 7):
                if first[:size] == last[:size]:
                    counts[first[:size]] = counts.get(first[:size], 0) + 1
    return counts


def grid(years: Sequence[Period], months: Mapping[str, Period], agreements: Mapping[str, int]) -> tuple[GridRow, ...]:
    """Give the rows of the grid, the earliest first; of what is not in order of time there is none."""
    if not years:
        return ()
    first, last = int(years[0].date), int(years[-1].date)
    if last - first < SHORT:
        by_year = {y.date: y for y in years}
        rows = [_year(y, by_year.get(f"{y:04}"), months, agreements) for y in range(first, last + 1)]
    else:
        of = {int(y.date): y for y in years}
        rows = [_decade(ten, of, (first, last), agreements) for ten in range(first // 10 * 10, last + 1, 10)]
    most = max((c.count for row in rows for c in row.cells if c), default=1)
    return tuple(_joined([_shaded(row, most) for row in rows]))


def months_of(year: str, months: Mapping[str, Period], agreements: Mapping[str, int]) -> tuple[GridCell, ...]:
    """Give the months of one year."""
    row = _year(int(year), None, months, agreements)
    return tuple(c for c in _shaded(row, max((c.count for c in row.cells if c), default=1)).cells if c)


def _year(year: int, period: Period | None, months: Mapping[str, Period], agreements: Mapping[str, int]) -> GridRow:
    cells = [_cell(f"{year:04}-{n:02}", months.get(f"{year:04}-{n:02}"), agreements) for n in range(1, 13)]
    return GridRow(f"{year:04}", f"{year:04}", tuple(cells), period.route if period else "", period.count if period else 0)


def _decade(ten: int, of: Mapping[int, Period], ends: tuple[int, int], agreements: Mapping[str, int]) -> GridRow:
    cells = [_cell(f"{y:04}", of.get(y), agreements) if ends[0] <= y <= ends[1] else None for y in range(ten, ten + 10)]
    return GridRow(f"{ten:04}", f"{ten + 9:04}", tuple(cells), count=sum(c.count for c in cells if c))


def _cell(date: str, period: Period | None, agreements: Mapping[str, int]) -> GridCell:
    return GridCell(date, period.route if period else "", period.count if period else 0, 0, agreements.get(date, 0))


def _shaded(row: GridRow, most: int) -> GridRow:
    """Shade each cell by its count."""
    cells = [c and GridCell(c.date, c.route, c.count, _shade(c.count, most), c.agreements) for c in row.cells]
    return GridRow(row.first, row.last, tuple(cells), row.route, row.count)


def _shade(count: int, most: int) -> int:
    """Give the shade of a count: from one story to the most, by the square root, so that few are told apart beside many."""
    return 0 if not count else 1 + round((SHADES - 1) * ((count - 1) / max(1, most - 1)) ** 0.5)


def _joined(rows: Sequence[GridRow]) -> Iterator[GridRow]:
    """Tell many empty rows after another in one, without cells."""
    empty: list[GridRow] = []
    for row in (*rows, None):
        if row and not row.count and not any(c.agreements for c in row.cells if c):
            empty.append(row)
            continue
        if len(empty) > MAX_EMPTY:
            yield GridRow(empty[0].first, empty[-1].last, ())
        else:
            yield from empty
        empty = []
        if row:
            yield row
