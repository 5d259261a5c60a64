"""The pages in docs/faults/, one for each code: `python -m tests.errors.pages` writes what follows from the program.

That is: what is printed for a page's example, the list in its README, and the JSON Schema of `--format=json`. The sentences and
the examples are written by hand. `python -m tests.errors.pages CODE` begins a page, with an example from `cases/`.
"""

import ast
import json
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import msgspec

from communique.build.load import load
from communique.build.options import Options
from communique.build.run import build
from communique.checks import check, external
from communique.cli import faults
from communique.model.issue import Issue
from communique.render.pagefind import SearchError
from communique.store import Store
from communique.store.answers import Answer
from tests.errors.conftest import ARTICLE, NOW, SITE

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / "docs" / "faults"
CASES = Path(__file__).with_name("cases")
TALKS = "content/articles/2019/01/talks.md"
TOLD = "\nThis is told:\n\n```text\n"
TO_WRITE = "(To be written.)"


class Example(NamedTuple):
    """What a page shows: files with a fault, and the same mended."""

    wrong: dict[str, str]
    mended: dict[str, str]


def example(text: str) -> Example:
    """Read the example of a page; a site's settings and a story are there where it does not show others."""
    before, _, after = text.partition(TOLD)
    files = re.compile(r"^`(\S+)`:\n\n```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
    wrong = {"site.toml": SITE, **dict(files.findall(before))}
    mended = {**wrong, **dict(files.findall(after))}
    for path in re.findall(r"^Without `(\S+)`\.$", after, re.MULTILINE):
        del mended[path]
    for site in (wrong, mended):
        if "content" not in site and not any(path.startswith("content/articles/") for path in site):
            site[TALKS] = ARTICLE
    return Example(wrong, mended)


def write(files: dict[str, str], folder: Path) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


# faults that no text can show


def _bytes(path: str, data: bytes) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)

    return make


def _link(target: str) -> Callable[[Path], None]:
    return lambda folder: (folder / "content/articles/linked.md").symlink_to(target)


def _settings_folder(folder: Path) -> None:
    (folder / "site.toml").unlink()
    (folder / "site.toml").mkdir()


LATIN_1 = ARTICLE.replace("Text.", "Côte d'Ivoire.").encode("latin-1")
MADE: dict[str, Callable[[Path], None]] = {
    "not-utf-8": _bytes(TALKS, LATIN_1),
    "file-too-long": _bytes(TALKS, (ARTICLE + "A line of text.\n" * 300_000).encode()),
    "not-readable": _settings_folder,
    "not-a-file": lambda folder: os.mkfifo(folder / "content/pipe"),
    "not-a-folder": _bytes("static", b"x"),
    "symlink-out-of-site": _link("../../../../etc"),
    "symlink-loop": _link("linked.md"),
    "file-name-not-utf-8": lambda folder: Path(os.fsdecode(os.fsencode(folder) + b"/content/articles/t\xe4lks.md")).write_text(ARTICLE),
    "file-name-invisible": _bytes("content/articles/ta\u202elks.md", ARTICLE.encode()),
    "text-too-tangled": _bytes(TALKS, (ARTICLE + "\n" + "[" * 20_000).encode()),
    "text-too-deep": _bytes(TALKS, (ARTICLE + "\n" + "".join(" " * 4 * n + "- a\n" for n in range(300))).encode()),
    "no-settings": lambda folder: (folder / "site.toml").unlink(),
    "search-failed": lambda folder: None,
    "as-of-too-early": lambda folder: None,
    "no-libyaml": lambda folder: None,
    "heavy-picture": lambda folder: write(
        {TALKS: ARTICLE.replace("---\n\n", "image: {src: a.png, alt: Two ministers}\n---\n\n"), TALKS.replace("talks.md", "a.png"): "x" * 2_000_000}, folder
    ),
}  # fmt: skip
"""How a site gets the faults of which a page shows no example."""


EXTERNAL = {
    code: Answer(outcome, 0, detail)
    for outcome, detail, code in (
        ("gone", "404", "external-gone"),
        ("home", "https://old.example/", "external-leads-home"),
        ("no-host", "", "external-no-host"),
        ("certificate", "it has expired", "external-bad-certificate"),
        ("private", "", "external-private"),
        ("address", "", "external-bad-address"),
        ("circle", "", "external-circle"),
        ("failing", "status 500", "external-failing"),
        ("there", "", "bad-mail-address"),
    )
}
"""What old.example answers in an example, for nothing here goes over the net."""


CHECKED = {
    **dict.fromkeys(("accessed-in-the-future", "no-archived-copy", "no-level", "only-secondary"), ("sources",)),
    **dict.fromkeys(("template-fault", "no-template"), ("templates",)),
    **dict.fromkeys(("broken-link", "missing-fragment"), ("links",)),
    **dict.fromkeys(("alt-is-file-name", "heavy-picture", "unused-file"), ("pictures",)),
    **dict.fromkeys(("alias-not-needed", "alias-leads-nowhere", "link-to-alias"), ("aliases",)),
    "named-by-nothing": ("orphans",),
    "names-alike": ("names",),
}
"""Codes that only `check` tells, with the subject that it finds them by."""


def found(folder: Path, code: str) -> list[Issue]:
    """Give the faults of one code that a site has, as a build or a check tells them."""
    if code == "search-failed":
        failing = SearchError("the search index cannot be made. Pagefind says: out of memory")
        with mock.patch("communique.render.search.indexes", side_effect=failing):
            return [i for i in build(folder, folder.parent / "out", Options(now=NOW, jobs=1)).issues if i.code == code]
    options = Options(now=NOW, jobs=1, as_of="1956-10-18" if code == "as-of-too-early" else "")
    has_libyaml = mock.patch("communique.source.frontmatter.LIBYAML", code != "no-libyaml")
    with tempfile.TemporaryDirectory() as store, Store(Path(store, "store")) as kept, has_libyaml:
        if not (folder / "site.toml").exists():
            return list(check(folder, options).issues)
        loaded = load(folder, kept, options)
        issues = loaded.issues
        if code in EXTERNAL:
            assert loaded.archive
            named = external.named(folder, loaded.archive, kept.body, ())
            issues = list(external.faults(named, {n.address: EXTERNAL[code] for n in named if "//old." in n.address}))
    if code in CHECKED:
        issues = list(check(folder, options, only=CHECKED[code]).issues)
    return [i for i in issues if i.code == code]


def told(folder: Path, code: str) -> list[Issue]:
    """Give the faults that a page's text is to show, of the site that its example writes into a folder."""
    if code in MADE:
        MADE[code](folder)
    return found(folder, code)


def printed(text: str, code: str) -> str:
    """Give what is printed for a page's example."""
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent, "site")
        write(example(text).wrong, folder)
        lines = faults.text(told(folder, code), folder, 88, colour=False)
        said = "\n".join(lines).replace(str(folder), "my-archive").replace("my-archive/", "").strip()
        return re.sub(r"my-archive(?=[.,])", "my-archive", said)


def page(text: str, code: str) -> str:
    """Put what is printed into a page."""
    before, mark, after = text.partition(TOLD)
    assert mark, f"{code}: the page lacks the line 'This is told:'"
    return before + mark + printed(text, code) + "\n```\n" + after.partition("```\n")[2]


def first_sentence(text: str) -> str:
    """Give what a page says first."""
    return " ".join(re.split(r"(?<=[.])\s", text.split("\n\n", 2)[1].replace("\n", " "))[:1])


def index(text: str) -> str:
    """Put the first sentence of each page behind its name in the list."""

    def line(m: re.Match[str]) -> str:
        return f"- [{m[1]}]({m[1]}.md): {first_sentence((FOLDER / f'{m[1]}.md').read_text('utf-8'))}"

    return re.sub(r"^- \[([a-z0-9-]+)\]\(\1\.md\).*$", line, text, flags=re.MULTILINE)


def pages() -> dict[str, str]:
    """Give the text of each page by its code."""
    return {p.stem: p.read_text("utf-8") for p in sorted(FOLDER.glob("*.md")) if p.stem != "README"}


# the codes


def _says(node: ast.expr) -> bool:
    """Tell whether a part of a call or a tuple is what a person reads."""
    if isinstance(node, ast.IfExp):
        return _says(node.body) or _says(node.orelse)
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and " " in node.value and node.value.endswith((".", "?"))
    return isinstance(node, ast.JoinedStr | ast.BoolOp | ast.Starred) or (
        isinstance(node, ast.Name) and node.id in {"message", "hint"}
    )


def codes() -> Iterator[tuple[str, str]]:
    """Give the codes in the program, with the file of each: what is shaped like one and stands beside a message or a hint."""
    for path in sorted((ROOT / "generator/communique").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            parts: list[ast.expr] = []
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") not in {"page", "write_text"}:
                named = [k.value for k in node.keywords if k.arg == "code"]
                if named or any(map(_says, node.args)):
                    parts = [*node.args, *named]
            elif isinstance(node, ast.Tuple) and any(map(_says, node.elts)):
                parts = node.elts
            for part in parts:
                for c in (part.body, part.orelse) if isinstance(part, ast.IfExp) else (part,):
                    if (
                        isinstance(c, ast.Constant)
                        and isinstance(c.value, str)
                        and re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", c.value)
                    ):
                        yield c.value, path.name


def schema() -> str:
    """Give the JSON Schema of what `--format=json` prints."""
    return json.dumps(msgspec.json.schema(faults.Faults), indent=2) + "\n"


def begin(code: str) -> str:
    """Begin a page, with the smallest case that has a fault of this code alone."""
    sizes = []
    for case in CASES.iterdir():
        files = {p.relative_to(case).as_posix(): p for p in case.rglob("*") if p.is_file() and p.name != "expected.txt"}
        if found(case, code):
            sizes.append((sum(p.stat().st_size for p in files.values()), files))
    _, files = min(sizes, key=lambda s: s[0], default=(0, {}))
    shown = "".join(
        f"\n`{name}`:\n\n```{'toml' if name.endswith('.toml') else 'markdown'}\n{path.read_text('utf-8')}```\n"
        for name, path in files.items()
        if path.read_text("utf-8") != SITE
    )
    return f"# {code}\n\n{TO_WRITE}\n\n## How to mend it\n\n{TO_WRITE}\n\n## An example\n{shown}{TOLD}```\n\nMended:\n\n{TO_WRITE}\n"


if __name__ == "__main__":
    for new in sys.argv[1:]:
        (FOLDER / f"{new}.md").write_text(begin(new), "utf-8")
    for name, written in pages().items():
        (FOLDER / f"{name}.md").write_text(page(written, name), "utf-8")
    readme = FOLDER / "README.md"
    readme.write_text(index(readme.read_text("utf-8")), "utf-8")
    (FOLDER / "schema.json").write_text(schema(), "utf-8")
