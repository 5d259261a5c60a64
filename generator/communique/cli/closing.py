"""The closing words of a build: what it made, and what has changed since the last one."""

from collections import Counter
from pathlib import Path

from communique.build.result import BuildResult
from communique.cli.report import plural

_NOUNS = {
    "articles": ("story", "stories"),
    "relations": ("text about two countries", "texts about two countries"),
    "pages": ("page about the archive", "pages about the archive"),
    "earlier": ("earlier wording", "earlier wordings"),
}
"""By folder in `content/`; what lies in another is a profile."""


def closing(result: BuildResult, output: Path, seconds: float, *, clean: bool = False, drafts: bool = False) -> str:
    """Say in whole sentences what a build did; `seconds` is how long it took, `clean` and `drafts` are its options."""
    took = f"{seconds:.2f} s" if seconds < 1 else f"{seconds:,.1f} s"
    pages = plural(result.pages, "page")
    where = f"{output}/"
    if not (result.made or result.removed or result.indexed or result.edited):
        verb = "is" if result.pages == 1 else "are"
        return f"Nothing has changed since the last build: the {pages} in {where} {verb} up to date ({took})."
    if result.fresh:
        stories = f"{plural(result.stories, 'story', 'stories')} on {pages}"
        return _and_held(f"Built {stories} in {took}, in {where}.{_why_fresh(result, clean=clean)}", result)
    made = sum(result.pages_for.values())
    lead = f"Built {made:,} of {pages} in {took}, in {where}."
    if not made:
        lead = f"Of the {pages} in {where}, none had to be made again ({took})."
    elif made == result.pages:
        lead = f"Built all {pages} in {took}, in {where}."
    said = "; ".join(_changes(result, drafts=drafts))
    return _and_held(f"{lead} Changed since last time: {said}." if said else lead, result)


def _why_fresh(result: BuildResult, *, clean: bool) -> str:
    if result.first:
        return " This is the first build there."
    return " All was made again, as --clean asks." if clean else " All was made again: nothing was known of an earlier build."


def _and_held(text: str, result: BuildResult) -> str:
    if not result.held:
        return text
    verb, what = ("is", "a draft") if result.held == 1 else ("are", "drafts")
    return f"{text}\n{plural(result.held, 'file')} in content/ {verb} held back: {what}, or of a date still to come."


def _changes(result: BuildResult, *, drafts: bool) -> list[str]:
    """Give what has changed, each in a few words, the most telling first."""
    copies, pages = Counter(result.copied_for), Counter(result.pages_for)
    told = _edited(result.edited)
    if result.appeared:
        what = "that would else be held back" if drafts else "whose day has come"
        told.append(f"{plural(result.appeared, 'story', 'stories')} {what}")
    others = pages["new"] + pages["data"] - result.own
    if result.regenerated:  # what makes pages is another, and with that what they show
        pages["generator"] += others
    elif others > 0:
        told[-1:] = [_with_others(told[-1] if told else "", others, result)]
    for reason, cause in (("theme", "the theme"), ("generator", "a setting, or Communiqué itself")):
        if pages[reason]:
            told.append(f"{cause} ({plural(pages[reason], 'page')} made again)")
    if number := copies["new"] + copies["data"]:
        told.append(plural(number, "picture or other file", "pictures or other files"))
    if lost := result.reasons.get("missing", 0) + result.reasons.get("altered", 0):
        told.append(f"{plural(lost, 'file')} put back that something else had removed or altered")
    if result.removed:
        all_pages = all(path.endswith(".html") for path in result.removed)
        told.append(f"{plural(len(result.removed), 'page' if all_pages else 'file')} removed")
    return told


def _with_others(changed: str, pages: int, result: BuildResult) -> str:
    """Add the pages that follow from what changed; where nothing did, they follow from the day or from other files."""
    s = "s" if pages == 1 else ""
    if not changed:
        return f"{plural(pages, 'page')} that depend{s} on the date or on other files"
    verb = "showed" if not result.appeared and set(result.edited.values()) == {"gone"} else f"show{s}"
    return f"{changed} and {plural(pages, 'page')} that {verb} {'it' if result.appeared + len(result.edited) == 1 else 'them'}"


def _edited(edited: dict[str, str]) -> list[str]:
    """Count edited files by kind and by what became of them."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for path, outcome in edited.items():
        counts[(outcome, *_NOUNS.get(path.split("/")[1], ("profile", "profiles")))] += 1
    before = {"new": "new ", "changed": "", "gone": ""}
    after = {"new": "", "changed": "", "gone": " taken away"}
    told = []
    for outcome in ("new", "changed", "gone"):
        for (one, singular, many), number in sorted(counts.items()):
            if one == outcome:
                told.append(f"{plural(number, before[one] + singular, before[one] + many)}{after[one]}")
    return told
