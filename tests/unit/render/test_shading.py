"""The steps in which a map is shaded."""

from communique.render.shading import steps


def test_the_steps_grow_alike_and_hold_every_count() -> None:
    assert steps(41) == [(1, 1, 2), (2, 3, 6), (3, 7, 16), (4, 17, 41)]
    assert steps(5000) == [(1, 1, 8), (2, 9, 70), (3, 71, 594), (4, 595, 5000)]


def test_a_step_that_no_count_falls_in_is_left_out_and_the_greatest_is_the_darkest() -> None:
    assert steps(0) == []
    assert steps(1) == [(4, 1, 1)]
    assert steps(2) == [(1, 1, 1), (4, 2, 2)]
    for most in range(1, 400):
        found = steps(most)
        counts = [n for _, low, high in found for n in range(low, high + 1)]
        assert counts == list(range(1, most + 1)), most
        assert found[-1].step == 4, most
