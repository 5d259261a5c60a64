"""The steps in which a map is shaded."""

from typing import NamedTuple

STEPS = 4


class Step(NamedTuple):
    """A step, from 1 on, with the least and the greatest count that it stands for."""

    step: int
    low: int
    high: int


def steps(most: int) -> list[Step]:
    """Give the steps for counts from 1 to `most`: each a like multiple of the one before, `most` in the last.

    Whole numbers alone, so that every machine gives the same. A step that no count falls in is left out.
    """
    lows = [next(n for n in range(1, most + 1) if n**STEPS >= most**k) for k in range(STEPS)] if most else []
    ends = [*(low - 1 for low in lows[1:]), most]
    return [Step(i, low, end) for i, (low, end) in enumerate(zip(lows, ends, strict=False), 1) if low <= end]
