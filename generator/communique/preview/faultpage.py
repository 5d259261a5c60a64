"""The pages that a preview shows instead of the site's own: faults with their lines, and what else cannot be shown.

They need nothing of the site's templates, which may be what is broken.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import jinja2
import msgspec
from babel import Locale, UnknownLocaleError

from communique.model.issue import Issue
from communique.render.words import translations

AROUND = 2
"""Lines shown before and after the one at fault."""
WIDEST = 240
"""Characters shown of a line."""
MOST_EXCERPTS = 200
"""Faults shown with their lines; the rest are listed without."""
LARGEST = 4_000_000
"""Bytes of a file read for its lines."""


class Line(msgspec.Struct, frozen=True):
    """A line of a file, as far as it is shown."""

    number: int
    text: str
    here: bool = False
    """Whether the fault is in it."""
    before: str = ""
    """What is shown of it before the fault."""


class Fault(msgspec.Struct, frozen=True):
    """An issue with the lines around it."""

    issue: Issue
    excerpt: tuple[Line, ...]

    @property
    def place(self) -> str:
        """Give `file:line:col`."""
        numbers = [n for n in (self.issue.line, self.issue.column) if n]
        return ":".join([self.issue.path, *map(str, numbers)])

    @property
    def caret(self) -> bool:
        """Whether the column is known."""
        return self.issue.column > 0


def excerpt(issue: Issue, lines: Sequence[str]) -> tuple[Line, ...]:
    """Give the line at fault and those around it, each cut so that the fault is in sight."""
    if not 1 <= issue.line <= len(lines):
        return ()
    column = max(issue.column, 1)
    start = 0 if column <= WIDEST - 40 else column - WIDEST // 2
    found: list[Line] = []
    for number in range(max(1, issue.line - AROUND), min(len(lines), issue.line + AROUND) + 1):
        whole = lines[number - 1]
        here = number == issue.line
        first = start if here else 0
        lead = "…" if first else ""
        text = lead + whole[first : first + WIDEST] + ("…" if len(whole) > first + WIDEST else "")
        found.append(Line(number, text, here, lead + whole[first : column - 1] if here else ""))
    return tuple(found)


def with_lines(site: Path, issues: Iterable[Issue]) -> list[Fault]:
    """Give issues with their lines, errors before warnings."""
    read: dict[str, list[str]] = {}
    found: list[Fault] = []
    for issue in sorted(issues, key=lambda i: (i.severity == "warning", i)):
        lines: tuple[Line, ...] = ()
        if issue.line and len(found) < MOST_EXCERPTS:
            if issue.path not in read:
                read[issue.path] = _lines(site / issue.path)
            lines = excerpt(issue, read[issue.path])
        found.append(Fault(issue, lines))
    return found


def _lines(path: Path) -> list[str]:
    try:
        with path.open("rb") as f:
            data = f.read(LARGEST)
    except (OSError, ValueError):
        return []
    text = data.decode("utf-8-sig", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def faults(site: Path, issues: Sequence[Issue], language: str) -> str:
    """Show every fault of a site, with its lines."""
    words = translations(language)
    errors = sum(1 for i in issues if i.severity == "error")
    return _page(
        language,
        title=words.ngettext("%d fault to mend", "%d faults to mend", errors) % errors,
        intro=words.gettext("The site is shown again as soon as the files are saved without them."),
        faults=with_lines(site, issues),
    )


def ours(summary: str, details: str, language: str, *, bug: bool) -> str:
    """Show a fault that is not in the site's files: one of the program, or of the place it runs in."""
    words = translations(language)
    if bug:
        title = words.gettext("This is a fault of Communiqué's, not of yours")
        intro = words.gettext("Please report it with the lines below. The site is tried again with the next change.")
    else:
        title = words.gettext("The site could not be read just now")
        intro = words.gettext("It is tried again with the next change.")
    return _page(language, title=title, intro=intro, details=f"{summary}\n\n{details}".strip())


def missing(path: str, language: str) -> str:
    """Show that there is no page at an address, for a site that has no page of its own for that."""
    words = translations(language)
    return _page(language, title=words.gettext("There is no page here"), intro=path)


def _page(language: str, *, title: str, intro: str, faults: Sequence[Fault] = (), details: str = "") -> str:
    catalogue = translations(language)
    used = language if catalogue.info() else "en"  # without a catalogue the words are English
    try:
        direction = "rtl" if Locale.parse(used.replace("-", "_")).text_direction == "rtl" else "ltr"
    except (UnknownLocaleError, ValueError):
        direction = "ltr"
    template = _environment(language).get_template("faultpage.html")
    return template.render(language=used, direction=direction, title=title, intro=intro, faults=faults, details=details)


@lru_cache(maxsize=4)
def _environment(language: str) -> jinja2.Environment:
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        auto_reload=False,
    )
    words = translations(language)
    env.install_gettext_callables(words.gettext, words.ngettext, newstyle=True)  # type: ignore[attr-defined]
    return env
