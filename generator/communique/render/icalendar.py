"""The calendar of anniversaries, as iCalendar (RFC 5545)."""

import datetime as dt
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from communique.model.config import Config
from communique.model.route import absolute

STAMP = "19700101T000000Z"
"""When each event was made, which iCalendar wants (3.8.7.2): always the same, so that it is no cause for a file to change."""
MOST = 75
"""Octets in a line (3.1)."""


def calendar(page: Any, config: Config, words: Any) -> Markup:
    """Write a page's events, each of which comes again every year; one of 29 February in leap years alone."""
    host = urlsplit(config.base_url).hostname or "localhost"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Communique//On this day//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    title = f"{page.title} (as of {page.as_of})" if page.as_of else page.title
    lines.append(f"X-WR-CALNAME:{_text(title)}")
    seen: dict[str, int] = {}
    for e in page.events:
        first = dt.date.fromisoformat(e.date.earliest)
        name = e.link.route.strip("/").replace("/", "-") + (f"-{e.what}" if e.what else "")
        seen[name] = seen.get(name, 0) + 1
        uid = name if seen[name] == 1 else f"{name}-{seen[name]}"
        uid += f"-as-of-{page.as_of}" if page.as_of else ""  # a program keeps one event of two with the same
        what = f" ({words.gettext(e.what)})" if e.what else ""
        lines += [
            "BEGIN:VEVENT",
            f"UID:{uid.replace(' ', '-')}@{host}",
            f"DTSTAMP:{STAMP}",
            f"DTSTART;VALUE=DATE:{first:%Y%m%d}".replace(f"{first:%Y}", f"{first.year:04d}", 1),
            "RRULE:FREQ=YEARLY",
            f"SUMMARY:{_text(f'{first.year}: {e.link.text}{what}')}",
            f"DESCRIPTION:{_text(words.edtf(e.date) + (': ' + e.text if e.text else ''))}",
            f"URL:{absolute(config.base_url, e.link.route)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return Markup("".join(f"{folded}\r\n" for line in lines for folded in _folded(line)))  # noqa: S704 - no HTML


def _text(text: str) -> str:
    """Escape a text (3.3.11)."""
    plain = " ".join(text.replace("\u00a0", " ").split())
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> list[str]:
    """Cut a line into parts of `MOST` octets at most, each after the first beginning with a blank (3.1)."""
    parts, part, room = [], "", MOST
    for c in line:
        size = len(c.encode())
        if size > room:
            parts.append(part)
            part, room = " ", MOST - 1
        part += c
        room -= size
    return [*parts, part]
