"""The pages that a preview shows instead of the site's own: faults with their lines, and what else cannot be shown.

They need nothing of the site's templates, which may be what is broken.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import jinja2
import msgspec
from babel import Locale, UnknownLocaleError
from markupsafe import Markup

from communique.model.issue import Issue
from communique.model.theme import shipped
from communique.render.words import translations
from communique.source.excerpt import Line, Lines

EXPLAINED = "/@communique/faults/"
"""Below this, a preview serves what the codes of faults mean; no page of a site has an address like that."""
AROUND = 2
"""Lines shown before and after the one at fault."""
WIDEST = 240
"""Cells shown of a line, one for most letters."""
MOST_EXCERPTS = 200
"""Faults shown with their lines; the rest are listed without."""


class Fault(msgspec.Struct, frozen=True):
    """An issue with the lines around it."""

    issue: Issue
    excerpt: tuple[Line, ...]

    @property
    def caret(self) -> bool:
        """Whether the column is known."""
        return self.issue.column > 0


_LINK = re.compile(r'<a href="([a-z0-9-]+)\.md"')
_OTHER_LINK = re.compile(r'<a href="(?!/|https?:|#)[^"]*">')
"""To what lies beside the pages and is not served."""
_EMPTY_HEAD = re.compile(r"<thead>\s*<tr>(\s*<th></th>)*\s*</tr>\s*</thead>")


def with_lines(site: Path, issues: Iterable[Issue]) -> list[Fault]:
    """Give issues with their lines, errors before warnings."""
    lines = Lines(site)
    found: list[Fault] = []
    for issue in sorted(issues, key=lambda i: (i.severity == "warning", i)):
        shown = lines.around(issue, around=AROUND, width=WIDEST) if len(found) < MOST_EXCERPTS else ()
        found.append(Fault(issue, shown))
    return found


def faults(site: Path, issues: Sequence[Issue], language: str) -> str:
    """Show every fault of a site, with its lines; of the warnings, those in the files that must be mended anyway."""
    to_mend = {i.path for i in issues if i.severity == "error"}
    words = translations(language)
    errors = sum(1 for i in issues if i.severity == "error")
    return _page(
        language,
        title=words.ngettext("%d fault to mend", "%d faults to mend", errors) % errors,
        intro=words.gettext("The site is shown again as soon as the files are saved without them."),
        faults=with_lines(site, (i for i in issues if i.path in to_mend)),
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


def explained(code: str, home: str) -> str:
    """Show what a fault's code means, or for an empty one the list of all; empty where there is no such code.

    `home` is the address of the site's front page.
    """
    path = shipped("docs/faults") / f"{code or 'README'}.md"
    if not re.fullmatch(r"[a-z0-9-]*", code) or not path.is_file():
        return ""
    from markdown import markdown

    title, _, text = path.read_text("utf-8").removeprefix("# ").partition("\n")
    html = markdown(text, extensions=["fenced_code", "tables", "sane_lists"])
    html = _LINK.sub(rf'<a href="{EXPLAINED}\1"', html)
    html = _OTHER_LINK.sub("<a>", html)
    html = _EMPTY_HEAD.sub("", html)
    for tag, label in (("pre", "Example"), ("table", "Table")):  # what may be wider than the screen can be scrolled by keyboard
        html = html.replace(f"<{tag}>", f'<div class="wide" tabindex="0" role="group" aria-label="{label}"><{tag}>')
        html = html.replace(f"</{tag}>", f"</{tag}></div>")
    return _page("en", title=title.strip(), intro="", text=Markup(html), home=home, code=code)  # noqa: S704 - our own


def _page(
    language: str,
    *,
    title: str,
    intro: str,
    faults: Sequence[Fault] = (),
    details: str = "",
    text: str = "",
    home: str = "",
    code: str = "",
) -> str:
    catalogue = translations(language)
    used = language if catalogue.info() else "en"  # without a catalogue the words are English
    try:
        direction = "rtl" if Locale.parse(used.replace("-", "_")).text_direction == "rtl" else "ltr"
    except (UnknownLocaleError, ValueError):
        direction = "ltr"
    template = _environment(language).get_template("faultpage.html")
    return template.render(
        language=used,
        direction=direction,
        title=title,
        intro=intro,
        faults=faults,
        details=details,
        text=text,
        home=home,
        code=code,
        explained=EXPLAINED,
    )


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
