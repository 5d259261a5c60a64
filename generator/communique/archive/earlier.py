"""Earlier wordings of stories: whether each fits its story, and which one could be read on a day. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from communique.model.article import Article, Earlier
from communique.model.content import AnyDocument
from communique.model.issue import Issue, nearest


def split(documents: Iterable[AnyDocument]) -> tuple[list[AnyDocument], list[Earlier]]:
    """Tell the documents of today from earlier wordings."""
    present: list[AnyDocument] = []
    earlier: list[Earlier] = []
    for d in documents:
        if isinstance(d, Earlier):
            earlier.append(d)
        else:
            present.append(d)
    return present, earlier


def faults(earlier: Iterable[Earlier], documents: Iterable[AnyDocument]) -> Iterator[Issue]:
    """Give what is wrong with earlier wordings, in the order of their files."""
    stories = {d.path: d for d in documents if isinstance(d, Article)}
    seen: dict[tuple[str, int], Earlier] = {}
    for e in earlier:
        story = stories.get(e.of.name)
        if story is None:
            near = nearest(e.of.name, stories)
            hint = f"Did you mean '{near}'?" if near else "Name the story's file, such as 'content/articles/2019/01/talks.md'."
            yield Issue(e.path, e.of.line, e.of.column, f"of: there is no story {e.of.name}.", hint, code="no-article")
            continue
        if e.until_moment <= story.moment:
            message = f"until: {e.until} is not after the story's date, {story.date}."
            hint = "Give the moment at which the next wording took the place of this one."
            yield Issue(e.path, e.until_line, e.until_column, message, hint, code="until-before-published")
        other = seen.setdefault((story.path, e.until_moment), e)
        if other is not e:
            message = f"until: {e.until} is when the wording of {other.path} ended, too."
            yield Issue(e.path, e.until_line, e.until_column, message, "Correct one of the two.", code="until-twice")
        for field, mine, its in (("slug", e.slug, story.slug), ("date", e.date, story.date)):
            if mine and mine != its:
                hint = "Keep the story's own: an address and a day stay, whatever the wording."
                message = f"{field}: '{mine}' is not that of the story, '{its}'."
                yield Issue(e.path, e.line, e.column, message, hint, code="earlier-differs")


def by_story(earlier: Iterable[Earlier]) -> dict[str, list[Earlier]]:
    """Give the wordings of each story that were published, by its path, in order of time."""
    found: dict[str, list[Earlier]] = {}
    for e in sorted((e for e in earlier if e.status != "draft"), key=lambda e: (e.until_moment, e.path)):
        found.setdefault(e.of.name, []).append(e)
    return found


def wording(a: Article, versions: Mapping[str, Sequence[Earlier]], day: str) -> Article:
    """Give a story in the words that could be read at the end of a day; its own where no other are kept for that."""
    e = next((e for e in versions.get(a.path, ()) if e.until[:10] > day), None)
    return replace(e, slug=a.slug) if e else a
