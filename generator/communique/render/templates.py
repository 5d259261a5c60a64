"""The templates' environment: what a template may call, and how a page becomes text."""

import re
from collections.abc import Callable
from html import escape, unescape
from pathlib import Path
from typing import Any

import jinja2
import msgspec
from markupsafe import Markup

from communique.model.config import Check, Config
from communique.model.dates import machine
from communique.model.digest import Digest, Digested
from communique.model.issue import Issue
from communique.model.letters import WIDTHS
from communique.model.page import Page
from communique.model.route import absolute, relative
from communique.model.taxonomy import BY_KEY, TAXONOMIES
from communique.render import icalendar, legislation, metadata, picture, statements, tables
from communique.render.escape import QuickEscape, escaped
from communique.render.linked import identifier
from communique.render.shading import steps
from communique.render.theme import Loader, Sources, TemplateDigests
from communique.render.words import Words

_PLACEHOLDER = re.compile(r'(href|src)="((?:content|route):[^"#]*)(#[^"]*)?"')
_FRAGMENT = re.compile(r'href="(#[^"]*)"')


MAX_FRAGMENTS = 40_000
"""Pieces of pages that a process keeps, of about half a kilobyte each."""


class TemplateFaultError(Exception):
    """A template cannot be rendered; `issue` says where and why."""

    def __init__(self, issue: Issue) -> None:
        super().__init__(str(issue))
        self.issue = issue


class Renderer:
    """Renders pages one after another, for one site; not for two threads at once."""

    def __init__(
        self,
        site: Path,
        config: Config,
        body: Callable[[Digest], str],
        compiled: Path | None = None,
        sources: Sources | None = None,
    ) -> None:
        """Prepare to render; `compiled` is a folder for compiled templates, of this very program alone.

        `sources` are templates that have been read already.
        """
        self._site = site
        self._config = config
        self._body = body
        self._route, self._depth, self._up = "/", 1, ""
        self._below: dict[str, str] = {}
        self.importing = 0
        """How many imported templates are being set up, which is done once for all pages."""
        self.words = Words(config.language)
        loader = Loader(site, {} if sources is None else sources)
        self.sources = loader.sources
        env = jinja2.Environment(
            loader=loader,
            autoescape=jinja2.select_autoescape(disabled_extensions=("txt",), default=True, default_for_string=True),
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=jinja2.FileSystemBytecodeCache(str(compiled)) if compiled else None,
        )
        env.code_generator_class = QuickEscape
        env.escaped = escaped  # type: ignore[attr-defined]  # what QuickEscape has templates call
        env.install_gettext_callables(  # type: ignore[attr-defined]  # the i18n extension adds it
            self.words.gettext, self.words.ngettext, newstyle=True
        )
        env.globals |= {"_": self._translated, "ngettext": self._counted}
        env.filters |= {
            "day": self.words.day,
            "short_day": lambda text: self.words.day(text, short=True),
            "month": self.words.month,
            "short_month": self.words.short_month,
            "day_of_month": self.words.day_of_month,
            "month_day": self.words.month_day,
            "icalendar": lambda page: icalendar.calendar(page, config, self.words),
            "edtf": self.words.edtf,
            "short_edtf": lambda date: self.words.edtf(date, short=True),
            "machine": lambda date: machine(date if isinstance(date, str) else date.text),
            "number": self.words.number,
            "cached": self._cached,
            "url": self._url_in_context,
            "language": self.words.language,
            "script": self.words.script,
            "json_ld": lambda page: metadata.json_ld(page, config),
            "legislation": lambda page: legislation.json_ld(page, config),
            "agreements_json": lambda page: legislation.export(page, config),
            "json_ld_statement": lambda page: metadata.json_ld_statement(page, config),
            "statements_json": lambda page: statements.as_json(page, config),
            "statements_csv": lambda page: statements.as_csv(page, config),
            "json_feed": lambda page: metadata.json_feed(page, config, self._texts),
            "csv": tables.csv,
            "json_text": tables.json_text,
            "sitemap": lambda entries: tables.sitemap(entries, config.base_url),
            "steps": steps,
            "host": lambda url: re.sub(r"^https?://(www\.)?([^/:]+).*", r"\2", url),
        }
        env.globals |= {
            "site": msgspec.structs.replace(config, check=Check()),  # on which no page depends
            "taxonomies": TAXONOMIES,
            "taxonomy": BY_KEY,
            "url": self._url,
            "identifier": lambda route, as_of: identifier(absolute(config.base_url, route), as_of),
            "absolute": lambda route: absolute(config.base_url, route),
            "direction": "rtl" if self.words.right_to_left else "ltr",
            "shows": lambda kind: getattr(config.pages, kind.replace("-", "_"), True),
        }
        env.tests["settable"] = lambda text: bool(text) and all(c in WIDTHS for c in text.upper())
        # neither gives the same twice
        del env.globals["lipsum"], env.filters["random"]
        env.template_class = _template_class(self)
        self._env = env
        self._digests = TemplateDigests(env, loader, compiled)
        self._texts: list[Markup] = []
        self._translations: dict[str, Markup] = {}
        self._counts: dict[tuple[str, str, int], Markup] = {}
        self._fragments: dict[tuple[object, ...], Markup] = {}
        self._urls_with_fragment = 0

    def theme_digest(self, template: str) -> Digest:
        """Give the digest of a template and all that it reaches."""
        return self._digests.of(template)

    def _translated(self, message: str, **variables: object) -> Markup:
        """Translate a text of the interface: as Jinja's extension does, which looks it up anew each time."""
        found = self._translations.get(message)
        if found is None:
            found = self._translations[message] = Markup(self.words.gettext(message))  # noqa: S704 - the templates' own text
        return found % variables

    def _counted(self, singular: str, plural: str, number: int, /, **variables: object) -> Markup:
        """Give a text of the interface for a number: as Jinja's extension does, but that what says no more is made once."""
        key = (singular, plural, number)
        found = None if variables else self._counts.get(key)
        if found is None:
            text = Markup(self.words.ngettext(singular, plural, number))  # noqa: S704 - the templates' own text
            found = text % {"num": number, **variables}
            if not variables:
                if len(self._counts) >= MAX_FRAGMENTS:
                    self._counts.clear()
                self._counts[key] = found
        return found

    def _cached(self, thing: Digested, macro: Callable[..., Markup], *arguments: object) -> Markup:
        """Give `macro(thing, *arguments)`, and the same again for every page as deep as this one.

        An imported macro sees nothing of the page that calls it, and is the same object for all of them. Any other is a new
        one each time, and never found here.
        """
        kinds = tuple(map(type, arguments))  # 1 and true are equal, and look different
        key = (macro, thing.digest, self._depth, arguments, kinds)
        found = self._fragments.get(key)
        if found is None:
            before = self._urls_with_fragment
            found = macro(thing, *arguments)
            if self._urls_with_fragment == before:  # such an address is another on its own page
                if len(self._fragments) >= MAX_FRAGMENTS:
                    self._fragments.clear()
                self._fragments[key] = found
        return found

    def _url(self, route: str) -> str:
        if self.importing:
            raise jinja2.TemplateRuntimeError(
                "url() at the top of an imported template: its result depends on the page. Call it inside the macro"
            )
        below = self._below.get(route)
        if below is not None:
            return self._up + below or "./"
        url = relative(self._route, route, portable=self._config.portable)
        if "#" in route:
            self._urls_with_fragment += 1
        else:
            if len(self._below) >= MAX_FRAGMENTS:
                self._below.clear()
            self._below[route] = url.removeprefix(self._up).removeprefix("./")
        return url

    @jinja2.pass_context  # so that Jinja does not take the page's own address for that of all, where the route is a constant
    def _url_in_context(self, _: object, route: str) -> str:
        """Give the same as a filter."""
        return self._url(route)

    def render(self, page: Page, context: Any = None) -> bytes:
        """Render a page, with its context where that is made already. Raises TemplateFaultError where its template fails."""
        self._route, self._depth = page.route, page.route.count("/")
        self._up = "../" * (self._depth - 1)
        context = page.context if context is None else context
        whole = page.kind == "feed"
        if page.bodies:
            if whole:
                entries = context.entries
                self._texts = [
                    self._text(self._body(d), e.links, e.route, whole=True) for d, e in zip(page.bodies, entries, strict=True)
                ]
            else:
                self._texts = [self._text(self._body(d), context.links, page.route, whole=False) for d in page.bodies]
        else:
            self._texts = []
        try:
            text = self._env.get_template(page.template).render(page=context, kind=page.kind, texts=self._texts)
            data = picture.png(text) if page.kind == "picture" else text.encode()
        except jinja2.TemplateSyntaxError as e:
            raise TemplateFaultError(self._issue(e.filename, e.lineno, page, e.message or "it cannot be read")) from e
        except jinja2.TemplateNotFound as e:
            hint = "Put the file there, or correct its name where a template includes or extends it."
            issue = Issue(f"templates/{e.name}", 0, 0, f"is missing; the page {page.route} needs it.", hint, code="no-template")
            raise TemplateFaultError(issue) from e
        except Exception as e:  # whatever a template does wrong is the site's fault to mend, not ours to die of
            filename, line = _template_place(e)
            raise TemplateFaultError(self._issue(filename, line, page, f"{e}")) from e
        return data

    def _issue(self, filename: str | None, line: int, page: Page, problem: str) -> Issue:
        path = Path(filename) if filename else Path("templates") / page.template
        if path.is_relative_to(self._site):
            path = path.relative_to(self._site)
        said = problem.rstrip(".").replace("\n", " ")
        hint = "Mend that line, or remove the file: the shipped template takes its place."
        if path.is_absolute():
            hint = "It is one of Communiqué's own: please report this; a file of that name in templates/ takes its place."
        return Issue(
            path.as_posix(), line, 0, f"the template fails on the page {page.route}: {said}.", hint, code="template-fault"
        )

    def _text(self, html: str, links: dict[str, str], route: str, *, whole: bool) -> Markup:
        """Put addresses in place of marked links: relative ones, or absolute ones for a feed."""

        def put(m: re.Match[str]) -> str:
            target = links.get(unescape(m[2]), "")
            if not target:
                return ""
            fragment = m[3] or ""
            to = absolute(self._config.base_url, target) if whole else self._url(target)
            return f'{m[1]}="{escape(to)}{fragment}"'

        if "content:" in html or "route:" in html:
            html = _PLACEHOLDER.sub(put, html)
        if whole and 'href="#' in html:
            base = escape(absolute(self._config.base_url, route))
            html = _FRAGMENT.sub(lambda m: f'href="{base}{m[1]}"', html)
        return Markup(html)  # noqa: S704 - sanitised when it was parsed


def _template_class(renderer: Renderer) -> type[jinja2.Template]:
    """Make a class of templates that says when one is imported: Jinja keeps what its top level makes for later pages.

    It asks at each import which names the page has that the imported template has not; here all have those of the environment.
    """

    class Template(jinja2.Template):
        def _get_default_module(self, ctx: Any = None) -> Any:
            if self._module is not None:
                return self._module
            renderer.importing += 1
            try:
                return super()._get_default_module(ctx)
            finally:
                renderer.importing -= 1

    return Template


def _template_place(e: BaseException) -> tuple[str | None, int]:
    """Give file and line of the innermost template in a traceback; Jinja rewrites frames to name them."""
    found: tuple[str | None, int] = (None, 0)
    frame = e.__traceback__
    while frame:
        code = frame.tb_frame.f_code
        if code.co_filename.endswith((".html", ".xml", ".txt", ".json", ".csv")):
            found = (code.co_filename, frame.tb_lineno)
        frame = frame.tb_next
    return found
