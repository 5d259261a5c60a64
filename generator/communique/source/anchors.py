"""Names that a text's headings may be reached by, none of which the theme gives to a part of the page."""

import re

from markdown.extensions.toc import slugify_unicode

RESERVED_IDS = frozenset(
    {
        "N-N", "about-it", "act-N", "actions", "agreements", "anniversaries", "between", "bodies", "browse", "browse-title",
        "chain", "cite", "cited", "contested", "corrected", "correction-N", "corrections", "corrections-title", "countries",
        "dN", "days", "dossiers", "earlier", "era-N", "held", "in-force", "intro", "kind-N", "letter-N", "levels", "life",
        "list", "lozenge", "mN", "main", "matrix", "month", "note-N", "notes", "notes-title", "of-parts", "office-N",
        "offices", "others", "pairs", "part-N", "parties", "partners", "past", "people", "position", "q", "recent", "record",
        "retracted", "retraction", "retraction-title", "said", "search", "search-chosen", "search-count", "search-form",
        "search-from", "search-help", "search-keys", "search-more", "search-names", "search-names-title", "search-narrow",
        "search-order", "search-range", "search-results", "search-to", "shared", "sources", "spells", "standing",
        "statement-N", "statements", "stood", "stories", "threads", "ticks", "timeline", "today", "where", "yN",
    }
)  # fmt: skip
"""Every `id` in the templates; N stands for any number. tests/regressions/source/test_headings.py compares."""


def heading_id(text: str, separator: str) -> str:
    """Give a heading's id: its words, joined by hyphens, with `-1` after those that are reserved."""
    found = slugify_unicode(text, separator)
    return f"{found}{separator}1" if re.sub(r"\d+", "N", found) in RESERVED_IDS else found
