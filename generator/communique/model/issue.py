"""Faults in the input, as a person is told of them."""

import difflib
from collections.abc import Iterable
from typing import Literal

import msgspec

Severity = Literal["error", "warning"]


class Issue(msgspec.Struct, frozen=True, order=True, array_like=True):
    """One fault in the input: where it is, what is wrong, and what to do about it."""

    path: str
    """The file, relative to the site's folder, with forward slashes."""
    line: int
    """Counted from 1; 0 where the fault is the file's as a whole."""
    column: int
    """Counted from 1, in characters; 0 where the fault is the line's as a whole."""
    message: str
    hint: str = ""
    severity: Severity = "error"
    code: str = "fault"
    """A permanent name for this kind of fault, in lower-case words joined by hyphens."""

    @property
    def place(self) -> str:
        """Give `file:line:col`, as far as they are known."""
        return ":".join([self.path, *(str(n) for n in (self.line, self.column) if n)])

    def __str__(self) -> str:
        """Give `file:line:col: message hint`, the form that editors and CI make clickable."""
        mark = "warning: " if self.severity == "warning" else ""
        said = f"{self.place}: {mark}{self.message}" + (f" {self.hint}" if self.hint else "")
        return said.replace("\n", " ")  # a name may hold one; a line is what editors and CI read


def has_errors(issues: Iterable[Issue]) -> bool:
    """Tell whether any of the issues stops a build; warnings do not."""
    return any(i.severity == "error" for i in issues)


def _near(name: str, known: Iterable[str], count: int) -> list[str]:
    folded = name.casefold()[:80]
    by_folded = {k.casefold(): k for k in sorted(known, reverse=True)}
    near = difflib.get_close_matches(folded, by_folded, n=count, cutoff=0.7)
    if not near:
        return []
    likeness = [difflib.SequenceMatcher(None, n, folded).ratio() for n in near]
    return [by_folded[n] for n, ratio in zip(near, likeness, strict=True) if ratio > likeness[0] - 0.05]


def nearest(name: str, known: Iterable[str]) -> str:
    """Give the known word nearest to `name`, or an empty text where none is near."""
    return next(iter(_near(name, known, 1)), "")


def did_you_mean(name: str, known: Iterable[str], *, count: int = 3) -> str:
    """Give a hint that names the known words nearest to `name`, or an empty text where none is near."""
    quoted = [f"'{n}'" for n in _near(name, known, count)]
    if not quoted:
        return ""
    return f"Did you mean {quoted[0] if len(quoted) == 1 else ', '.join(quoted[:-1]) + ' or ' + quoted[-1]}?"
