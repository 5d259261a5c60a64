"""Where templates and static files come from: the site's own, over those that are shipped."""

import contextlib
import os
from pathlib import Path

import jinja2
import msgspec
from jinja2 import meta, nodes

from communique.model.digest import Digest, digest_bytes
from communique.model.theme import shipped

Sources = dict[str, tuple[str, str] | None]
"""Each template's source and file, by its name; None for one that is not there."""


class Loader(jinja2.BaseLoader):
    """Loads `x.html` from the site or else the theme, and `!x.html` from the theme in any case; each once and for all.

    A template that is saved while pages are rendered makes none of them another than its digest says.
    """

    def __init__(self, site: Path, sources: Sources) -> None:
        self.sources = sources
        self._own = site / "templates"
        self._shipped = shipped("templates")

    def path(self, name: str) -> Path | None:
        """Give the file of a template, or None where there is none."""
        folders = [self._shipped] if name.startswith("!") else [self._own, self._shipped]
        relative = name.removeprefix("!")
        if relative.startswith("/") or ".." in relative.split("/"):
            return None
        return next((f / relative for f in folders if (f / relative).is_file()), None)

    def get_source(
        self,
        environment: jinja2.Environment,  # noqa: ARG002 - Jinja's signature
        template: str,
    ) -> tuple[str, str, None]:
        """Read a template. Raises TemplateNotFound."""
        if template not in self.sources:
            path = self.path(template)
            self.sources[template] = (path.read_text("utf-8"), str(path)) if path else None
        found = self.sources[template]
        if found is None:
            raise jinja2.TemplateNotFound(template)
        return *found, None

    def list_templates(self) -> list[str]:
        """List the names of all templates, the shipped ones with and without their mark."""
        names = set()
        for folder, mark in ((self._own, ""), (self._shipped, ""), (self._shipped, "!")):
            if folder.is_dir():
                for directory, _, files_ in os.walk(folder):
                    for name in files_:
                        if not name.startswith(".") and not name.endswith("~"):
                            names.add(mark + (Path(directory) / name).relative_to(folder).as_posix())
        return sorted(names)


_decoder = msgspec.msgpack.Decoder(dict[bytes, frozenset[str] | None])


class TemplateDigests:
    """Digests of templates, each with all that it extends, includes or imports.

    Where a name is computed, any template may be meant, and all of them count.
    """

    def __init__(self, environment: jinja2.Environment, loader: Loader, compiled: Path | None) -> None:
        """Prepare; in the folder `compiled` is kept what each template refers to, by the digest of its source."""
        self._environment = environment
        self._loader = loader
        self._file = compiled / "references" if compiled else None
        self._references: dict[Digest, frozenset[str] | None] = {}
        if self._file:
            with contextlib.suppress(OSError, msgspec.MsgspecError):
                self._references = _decoder.decode(self._file.read_bytes())
        self._own: dict[str, tuple[Digest, frozenset[str] | None]] = {}
        self._whole: dict[str, Digest] = {}

    def of(self, name: str) -> Digest:
        """Give the digest of a template and of everything that it reaches."""
        if name not in self._whole:
            reached = self._reach(name)
            parts = [n.encode() + b"\0" + self._read(n)[0] for n in sorted(reached)]
            self._whole[name] = digest_bytes(*parts)
        return self._whole[name]

    def _reach(self, name: str) -> set[str]:
        reached: set[str] = set()
        todo = [name]
        while todo:
            n = todo.pop()
            if n in reached:
                continue
            reached.add(n)
            references = self._read(n)[1]
            todo.extend(self._loader.list_templates() if references is None else references)
        return reached

    def _read(self, name: str) -> tuple[Digest, frozenset[str] | None]:
        if name not in self._own:
            try:
                source, _, _ = self._loader.get_source(self._environment, name)
                self._own[name] = self._refers_to(source)
            except (jinja2.TemplateNotFound, jinja2.TemplateSyntaxError, OSError, UnicodeDecodeError):
                # rendering says what is wrong; until it is mended the template is unlike any other
                self._own[name] = (digest_bytes(b"broken", name.encode()), frozenset())
        return self._own[name]

    def _refers_to(self, source: str) -> tuple[Digest, frozenset[str] | None]:
        digest = digest_bytes(source.encode())
        if digest not in self._references:
            self._references[digest] = _references(self._environment.parse(source))
            if self._file:
                with contextlib.suppress(OSError):
                    temporary = self._file.with_suffix(f".{os.getpid()}")
                    temporary.write_bytes(msgspec.msgpack.encode(self._references))
                    os.replace(temporary, self._file)
        return digest, self._references[digest]


def _references(tree: nodes.Template) -> frozenset[str] | None:
    found = list(meta.find_referenced_templates(tree))
    return None if None in found else frozenset(n for n in found if n)
