"""`communique init`."""

import argparse
import datetime as dt
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from communique.cli.fresh import PLAIN, InTheWayError, write
from communique.cli.report import complain, say

HELP = "make a new archive, with two stories that show how a story is written"
EXAMPLES = """examples:
  communique init my-archive
  communique init my-archive --title "Baltic Treaties" --yes
  communique init . --ci gitlab            in this folder, to be hosted by GitLab

On a terminal it asks for what the options do not say. The folder may be new or
empty, or hold nothing but hidden files, a README and a licence; no file that is
there is changed."""

PLACEHOLDER = "https://archive.example/"
CI = ("github", "gitlab", "none")


def arguments(sub: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    sub.add_argument("folder", type=Path, nargs="?", default=Path(), metavar="DIR", help="the folder (default: this one)")
    sub.add_argument("--title", metavar="TEXT", help="the archive's name (default: the folder's)")
    sub.add_argument("--base-url", metavar="URL", help=f"where it will live (default: {PLACEHOLDER}, to be changed later)")
    sub.add_argument("--language", metavar="CODE", help="its language, such as en, fr or ja (default: en)")
    sub.add_argument("--yes", action="store_true", help="ask nothing; take the defaults")
    sub.add_argument("--ci", choices=CI, default="github", help="the host whose workflow is written (default: github)")


def run(a: argparse.Namespace) -> int:
    """Run the command."""
    folder: Path = a.folder
    here = folder.resolve()
    given = {"title": _clean(a.title), "base_url": _address(_clean(a.base_url)), "language": _clean(a.language)}
    for name, value in given.items():
        if value is not None and (fault := _fault(name, value)):
            complain(f"--{name.replace('_', '-')}: {fault}")
            return 2
    defaults = {
        "title": here.name.replace("-", " ").replace("_", " ").strip().capitalize() or "Archive",
        "base_url": PLACEHOLDER,
        "language": "en",
    }
    if _fault("title", defaults["title"]):
        defaults["title"] = "Archive"
    try:
        write(here, {}, dry=True)
        if not a.yes and None in given.values() and sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty():
            _ask(given, defaults, here)
        chosen = defaults | {name: value for name, value in given.items() if value is not None}
        kept = write(here, _files(chosen, a.ci))
    except InTheWayError as e:
        complain(str(e))
        return 1
    except OSError as e:
        complain(f"{e.filename or here}: {e.strerror}. Nothing was written.")
        return 1
    except EOFError:
        print("\nStopped. Nothing was written.", file=sys.stderr)
        return 1
    _tell(folder, chosen, kept, a.ci)
    return 0


def _files(chosen: dict[str, str], ci: str) -> dict[str, str]:
    """Give every file to be written, by its path in the archive."""
    from communique.build import editors
    from communique.cli.starter import starter
    from communique.model.config import Config

    today = dt.datetime.now(dt.UTC).date().isoformat()  # of the time zone in site.toml, so that no story is of a day to come
    config = Config(title=chosen["title"], base_url=chosen["base_url"], language=chosen["language"])
    return {**starter(**chosen, today=today, ci=ci), **editors.files(config)}


def _clean(text: str | None) -> str | None:
    return None if text is None else " ".join(text.encode(errors="replace").decode().split())


def _address(text: str | None) -> str | None:
    """Read an address as people write it: without its https:// or last slash."""
    if not text:
        return text
    if "://" not in text and "." in text:
        text = f"https://{text}"
    return text if text.endswith("/") or "://" not in text else f"{text}/"


def _fault(name: str, value: str) -> str:
    """Say what is wrong with a setting, by the rules of `site.toml`; nothing where it is right."""
    from communique.cli.starter import starter
    from communique.source import settings

    chosen = {"title": "Archive", "base_url": PLACEHOLDER, "language": "en", name: value}
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, settings.FILE).write_text(starter(**chosen, today="", ci="none")[settings.FILE], "utf-8")
        _, issues = settings.load(Path(folder))
    return next((f"{i.message.removeprefix(f'{name}: ')} {i.hint}".strip() for i in issues), "")


def catalogues() -> list[str]:
    """Give the languages in which the pages' own words are there."""
    from importlib.resources import files

    locale = files("communique") / "locale"
    return sorted({"en", *(d.name.replace("_", "-") for d in locale.iterdir() if d.is_dir())} if locale.is_dir() else {"en"})


def _ask(given: dict[str, str | None], defaults: dict[str, str], folder: Path) -> None:
    """Ask for what is not given. Raises EOFError where there is no answer, and KeyboardInterrupt at Ctrl-C."""
    there = ", ".join(catalogues())
    questions: dict[str, tuple[str, Callable[[str], str | None]]] = {
        "title": ("What is the archive called?", str),
        "base_url": ("At which address will it live?", _address),
        "language": (f"In which language is it? Pages have their headings in: {there}.", str),
    }
    print(f"A new archive in {folder}{os.sep}\nEnter takes what stands in brackets. Ctrl-C stops, and nothing is written.\n")
    for name, (question, read) in questions.items():
        while given[name] is None:
            answer = _clean(input(f"{question}\n[{defaults[name]}] ")) or defaults[name]
            answer = read(answer) or answer
            if fault := _fault(name, answer):
                print(f"{fault[:1].upper()}{fault[1:]}")
            else:
                given[name] = answer
        print()


def _tell(folder: Path, chosen: dict[str, str], kept: dict[str, str], ci: str) -> None:
    """Say what was made, what was left as it was, and what comes next."""
    where = "this folder" if folder == Path() else f"{folder}{os.sep}"
    say(f"Made {chosen['title']} in {where}, with two stories that show how a story is written.")
    for path, text in kept.items():
        lines = [line for line in text.splitlines() if line and not line.startswith("#")]
        what = f"These lines are wanted in it: {' '.join(lines)}" if path == ".gitignore" else PLAIN
        say(f"{path} was there, and is as it was. {what}")
    if chosen["base_url"] == PLACEHOLDER:
        say("When you know where it will live, change base_url in site.toml.")
    language = chosen["language"].partition("-")[0]
    if language not in {c.partition("-")[0] for c in catalogues()}:
        from babel.localedata import exists

        others = f"are in '{chosen['language']}'" if exists(language) else f"too, as nothing is known of '{chosen['language']}'"
        say(f"Headings and buttons are in English as yet; dates and names of countries {others}.")
    steps = [
        ("communique serve --open", "look at it; what you save shows at once"),
        ('communique new "Your headline"', "begin a story of your own"),
        ("communique build", "make the site, in public/"),
    ]
    print("\nNext:")
    if folder != Path():
        print(f"  cd {_quoted(str(folder))}")
    for command, what in steps:
        print(f"  {command:<32}{what}")
    if ci == "github":
        print("\nPushed to GitHub, it is published; how is in .github/workflows/publish.yml.")
    elif ci == "gitlab":
        print("\nPushed to GitLab, it is published; how is in .gitlab-ci.yml.")


def _quoted(path: str) -> str:
    return subprocess.list2cmdline([path]) if os.name == "nt" else shlex.quote(path)
