"""What the commands print of faults: for people, for GitHub's annotations, for programs."""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
from msgspec import Meta

from communique.cli.report import plural, tell
from communique.cli.terminal import columns, is_coloured, paint
from communique.model.issue import Issue, Severity

if TYPE_CHECKING:
    from communique.source.excerpt import Line

FORMATS = ("text", "github", "json")
MOST_EXCERPTS = 200
"""Faults shown with their lines; the rest are told without."""
LOG_WIDTH = 120
"""Cells shown of a file's line where the output is no terminal."""
NARROWEST = 24
"""Cells below which nothing is wrapped or cut."""


class Fault(msgspec.Struct, frozen=True):
    """One fault, as `--format=json` gives it."""

    path: Annotated[
        str,
        Meta(description="The file, relative to the site's folder, with forward slashes; or an option, such as --base-url."),
    ]
    line: Annotated[int, Meta(ge=0, description="Counted from 1; 0 where the fault is the file's as a whole.")]
    column: Annotated[
        int, Meta(ge=0, description="Counted from 1, in characters (code points); 0 where the fault is the line's as a whole.")
    ]
    severity: Severity
    code: Annotated[str, Meta(description="The permanent name of this kind of fault; docs/faults/ has a page for each.")]
    message: Annotated[str, Meta(description="What is wrong, in English.")]
    hint: Annotated[str, Meta(description="What to do about it; may be empty.")]


class Faults(msgspec.Struct, frozen=True, kw_only=True):
    """What `communique check --format=json` and `communique build --format=json` print."""

    version: Annotated[
        Literal[1], Meta(description="Of this form: another number means that a field has gone or changed its meaning.")
    ]
    errors: Annotated[int, Meta(ge=0)]
    warnings: Annotated[int, Meta(ge=0)]
    faults: Annotated[list[Fault], Meta(description="In the order of their places.")]


def format_argument(sub: argparse.ArgumentParser) -> None:
    """Add `--format`."""
    about = "how faults are told: text, github (annotations) or json (one document on stdout)"
    sub.add_argument("--format", choices=FORMATS, default="text", help=about)


def show(found: Iterable[Issue], site: Path, *, form: str = "text", most: int = 0) -> tuple[int, int]:
    """Tell of faults, and how many there are; give the number of errors and of warnings.

    People are told on stderr. With `most`, no more than that many warnings of one kind are told to them, the rest only counted.
    """
    issues = list(found)
    errors = sum(1 for i in issues if i.severity == "error")
    if form == "json":
        faults = [Fault(i.path, i.line, i.column, i.severity, i.code, i.message, i.hint) for i in issues]
        document = Faults(version=1, errors=errors, warnings=len(issues) - errors, faults=faults)
        print(msgspec.json.format(msgspec.json.encode(document), indent=1).decode())
    else:
        _for_people(issues, site, most)
    if form == "github":
        for line in annotations(issues, site):
            print(line, flush=True)
    if issues:
        tell(counted(issues))
    if form == "text" and issues:
        code = min(issues, key=lambda i: i.severity).code
        tell(f"To read more of one: communique explain {code}")
    return errors, len(issues) - errors


def counted(issues: Sequence[Issue]) -> str:
    """Say how many there are, such as `3 errors in 2 files, 1 warning.`."""
    errors = [i for i in issues if i.severity == "error"]
    warnings = len(issues) - len(errors)
    files = plural(len({i.path for i in errors or issues}), "file")
    first = plural(len(errors), "error") if errors else plural(warnings, "warning")
    return f"{first} in {files}" + (f", {plural(warnings, 'warning')}." if errors and warnings else ".")


def _for_people(issues: Sequence[Issue], site: Path, most: int) -> None:
    told: Counter[str] = Counter()
    shown = []
    for issue in issues:
        told[issue.code] += issue.severity == "warning"
        if not most or issue.severity == "error" or told[issue.code] <= most:
            shown.append(issue)
    if shown:
        for line in text(shown, site, columns(sys.stderr), colour=is_coloured(sys.stderr)):
            print(line, file=sys.stderr)
    if len(issues) > len(shown):
        rest = plural(len(issues) - len(shown), "warning")
        tell(f"… and {rest} more of these kinds; 'communique check' lists them all.")


def text(issues: Sequence[Issue], site: Path, width: int, *, colour: bool) -> Iterator[str]:
    """Give the lines that tell people of faults, those of a file together.

    On a terminal `width` cells wide, each fault has its place alone in a line, and its sentences below it; where there is none
    (0), all of it stands in one line, which can be searched for and which editors and CI can follow. Both show the file's line.
    """
    from communique.source.excerpt import Lines

    lines = Lines(site)
    left = MOST_EXCERPTS
    for path, of_file in groupby(issues, key=lambda i: i.path):
        together = list(of_file)
        if width and len(together) > 1:
            yield paint(f"{_sane(path)} has {plural(len(together), 'fault')}:", "bold", on=colour)
            yield ""
        for issue in together:
            excerpt = lines.around(issue, around=0, width=max(width or LOG_WIDTH, NARROWEST) - 10) if left > 0 else ()
            left -= 1
            yield from _one(issue, site, excerpt, width, colour=colour)


def _one(issue: Issue, site: Path, excerpt: Sequence["Line"], width: int, *, colour: bool) -> Iterator[str]:
    """Give the lines that tell of one fault."""
    hue = "red" if issue.severity == "error" else "yellow"
    place = paint(_sane(_placed(issue, site)), "bold", on=colour)
    code = paint(f"[{issue.code}]", "dim", on=colour)
    label = paint(issue.severity, hue, on=colour)
    message, hint = _sane(issue.message), _sane(issue.hint)
    if not width:
        said = [f"{place}:", f"{label}:" if issue.severity == "warning" or colour else "", message, hint, code]
        yield " ".join(word for word in said if word)
        yield from _shown(excerpt, hue, colour=colour)
        return
    yield place
    first, *rest = wrapped(f"{issue.severity}: {message}", width - 2)
    yield f"  {label}{first.removeprefix(issue.severity)}"
    yield from (f"  {line}" for line in rest)
    yield from _shown(excerpt, hue, colour=colour)
    *lines, last = wrapped(f"{hint} [{issue.code}]".strip(), width - 2)
    yield from (f"  {line}" for line in lines)
    yield f"  {last.removesuffix(f'[{issue.code}]')}{code}"
    yield ""


def _shown(excerpt: Sequence["Line"], hue: str, *, colour: bool) -> Iterator[str]:
    from communique.source.excerpt import cells

    for line in excerpt:
        if not line.marked and line.text == "---":
            continue  # the fault is the file's, and stands at its beginning
        number = f"{line.number:>5} | "
        yield f"  {paint(number, 'dim', on=colour)}{line.text}".rstrip()
        if line.marked or line.before:
            caret = "^" * max(cells(line.marked), 1)
            gutter = paint(f"{'':>{len(number) - 2}}| ", "dim", on=colour)
            yield f"  {gutter}{' ' * cells(line.before)}{paint(caret, hue, on=colour)}"


def wrapped(said: str, width: int) -> list[str]:
    """Break a text between its words; a word that is wider than a line is left whole, so that it can be copied."""
    from communique.source.excerpt import cells

    if width < NARROWEST:
        return [said]
    lines: list[str] = []
    at = 0
    for word in said.split(" "):
        size = cells(word)
        if lines and at + 1 + size <= width:
            lines[-1] += f" {word}"
            at += 1 + size
        else:
            lines.append(word)
            at = size
    return lines


def _sane(said: str) -> str:
    """Put marks in place of what a terminal would act upon, or not show."""
    from communique.source.characters import shown

    return shown(" ".join(said.splitlines()))


def _placed(issue: Issue, site: Path) -> str:
    """Give a fault's place as seen from here, so that it can be opened."""
    if issue.path.startswith("--") or site == Path():
        return issue.place
    return (site / issue.place).as_posix()


def annotations(issues: Iterable[Issue], site: Path) -> Iterator[str]:
    """Give GitHub's workflow commands for faults, errors first: it shows no more than ten of each kind for a step.

    Escapes are those of docs.github.com, "Workflow commands for GitHub Actions", and of its toolkit's own command.ts.
    """
    root = Path(os.environ.get("GITHUB_WORKSPACE") or ".").resolve()
    for issue in sorted(issues, key=lambda i: i.severity == "warning"):
        given = {"file": "", "line": str(issue.line or ""), "col": str(issue.column or ""), "title": issue.code}
        if not issue.path.startswith("--"):
            path = (site / issue.path).resolve()
            given["file"] = (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()
        properties = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in given.items() if value)
        yield f"::{issue.severity} {properties}::{_escaped(f'{issue.message} {issue.hint}'.strip())}"


def _escaped(value: str, more: str = "") -> str:
    value = value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    for c in more:
        value = value.replace(c, f"%{ord(c):02X}")
    return value


def codes() -> list[str]:
    """Give the code of every fault."""
    from communique.model.theme import shipped

    return sorted(p.stem for p in shipped("docs/faults").glob("*.md") if p.stem != "README")


def page(code: str) -> str:
    """Give the page on a fault; an empty text where no fault has that code."""
    from communique.model.theme import shipped

    code = code.strip("[]").casefold()
    if not code.replace("-", "").isalpha():
        return ""
    path = shipped("docs/faults") / f"{code}.md"
    return path.read_text("utf-8").strip() if path.is_file() and path.stem in codes() else ""
