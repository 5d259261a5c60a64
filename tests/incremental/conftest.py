"""What the tests here share."""

from collections.abc import Iterator

import jinja2
import pytest
from jinja2 import meta

from tests.conftest import Site

pytest.register_assert_rewrite("tests.incremental.proof", "tests.incremental.processes")


@pytest.fixture(scope="module")
def templates_compiled_once() -> Iterator[None]:
    """Let Jinja translate each text once for all the builds here: that was five sixths of their time."""
    compile_, parse, find = jinja2.Environment.compile, jinja2.Environment.parse, meta.find_referenced_templates
    compiled, parsed, found = {}, {}, {}

    def compile_once(self: jinja2.Environment, source: str, name: str | None = None, filename: str | None = None, **more: bool):
        key = (source, name, filename)
        if key not in compiled:
            self.optimized = False  # nothing of this site is worked out in advance
            compiled[key] = compile_(self, source, name, filename, **more)
        return compiled[key]

    def parse_once(self: jinja2.Environment, source: str, name: str | None = None, filename: str | None = None):
        if source not in parsed:
            parsed[source] = parse(self, source, name, filename)
        return parsed[source]

    def find_once(tree: jinja2.nodes.Template) -> list[str | None]:
        if id(tree) not in found:
            found[id(tree)] = tree, list(find(tree))
        return found[id(tree)][1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(meta, "find_referenced_templates", find_once)
        patch.setattr(jinja2.Environment, "compile", compile_once)
        patch.setattr(jinja2.Environment, "parse", parse_once)
        yield


@pytest.fixture
def pictured(small: Site) -> Site:
    """Give the small site with a picture, a static file and a template of its own, none of them new."""
    from tests.incremental.during import OLD
    from tests.incremental.processes import come_of_age

    small.article("2018/11/handshake", countries="Russia, Japan", tags="talks", image="{src: hand.jpg, alt: A hand}")
    for path, text in OLD.items():
        small.write(path, text)
    come_of_age(small.folder)
    return small
