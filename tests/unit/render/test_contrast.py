"""The theme's colours can be read, by day and by night (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re

import pytest

from communique.model.theme import shipped

STYLE = (shipped("static") / "style.css").read_text("utf-8")
COLOURS = {name: pair for name, *pair in re.findall(r"--(\w+): light-dark\((#\w{6}), (#\w{6})\)", STYLE)}


def light(colour: str) -> float:
    """Give the relative luminance of #rrggbb (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return sum(
        w * (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4)
        for w, c in zip((0.2126, 0.7152, 0.0722), parts, strict=True)
    )


def contrast(a: str, b: str) -> float:
    lower, upper = sorted((light(a), light(b)))
    return (upper + 0.05) / (lower + 0.05)


@pytest.mark.parametrize("night", [False, True])
@pytest.mark.parametrize("text, ground, least", [
    *((text, ground, 4.5) for text in ("ink", "soft", "seal") for ground in ("paper", "raised")),
    *(("ink", f"m{n}", 4.5) for n in (1, 2, 3)), ("on", "m4", 4.5), ("paper", "ink", 4.5),
    *((rule, "paper", 3) for rule in ("strong", "under", "bar", "seal")), ("under", "raised", 3),
])  # fmt: skip
def test_text_can_be_read_and_rules_that_mean_something_be_seen(text: str, ground: str, least: float, *, night: bool) -> None:
    colours = {**COLOURS, "on": re.findall(r"--on-m4: light-dark\((#\w{6}), (#\w{6})\)", STYLE)[0]}
    assert contrast(colours[text][night], colours[ground][night]) >= least
