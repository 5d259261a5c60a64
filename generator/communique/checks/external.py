"""Where the archive names addresses outside it, and what is to be said of those where nothing is."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import unescape
from pathlib import Path

import msgspec

from communique.archive.archive import Archive
from communique.checks.documents import documents_of, records_of
from communique.checks.links import Templates
from communique.checks.outcomes import LASTING, OUTCOMES
from communique.model.document import Document
from communique.model.issue import Issue
from communique.source import scan
from communique.source.links import written
from communique.store.answers import Answer

_HREF = re.compile(r'(?:href|src)="((?:https?:|mailto:)[^"]*)"')
_MAILBOX = re.compile(r"mailto:[^@\s?]+@[^@\s?.]+(?:\.[^@\s?.]+)+(?:\?.*)?", re.IGNORECASE)


class Named(msgspec.Struct, frozen=True):
    """An address, and one place that names it."""

    address: str
    path: str
    line: int = 0
    column: int = 0
    field: str = ""
    """`url`, `archived` or another field of a header; empty for a link in a text or a template."""
    copy: str = ""
    """The archived copy that stands beside it."""
    rotten: bool = False
    """Whether the header says already that the original is gone."""


class Report(msgspec.Struct, frozen=True):
    """What was found outside, for those who count."""

    counts: dict[str, int]
    """Addresses by outcome."""
    passing: tuple[tuple[str, str, str], ...]
    """Outcome, address and detail of what is no fault, or none as yet."""


def named(site: Path, archive: Archive, body: Callable[[bytes], str], rendered: Iterable[str]) -> list[Named]:
    """Give every address outside the site with each place that names it.

    Those of `rendered` pages too that no content has, where a template of the site's own writes them.
    """
    found = [n for d in documents_of(archive) for n in (*_in_header(d), *_in_text(site, d, body))]
    others = {a for a in rendered if re.match("https?:|mailto:", a, re.IGNORECASE)} - {n.address for n in found}
    if others and (site / "templates").is_dir():
        theme = Templates(site)
        found += [Named(a, *place) for a in others for place in [theme.find(a, own=True)] if place]
    return sorted(found, key=lambda n: (n.path, n.line, n.column, n.address))


def _in_header(d: Document) -> Iterator[Named]:
    for record in records_of(d):
        line, column = getattr(record, "line", 0), getattr(record, "column", 0)
        url, copy = getattr(record, "url", ""), getattr(record, "archived", "")
        if url:
            yield Named(url, d.path, line, column, "url", copy, getattr(record, "rotten", False))
        if copy:
            yield Named(copy, d.path, line, column, "archived")


def _in_text(site: Path, d: Document, body: Callable[[bytes], str]) -> Iterator[Named]:
    try:
        html = body(d.digest)
    except KeyError:
        return
    wanted = set(map(unescape, _HREF.findall(html)))
    if not wanted:
        return
    try:
        decoded = scan.decode(d.path, (site / d.path).read_bytes())
    except OSError:
        decoded = ""
    source = decoded if isinstance(decoded, str) else ""
    seen: set[str] = set()
    for target, at in written(source):
        if target in wanted:
            seen.add(target)
            yield Named(target, d.path, source.count("\n", 0, at) + 1, at - source.rfind("\n", 0, at))
    yield from (Named(address, d.path) for address in sorted(wanted - seen))


def to_ask(addresses: Iterable[Named], skip: Iterable[str]) -> list[str]:
    """Give the addresses that are to be asked, each once: what is known to be gone is not, nor what the settings skip."""
    beginnings = tuple(skip)
    once = {n.address: None for n in addresses if not n.rotten and not n.address.lower().startswith("mailto:")}
    return [a for a in once if not (beginnings and a.startswith(beginnings))]


def faults(addresses: Iterable[Named], answers: Mapping[str, Answer]) -> Iterator[Issue]:
    """Give each address where nothing is for good, at each place that names it."""
    for n in addresses:
        if n.address.lower().startswith("mailto:"):
            if not _MAILBOX.fullmatch(n.address):
                hint = "Write it as mailto:name@example.org."
                yield Issue(
                    n.path, n.line, n.column, f"'{n.address[:80]}' is no mail address.", hint, "warning", "bad-mail-address"
                )
            continue
        answer = answers.get(n.address)
        if answer and answer.outcome in LASTING and not n.rotten:
            yield _issue(n, answer)


_SAID = {
    "home": ("leads to the front page of its site, {detail}: what was there has gone, it seems", "external-leads-home"),
    "gone": ("is gone (status {detail})", "external-gone"),
    "no-host": ("names a host that does not exist{more}", "external-no-host"),
    "certificate": ("has a certificate that browsers refuse ({detail})", "external-bad-certificate"),
    "private": ("lies in a private network{more}, which readers cannot reach; it was not asked", "external-private"),
    "address": ("leads to what is no address{more}", "external-bad-address"),
    "circle": ("leads on and on, and nowhere", "external-circle"),
    "failing": ("has not been reached for a week or more ({detail})", "external-failing"),
}
"""What is said of an address, and the code."""


def _issue(n: Named, a: Answer) -> Issue:
    said, code = _SAID[a.outcome]
    what = "the copy" if n.field == "archived" else "the address"
    message = f"{what} {n.address} {said.format(detail=a.detail, more=f' ({a.detail})' if a.detail else '')}."
    hint = "Look for where it is now, or link to a copy in a web archive."
    if n.field == "archived":
        hint = "Look for another copy, or take this one out."
    elif n.copy:
        hint = "Its copy is kept: add 'rotten: true', so that readers are led to that."
    elif a.outcome == "private":
        hint = "Give a public address; where your own network is meant, 'communique check --external --private' asks it."
    elif n.field:
        hint = "Look for where it is now; or give a copy in a web archive as 'archived:', and add 'rotten: true'."
    return Issue(n.path, n.line, n.column, message, hint, "warning", code)


def report(answers: Mapping[str, Answer]) -> Report:
    """Count answers, and list what is no fault, or none as yet."""
    counts = Counter(a.outcome for a in answers.values())
    passing = [(a.outcome, address, a.detail) for address, a in answers.items() if a.outcome in {"moved", "refused", "later"}]
    order = list(OUTCOMES)
    return Report(
        {outcome: counts[outcome] for outcome in order if counts[outcome]},
        tuple(sorted(passing, key=lambda p: (order.index(p[0]), p[1]))),
    )
