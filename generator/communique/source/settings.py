"""Reading `site.toml`: every fault with its line."""

import re
import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo, available_timezones

import msgspec

from communique.model.config import CHOICES, Config, Feeds
from communique.model.issue import Issue, did_you_mean, has_errors
from communique.source.characters import code_point, invisible, shown

FILE = "site.toml"


def load(site: Path, *, base_url: str = "") -> tuple[Config | None, list[Issue]]:
    """Read a site's settings; `base_url`, as `--base-url` gives it, takes the place of the one in the file."""
    path = site / FILE
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        hint = "Name the site's folder with --site, or make one with 'communique init FOLDER'."
        if not site.is_dir() and site.parent.is_dir():
            hint = did_you_mean(site.name, (p.parent.name for p in site.parent.glob(f"*/{FILE}"))) or hint
        return None, [Issue(FILE, 0, 0, f"there is none in {site.absolute()}.", hint, code="no-settings")]
    except UnicodeDecodeError as e:
        line = e.object[: e.start].count(b"\n") + 1
        message = f"the byte 0x{e.object[e.start]:02X} is not UTF-8."
        return None, [Issue(FILE, line, 0, message, "Save the file as UTF-8.", code="not-utf-8")]
    except OSError as e:
        message = f"cannot be read: {e.strerror}."
        return None, [Issue(FILE, 0, 0, message, "It must be a file, and one that you may read.", code="not-readable")]
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as e:
        m = re.search(r"^(.*?) \(at (?:line (\d+), column (\d+)|end of document)\)", str(e))
        said, line, column = (m[1], int(m[2] or 0), int(m[3] or 0)) if m else (str(e), 0, 0)
        said, hint = _plainly(said)
        return None, [Issue(FILE, line, column, f"is not TOML: {said}.", hint, code="settings-not-toml")]
    except RecursionError:
        hint = "No setting needs a list within a list."
        return None, [Issue(FILE, 0, 0, "is not TOML: it is nested too deep.", hint, code="settings-not-toml")]
    if base_url:
        data["base_url"] = base_url
    issues: list[Issue] = []
    _check(data, Config, "", text, issues)
    if base_url:
        issues = [_of_option(i) for i in issues]
    issues.sort()
    if has_errors(issues):
        return None, issues
    config = msgspec.convert(data, Config)
    if not config.base_url.endswith("/"):
        config = msgspec.structs.replace(config, base_url=config.base_url + "/")
    return config, issues


def _of_option(issue: Issue) -> Issue:
    """Blame the command line where the address that it gives is at fault."""
    name = "base_url: "
    if not issue.message.startswith(name):
        return issue
    return Issue("--base-url", 0, 0, issue.message.removeprefix(name), issue.hint, code=issue.code)


_PLAINLY = {
    "Illegal character '\\n'": ("a quotation mark that opens in this line is not closed", 'Write: title = "The archive"'),
    "Unterminated string": ("a quotation mark is opened and never closed", "Put the same mark at the end of the value."),
    "Invalid value": ("this is no value", "Put a text in quotation marks; write true, false and numbers without them."),
    "Cannot overwrite a value": ("this setting is given twice", "Keep one of the two."),
    "Cannot declare": ("this table is begun twice", "Put its settings together below one of the two."),
    "Expected ']' at the end of a table": ("the bracket [ that opens here is not closed", "Write it as [pages]."),
    "Expected '=' after a key": ("there is no = after the setting's name", 'Write it as: title = "The archive"'),
    "Invalid statement": ("this is no setting", 'Write it as: title = "The archive"'),
    "Expected newline or end of document": ("something follows the value", "Write one setting a line."),
}
"""What the parser says, what that means, and what to do."""


def _plainly(said: str) -> tuple[str, str]:
    for words, (plain, hint) in _PLAINLY.items():
        if said.startswith(words):
            return plain, hint
    return said[:1].lower() + said[1:], "Each line is a [table] or a setting = value, with text in quotation marks."


def _place(text: str, section: str, key: str) -> tuple[int, int]:
    here = ""
    for n, line in enumerate(text.splitlines(), 1):
        if m := re.match(r"\s*\[([^\]]+)\]", line):
            here = re.sub(r"\s*\.\s*", ".", m[1].strip())
            if section.count('"') == 2 and here.replace("'", "").replace('"', "") == section.replace('"', ""):
                here = section  # quotation marks may be left out, or be single ones
            if not key and here == section:
                return n, 1
        elif here == section and (m := re.match(rf"(\s*)[\"']?{re.escape(key)}[\"']?\s*=", line)):
            return n, len(m[1]) + 1
    if section.count('"') == 2:  # `"Taiwan" = {…}`
        name = re.escape(section.split('"')[1])
        if m := re.search(rf"^\s*(?:\w+\s*\.\s*)?[\"']?{name}[\"']?\s*[.=]", text, re.MULTILINE):
            return text.count("\n", 0, m.end()) + 1, 1
    if section and key:  # `feeds.limit = 1`, or `feeds = {limit = 1}`
        return _dotted(text, section, key) or _place(text, "", section)
    return 0, 0


def _dotted(text: str, section: str, key: str) -> tuple[int, int] | None:
    if m := re.search(rf"^(\s*){re.escape(section)}\s*\.\s*{re.escape(key)}\s*=", text, re.MULTILINE):
        start = m.end(1)
        return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
    return None


def _check(data: dict[str, Any], struct: type[msgspec.Struct], section: str, text: str, issues: list[Issue]) -> None:
    types = get_type_hints(struct)

    def fault(key: str, message: str, hint: str, code: str) -> None:
        line, column = _place(text, section, key)
        if not line:
            line, column = _place(text, key, "")
        issues.append(Issue(FILE, line, column, message, hint, code=code))

    for key, value in data.items():
        full = f"{section}.{key}" if section else key
        wanted = types.get(key)
        if wanted is None:
            hint = did_you_mean(key, types) or f"Known here: {', '.join(types)}."
            fault(key, f"there is no setting called '{full}'.", hint, "unknown-setting")
        elif get_origin(wanted) is dict:
            _check_tables(full, value, get_args(wanted)[1], text, partial(fault, key), issues)
        elif isinstance(wanted, type) and issubclass(wanted, msgspec.Struct):
            if isinstance(value, dict):
                _check(value, wanted, full, text, issues)
            else:
                fault(key, f"{full}: a table is wanted.", f"Write [{full}] and its settings below it.", "wrong-type")
        elif get_origin(wanted) is tuple:
            of_lists = get_args(wanted)[0] is not str
            if not _is_list(value, of_lists=of_lists):
                example = f'{key} = [["…", "…"]]' if of_lists else f'{key} = ["…"]'
                what = "a list of lists of texts" if of_lists else "a list of texts"
                fault(key, f"{full}: {what} is wanted.", f"Write it as: {example}", "wrong-type")
        elif not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
            what, example = _WANTED[wanted]
            fault(key, f"{full}: {what} is wanted.", f"Write it as: {key} = {example}", "wrong-type")
        else:
            _check_value(full, value, partial(fault, key))
    for f in msgspec.structs.fields(struct):
        if f.required and f.name not in data:
            issues.append(Issue(FILE, 0, 0, f"{f.name}: is missing.", _EXAMPLES[f.name], code="missing-setting"))


def _is_list(value: Any, *, of_lists: bool) -> bool:
    """Tell whether a value is a list of texts, or a list of lists of several texts."""
    if not isinstance(value, list):
        return False
    return all(len(v) > 1 and _is_list(v, of_lists=False) if of_lists else isinstance(v, str) for v in value)


def _check_tables(
    full: str, value: Any, struct: type[msgspec.Struct], text: str, fault: Callable[[str, str, str], None], issues: list[Issue]
) -> None:
    """Check tables with names of their own, such as `[disputed."Taiwan"]`."""
    fields = ", ".join(f.name for f in msgspec.structs.fields(struct))
    if not isinstance(value, dict):
        fault(f"{full}: a table is wanted.", f'Write [{full}."NAME"], and below it some of: {fields}.', "wrong-type")
        return
    for name, table in value.items():
        if isinstance(table, dict) and table:
            _check(table, struct, f'{full}."{name}"', text, issues)
        else:
            line, column = _place(text, f'{full}."{name}"', "")
            message = f'{full}."{name}": {"says nothing" if table == {} else "a table is wanted"}.'
            hint = f'Write [{full}."NAME"] with the name of a country, and below it some of: {fields}.'
            issues.append(Issue(FILE, line, column, message, hint, code="disputed-empty" if table == {} else "wrong-type"))


def located(site: Path, issues: list[Issue]) -> list[Issue]:
    """Give issues with the place of the setting that each is about, where it names one first and has no place yet."""
    if not any(i.path == FILE and not i.line for i in issues):
        return issues
    try:
        text = (site / FILE).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return issues  # changed since it was read
    return [_located(i, text) if i.path == FILE and not i.line else i for i in issues]


def _located(issue: Issue, text: str) -> Issue:
    found = re.match(r'(?:(\w+\."[^"]*")\.?)?(\w*): ', issue.message)
    line, column = _place(text, found[1] or "", found[2]) if found else (0, 0)
    return msgspec.structs.replace(issue, line=line, column=column) if line else issue


_WANTED: dict[type, tuple[str, str]] = {
    str: ("a text in quotation marks", '"…"'),
    bool: ("true or false", "true"),
    int: ("a whole number", "50"),
}
_USUAL = {
    f"{section}{f.name}": f.default
    for section, struct in (("", Config), ("feeds.", Feeds))
    for f in msgspec.structs.fields(struct)
}
_EXAMPLES = {
    "title": 'Write: title = "The name of the archive"',
    "base_url": 'Write where the site will live: base_url = "https://archive.example/"',
}


def _zone_hint(name: str) -> str:
    city = name.casefold().replace(" ", "_")
    same = sorted(z for z in available_timezones() if z.rpartition("/")[2].casefold() == city)
    if same:
        return f"Did you mean '{same[0]}'?"
    return did_you_mean(name, available_timezones()) or "Write it as 'Europe/Paris' or 'UTC'."


LEAST = {"page_size": 1, "pair_threshold": 1, "feeds.limit": 1, "front_stories": 0}
_MOST = {"page_size": 10_000, "feeds.limit": 10_000}
_MOST_OF_OTHERS = 1_000_000


def most(full: str) -> int:
    """Give the greatest number that a setting may be."""
    return _MOST.get(full, _MOST_OF_OTHERS)


_CONTROL = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
"""What no text on one line holds; XML, which feeds are, does not even allow most of it."""


def _check_number(full: str, value: int, fault: Callable[[str, str, str], None]) -> None:
    usual = f"It is {_USUAL[full]} where it is not given."
    least = LEAST.get(full, 0)
    if value < least:
        fault(f"{full}: must be at least {least}.", usual, "out-of-range")
    elif value > most(full):
        fault(f"{full}: must be at most {most(full):,}.", usual, "out-of-range")


def _check_value(full: str, value: Any, fault: Callable[[str, str, str], None]) -> None:
    if isinstance(value, int):
        if not isinstance(value, bool):
            _check_number(full, value, fault)
        return
    # a description may go over several lines
    if m := _CONTROL.search(value.translate({9: " ", 10: " "}) if full == "description" else value):
        hint = "Remove the backslash and what follows it, or the line break."
        fault(f"{full}: holds the control character {code_point(m[0])}.", hint, "control-character")
    elif full in CHOICES and value not in CHOICES[full]:
        words = " or ".join(f"'{w}'" for w in CHOICES[full])
        fault(f"{full}: '{value}' is not known here.", did_you_mean(value, CHOICES[full]) or f"It is {words}.", "unknown-word")
    elif full == "base_url" and (not re.fullmatch(r"https?://[^\s/]+(/[^\s?#]*)?", value) or invisible(value)):
        fault(f"base_url: '{shown(value)}' is not a web address.", "Write it as https://archive.example/.", "bad-url")
    elif full == "title" and not value.strip():
        fault("title: is empty.", _EXAMPLES["title"], "missing-setting")
    elif full == "timezone":
        try:
            ZoneInfo(value)
        except (OSError, ValueError, KeyError):
            fault(f"timezone: there is no zone called '{value}'.", _zone_hint(value), "unknown-zone")
    elif full == "language" and not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", value):
        from communique.source.fields import language_hint  # brings what reads headers

        fault(
            f"language: '{value}' is not a language tag.",
            language_hint(value) or "Write it as 'en', 'ru' or 'ja' (BCP 47).",
            "bad-language",
        )
