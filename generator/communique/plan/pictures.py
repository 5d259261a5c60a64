"""Pictures for those who share a page (Open Graph): one of the site, and one of each story where the settings ask for it."""

from collections.abc import Iterator, Sequence
from functools import partial

from communique.archive.story import Story
from communique.model.digest import digest_bytes
from communique.model.letters import WIDTHS
from communique.model.page import Page
from communique.plan.planner import Planner
from communique.plan.views.site import PicturePage

SITE = "/share.png"
WIDTH = 1040
"""Of the text, in a picture of 1200 × 630 pixels: what Facebook, X and others show large."""
_NAME = ((150, 1), (120, 1), (96, 2), (72, 3), (56, 4))
_HEADLINE = ((84, 3), (72, 4), (60, 5), (52, 5))
"""Sizes in pixels that are tried one after the other, with the lines for which there is room in each."""


def plan(p: Planner) -> Iterator[Page]:
    """Plan `/share.png`, and a picture beside each story's page."""
    if p.config.og_images == "none":
        return
    yield p.page("picture", "share.svg", SITE, partial(_site, p), key=digest_bytes(p.archive.as_of.encode()), listed=None)
    for s in p.archive.stories if p.config.og_images == "stories" else ():
        if route := route_of(p, s):
            key = digest_bytes(s.key, p.archive.as_of.encode())
            yield p.page("picture", "share.svg", route, partial(_story, p, route, s), key=key, listed=None)


def route_of(p: Planner, story: Story) -> str:
    """Give the route of a story's own picture: none where its headline cannot be set, or it brings a picture."""
    wanted = p.config.og_images == "stories" and can_be_set(story.article.title) and not p.image(story.article)
    return f"{story.route}share.png" if wanted else ""


def can_be_set(text: str) -> bool:
    """Tell whether the fonts that come with the program have all letters of a text."""
    return all(c in WIDTHS for c in text)


def _site(p: Planner) -> PicturePage:
    name, size = fitted(p.config.title, _NAME) if can_be_set(p.config.title) else ((), 0)
    line = p.config.subtitle or p.config.description
    lines = broken(line, 44, 3) if can_be_set(line) else ()
    return PicturePage(route=SITE, title=p.config.title, name=name, lines=lines, size=size, index=False)


def _story(p: Planner, route: str, s: Story) -> PicturePage:
    a = s.article
    name = broken(p.config.title, 40, 1) if can_be_set(p.config.title) else ()
    lines, size = fitted(a.title, _HEADLINE)
    dateline = a.dateline.text if a.dateline and can_be_set(a.dateline.text) else ""
    return PicturePage(
        route=route, title=a.title, name=name, lines=lines, size=size, date=a.told, dateline=dateline, index=False
    )


def fitted(text: str, sizes: Sequence[tuple[int, int]]) -> tuple[tuple[str, ...], int]:
    """Break a text into lines in the largest of some sizes for which there is room; what does not fit the last is cut off."""
    for size, most in sizes:
        lines = broken(text, size, most + 1)
        if len(lines) <= most:
            return lines, size
    return broken(text, *sizes[-1]), sizes[-1][0]


def broken(text: str, size: int, most: int) -> tuple[str, ...]:
    """Break a text into at most so many lines of letters of a size in pixels."""
    room = WIDTH * 1000 // size
    lines: list[str] = []
    line, width = "", 0
    for word in text.split():
        long = sum(WIDTHS[c] for c in word)
        gap = WIDTHS[" "] if line else 0
        if line and width + gap + long > room:
            lines.append(line)
            line, width, gap = "", 0, 0
        line += (" " if gap else "") + word
        width += gap + long
        while width > room:  # a word longer than a line
            kept = next(n for n in range(len(line), 0, -1) if n == 1 or sum(WIDTHS[c] for c in line[:n]) <= room)
            lines.append(line[:kept])
            line = line[kept:]
            width = sum(WIDTHS[c] for c in line)
    lines += [line] if line else []
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1].rstrip(" ,;:–—-") + "…"]
    return tuple(lines)
