"""Collects the texts of the suites in this folder anew; README.md says how to call it."""

import importlib
import json
import re
import sys
import unittest
from pathlib import Path

import markdown

HERE = Path(__file__).parent
EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", re.MULTILINE | re.DOTALL)
PROSE = {"arabic.txt", "bidi.txt", "japanese.txt", "russian.txt"}
"""Prose from elsewhere, of which nothing says under what licence."""
LONGEST = 30_000
"""Above it are only texts that repeat one line, to test speed."""


def commonmark(spec: Path) -> list[str]:
    """Give what stands before the dot in each example; an arrow there stands for a tab."""
    return [m[1].replace("→", "\t") for m in EXAMPLE.finditer(spec.read_text("utf-8"))]


def python_markdown(sources: Path) -> list[str]:
    """Give whatever its unit tests convert, skipped ones too, and the texts of its older tests."""
    seen: dict[str, None] = {}
    convert = markdown.Markdown.convert

    def record(self: markdown.Markdown, source: str) -> str:
        seen.setdefault(source)
        return convert(self, source)

    markdown.Markdown.convert = record
    unittest.skip = lambda _: lambda test: test
    unittest.TestCase.skipTest = lambda *_: None
    sys.path.insert(0, str(sources))
    tests = sources / "tests"
    for file in [*sorted(tests.glob("test_syntax/*/test_*.py")), tests / "test_apis.py", tests / "test_extensions.py"]:
        name = ".".join(file.relative_to(sources).with_suffix("").parts)
        importlib.import_module(name)
        unittest.TextTestRunner(verbosity=0).run(unittest.defaultTestLoader.loadTestsFromName(name))
    for folder in ("basic", "extensions", "misc"):
        for file in sorted((tests / folder).rglob("*.txt")):
            if file.name not in PROSE:
                seen.setdefault(file.read_bytes().decode())
    return [text for text in seen if isinstance(text, str) and len(text) <= LONGEST]


def write(name: str, texts: list[str]) -> None:
    (HERE / name).write_text(json.dumps(list(dict.fromkeys(texts)), indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    write("commonmark.json", commonmark(Path(sys.argv[1])))
    write("python-markdown.json", python_markdown(Path(sys.argv[2])))
