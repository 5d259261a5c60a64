"""`communique new`."""

import argparse
import datetime as dt
import shlex
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from communique.cli import faults, site_argument
from communique.cli.report import complain
from communique.model.issue import nearest

if TYPE_CHECKING:
    from communique.model.config import Config

HELP = "begin a story, a profile or a text about two countries: a file with a header to fill in"
EXAMPLES = """examples:
  communique new "Talks open in Geneva"            a story of today, as a draft
  communique new "A treaty at Shimoda" --date 1855-02-07
  communique new person "Shinzo Abe" --edit        a profile, opened in your text editor
  communique new pair Japan Russia                 a text about two countries
  communique new article person                    a story with the title "person"

kinds: article (where none is named), page, pair; and profiles: country, person, place, organisation,
agreement, dossier, tag. A name that the archive knows already is not given a second file. A site may
have texts of its own to begin with, such as templates/new/article.md, in which $title and $date (or
$name, $countries) stand for what is known."""

STORY, PAGE, PAIR = "article", "page", "pair"
PROFILES = {
    "country": "countries",
    "person": "people",
    "place": "places",
    "organisation": "organisations",
    "agreement": "agreements",
    "dossier": "dossiers",
    "tag": "tags",
}
"""Kinds of profiles, each with its folder in `content/`."""
KINDS = (STORY, PAGE, PAIR, *PROFILES)


class RefusedError(Exception):
    """No file is made; the message says why. `file` is the one that is there already."""

    def __init__(self, message: str, file: Path | None = None) -> None:
        super().__init__(message)
        self.file = file


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    sub.add_argument("kind", nargs="?", metavar="KIND", help="what to begin (default: article); the kinds are named below")
    sub.add_argument("title", nargs="+", metavar="TITLE", help="the headline, or the name; for a pair two names")
    site_argument(sub)
    sub.add_argument("--date", type=_day, metavar="DAY", help="the day of the story (default: today, in the site's time zone)")
    sub.add_argument("--edit", action="store_true", help="open the file in the text editor that $VISUAL or $EDITOR names")
    sub.add_argument("--pair", nargs=2, metavar="COUNTRY", help=argparse.SUPPRESS)  # as it was written before


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        from communique.source.dates import no_date_hint

        hint = no_date_hint(text) or "Write it as 1956-10-19 (year, month, day)."
        raise argparse.ArgumentTypeError(f"'{text}' is not a day. {hint}") from None


def run(a: argparse.Namespace) -> int:
    """Run the command."""
    from communique.source import settings

    kind, words = (a.kind, a.title) if a.kind in KINDS else (STORY, [a.kind, *a.title] if a.kind else a.title)
    title = " ".join(" ".join(words).split())
    kind = PAIR if a.pair else kind
    if a.kind is None and title in KINDS and not a.pair:
        article = f'communique new article "{title}"'
        complain(f"name the {title} after it; a story of that title is begun with: {article}")
        return 2
    if not title:
        complain("the title is empty.")
        return 2
    if a.date and kind != STORY:
        complain(f"--date is a story's; write the dates of the {kind} into its header.")
        return 2
    config, issues = settings.load(a.site)
    if config is None:
        faults.show(issues, a.site)
        return 1
    try:
        path, folder, given, said = _begin(a, config, kind, words, title)
        _write(path, _text(a.site / "templates" / "new" / f"{kind}.md", folder, given))
    except RefusedError as e:
        complain(str(e))
        return _edit(e.file) if a.edit and e.file else 1
    near = nearest(words[0], KINDS) if kind == STORY and len(words) > 1 else ""
    if near:
        said.append(f"this is a story. If a {near} was meant, remove it: communique new {near} {shlex.join(words[1:])}")
    for line in said:
        complain(line)
    print(path)
    return _edit(path) if a.edit else 0


def _text(own: Path, folder: str, given: dict[str, Any]) -> str:
    """Write the text of a new file, from the site's own template where there is one."""
    from communique.source.begin import flow, header
    from communique.source.schema import FIELDS

    if own.is_file():
        return Template(own.read_text("utf-8-sig")).safe_substitute({name: flow(value) for name, value in given.items()})
    return header(FIELDS[folder], given, {"status": "remove this line to publish"})


_Begun = tuple[Path, str, dict[str, Any], list[str]]
"""The file to be made, the folder in `content/` that says what it is, what its header gives, and what is to be said of it."""


def _begin(a: argparse.Namespace, config: "Config", kind: str, words: list[str], title: str) -> _Begun:
    """Say what is to be made. Raises RefusedError."""
    from communique.model.route import slugify

    content: Path = a.site / "content"
    if kind == PAIR:
        return _pair(a, config, a.pair or words, title if a.pair else "")
    if kind == STORY:
        from zoneinfo import ZoneInfo

        today = dt.datetime.now(ZoneInfo(config.timezone)).date()
        date = a.date or today
        day = date.isoformat()
        year, month, _ = day.split("-")  # strftime's %Y has no zeros before the year 900
        given: dict[str, Any] = {"title": title, "date": day}
        given |= {"published": today.isoformat()} if date < today else {}
        given |= {"status": "draft", "sources": None}
        return content / "articles" / year / month / f"{slugify(title)}.md", "articles", given, []
    if kind == PAGE:
        return content / "pages" / f"{slugify(title)}.md", "pages", {"title": title, "status": "draft"}, []
    folder = PROFILES[kind]
    name, more, said = _known(a, config, kind, title)
    return content / folder / f"{slugify(name)}.md", folder, {"name": name, **more}, said


def _known(a: argparse.Namespace, config: "Config", kind: str, name: str) -> tuple[str, dict[str, Any], list[str]]:
    """Give the name of a profile and what is known of it. Raises RefusedError where the name has one already."""
    from communique.build.known import known
    from communique.model.issue import did_you_mean

    folder = PROFILES[kind]
    resolver, _ = known(a.site, config)
    found = resolver.find(folder, name) or (resolver.find_anywhere(name) if kind == "tag" else None)
    if found and found.entity:
        file = a.site / found.entity.path
        what = next(k for k, of in PROFILES.items() if of == found.taxonomy)
        who = f"'{name}' is a name of the {what} '{found.name}', and that has" if found.name != name else f"'{name}' has"
        as_tag = f" A story that has it among its tags is filed under {found.taxonomy}." if found.taxonomy != folder else ""
        raise RefusedError(f"{who} a profile already: {file}.{as_tag}", file)
    if found and kind == "tag":
        raise RefusedError(f"'{name}' is a country already; a story that has it among its tags is filed there.")
    if kind == "country":
        senses = resolver.senses(name)
        if found is None and senses:
            several = ", ".join(f"'{k.name}'" for k in senses.meant_ever)
            raise RefusedError(f"'{name}' may mean {several}: name the one that is meant.")
        if found and found.polity:
            p = found.polity
            said = [] if found.name == name else [f"'{name}' is a name of {found.name}, which the profile is about."]
            return found.name, {"code": p.code} if p.code else {}, said
    near = did_you_mean(name, [k.name for k in resolver.known[folder].values()])
    said = [f"this is a new {kind}. {near} Then remove this file, and add the name to the 'aliases' there."] if near else []
    return name, {}, said


def _pair(a: argparse.Namespace, config: "Config", names: list[str], title: str) -> _Begun:
    """Begin a text about two countries. Raises RefusedError."""
    from communique.archive.described import by_pair, slugs_of
    from communique.build.known import known
    from communique.model.content import Relation
    from communique.model.document import Mention
    from communique.model.route import slugify

    if len(names) != 2:
        raise RefusedError("a pair is of two countries: communique new pair Japan Russia (quote a name of several words).")
    resolver, relations = known(a.site, config)
    called = []
    for name in (" ".join(n.split()) for n in names):
        found = resolver.find("countries", name)
        if found is None and (resolver.senses(name) or config.unknown_countries != "allow"):
            issue = resolver.unknown_country("", Mention(name, "", 0, 0), "pair", allowed=False)
            raise RefusedError(f"no country is called '{name}', or several are. {issue.hint}")
        called.append(found.name if found else name)
    called.sort()
    two = Relation(path="", digest=b"", line=0, column=0, countries=tuple(Mention(n, "", 0, 0) for n in called))
    slugs = slugs_of(two, resolver)
    if slugs[0] == slugs[1]:
        raise RefusedError(f"{called[0]} and {called[1]} are one state at two times; a pair is of two.")
    if there := by_pair(relations, resolver).get(slugs):
        raise RefusedError(f"the archive has a text about these two already: {a.site / there.path}.", a.site / there.path)
    given = {"countries": called, **({"title": title} if title else {}), "status": "draft", "sources": None}
    path = a.site / "content" / "relations" / f"{'-'.join(slugify(n) for n in called)}.md"
    return path, "relations", given, []


def _write(path: Path, text: str) -> None:
    """Make a file that is not there yet. Raises RefusedError where it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as f:
            f.write(text)
    except FileExistsError:
        raise RefusedError(f"{path} is there already.", path) from None


def _edit(path: Path) -> int:
    """Open a file in the editor of the person who works here, and wait until that has ended."""
    import os
    import shlex
    import signal
    import subprocess

    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    if not command.strip():
        hint = "set EDITOR, for example: EDITOR=nano"
        complain(f"neither VISUAL nor EDITOR names a text editor; {hint}. The file is made.")
        return 1
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the editor's
    try:
        return 1 if subprocess.run([*shlex.split(command, posix=os.name != "nt"), str(path)], check=False).returncode else 0  # noqa: S603 - the person's own editor
    except OSError as e:
        complain(f"the editor '{command}' does not start: {e.strerror}. The file is made.")
        return 1
    finally:
        signal.signal(signal.SIGINT, before)
