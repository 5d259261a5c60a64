"""The same folder works at the root of a host, under a path, and from a local disk: no link broken, none leaves it."""

import functools
import http.server
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest


class Links(HTMLParser):
    """Gathers what a page links to and the fragments that it has."""

    def __init__(self) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.add(given["id"] or "")
        if tag == "link" and given.get("rel") == "canonical":
            return
        for name in ("href", "src"):
            if given.get(name):
                self.links.add(given[name] or "")
        if tag == "meta" and given.get("http-equiv") == "refresh":
            self.links.add((given["content"] or "").split("url=")[1])


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder under a prefix, and nothing beside it."""

    prefix = "/"

    def do_GET(self) -> None:
        if not self.path.startswith(self.prefix):
            self.send_error(404)
            return
        self.path = "/" + self.path[len(self.prefix) :]
        super().do_GET()

    def log_message(self, *args: object) -> None: ...


@pytest.fixture(params=["/", "/archive/"])
def address(request: pytest.FixtureRequest, founding: Path) -> Iterator[str]:
    handler = functools.partial(type("Prefixed", (Handler,), {"prefix": request.param}), directory=str(founding))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{request.param}"
        server.shutdown()
        thread.join()


def crawl(start: str) -> tuple[dict[str, set[str]], list[str]]:
    """Follow every link from `start`; give the pages with their fragments, and what is wrong."""
    ids: dict[str, set[str]] = {}
    wrong: list[str] = []
    fragments: list[tuple[str, str, str]] = []
    todo = [(start, "")]
    seen = {start}
    while todo:
        url, origin = todo.pop()
        try:
            with urllib.request.urlopen(url) as response:
                kind = response.headers.get_content_type()
                data = response.read() if url.endswith((".html", "/")) or kind == "text/html" else b""
        except (urllib.error.URLError, OSError) as e:
            wrong.append(f"{origin} links to {url}: {e}")
            continue
        if not data:
            continue
        parser = Links()
        parser.feed(data.decode())
        ids[url] = parser.ids
        for link in parser.links:
            target, _, fragment = urllib.parse.urljoin(url, link).partition("#")
            if target.startswith(("https://", "mailto:", "data:")) or (
                target.startswith("http://") and "127.0.0.1" not in target
            ):
                continue
            target = target.partition("?")[0]
            if not target.startswith(start.rsplit("/", 1)[0] + "/"):
                wrong.append(f"{url} links out of the site: {link}")
                continue
            if fragment:
                fragments.append((url, target, urllib.parse.unquote(fragment)))
            if target not in seen:
                seen.add(target)
                todo.append((target, url))
    wrong += [f"{a} links to {b}#{f}, which is not there" for a, b, f in fragments if b in ids and f not in ids[b]]
    return ids, wrong


def test_over_http(address: str, founding: Path) -> None:
    pages, wrong = crawl(address)
    assert wrong == []
    reached = {urllib.parse.unquote(url.removeprefix(address)) or "index.html" for url in pages}
    reached = {p + "index.html" if p.endswith("/") else p for p in reached}
    there = {p.relative_to(founding).as_posix() for p in founding.rglob("*.html")}
    unreached = {p for p in there - reached if 'http-equiv="refresh"' not in (founding / p).read_text()} - {"404.html"}
    assert unreached == set()


def test_from_a_local_disk(founding: Path) -> None:
    pages, wrong = crawl((founding / "index.html").as_uri())
    assert wrong == []
    assert len(pages) > 300


def test_every_redirect_leads_to_a_page(founding: Path) -> None:
    found = 0
    for path in founding.rglob("index.html"):
        parser = Links()
        text = path.read_text()
        if 'http-equiv="refresh"' in text:
            found += 1
            parser.feed(text)
            for link in parser.links:
                if not link.startswith("https://") and not link.endswith(".css"):
                    target = (path.parent / urllib.parse.unquote(link)).resolve()
                    assert (target / "index.html" if target.is_dir() else target).is_file(), (path, link)
    assert found > 50
