"""`communique serve` as people run it: a server in a process of its own."""

import asyncio
import json
import os
import re
import signal
import socket
import stat
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from tests.conftest import Site

from .conftest import PATIENCE, Served, wait_until

Serve = Callable[..., Served]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are sent")


class Tab:
    """An open page, as livereload's script speaks for it."""

    def __init__(self, connection: WebSocketClientConnection) -> None:
        self._connection = connection
        self._closed = False

    @classmethod
    async def opened(cls, served: Served, path: str) -> "Tab":
        """Open a socket as the page at `path` does; it is known to the server afterwards."""
        tab = cls(await websocket_connect(f"ws://127.0.0.1:{served.port}/livereload"))
        try:
            await tab._hello()
            info = {"command": "info", "plugins": {}, "url": f"http://127.0.0.1:{served.port}{path}"}
            await tab._connection.write_message(json.dumps(info))
        except BaseException:
            tab._connection.close()
            raise
        return tab

    async def _hello(self) -> None:
        await self._connection.write_message(json.dumps({"command": "hello", "protocols": ["x"]}))
        assert (await self.message())["command"] == "hello"

    async def message(self) -> dict[str, object]:
        """Wait for a message."""
        text = await asyncio.wait_for(self._connection.read_message(), PATIENCE)
        assert text is not None, "the server has closed the socket"
        found = json.loads(text)
        assert isinstance(found, dict)
        return found

    async def reload(self) -> str:
        """Wait to be told to reload; give the path."""
        message = await self.message()
        assert message["command"] == "reload"
        return str(message["path"])

    async def closed(self) -> None:
        """Wait until the server has closed the socket."""
        assert await asyncio.wait_for(self._connection.read_message(), PATIENCE) is None
        self._closed = True

    async def settle(self) -> None:
        """Wait until the server has read what was sent."""
        await self._hello()

    async def close(self) -> None:
        """Close the page."""
        self._connection.close()
        while not self._closed:
            self._closed = await asyncio.wait_for(self._connection.read_message(), PATIENCE) is None


def with_tab(served: Served, path: str, story: Callable[[Tab], Awaitable[None]]) -> None:
    """Tell a story with an open page."""

    async def run() -> None:
        tab = await Tab.opened(served, path)
        try:
            await tab.settle()
            await story(tab)
        finally:
            await tab.close()

    asyncio.run(run())


def shows(served: Served, path: str, text: str) -> None:
    """Wait until a page shows a text; a save may be told of in two parts, and the page be asked for between them."""
    wait_until(lambda: text in served.get(path)[2], f"{text!r} at {path}")


def test_it_says_where_it_is_serves_pages_and_stops(small: Site, serve: Serve) -> None:
    served = serve(small.folder)
    assert served.address() == f"http://127.0.0.1:{served.port}/"
    status, headers, text = served.get("/2019/01/moscow/")
    assert status == 200
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert f'<script src="/livereload.js?host=127.0.0.1&amp;port={served.port}" async></script>' in text
    assert "They met in Moscow." in text
    assert served.get("/livereload.js")[0] == 200
    code, out, err = served.end()
    assert code == 0
    assert len(out) == 1
    assert err[-1] == "Stopped."
    assert not any("Traceback" in line or "Warning" in line for line in err)
    assert not small.output.exists()
    assert not (small.folder / "public").exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signals_end_it_with_nothing_left(small: Site, serve: Serve, number: signal.Signals) -> None:
    served = serve(small.folder)

    async def story(tab: Tab) -> None:
        served.process.send_signal(number)
        await tab.closed()

    with_tab(served, "/", story)
    code, _, err = served.end(0)
    assert (code, err[-1]) == (0, "Stopped.")
    with pytest.raises(ProcessLookupError):
        os.killpg(served.process.pid, 0)


def test_it_can_be_ended_while_it_reads(site: Site, serve: Serve) -> None:
    for n in range(1500):
        site.article(f"2019/01/story-{n}", "Some *text*.\n\n" * 40)
    served = serve(site.folder)
    wait_until(lambda: (site.folder / ".communique" / "preview.sqlite-wal").exists(), "the reading to begin")
    code, out, err = served.end()
    assert (code, out, err[-1]) == (0, [], "Stopped.")
    with pytest.raises(ProcessLookupError):
        os.killpg(served.process.pid, 0)


def test_a_save_reloads_the_page(small: Site, serve: Serve) -> None:
    served = serve(small.folder, "--verbose")

    async def story(tab: Tab) -> None:
        small.article("2019/01/moscow", "They met again.", countries="Russia, Japan")
        assert await tab.reload() == "*"

    served.get("/2019/01/moscow/")
    with_tab(served, "/2019/01/moscow/", story)
    shows(served, "/2019/01/moscow/", "They met again.")
    assert re.fullmatch(
        r"content/articles/2019/01/moscow\.md changed: \d+ pages in \d+\.\d\d s", served.err.wait(r"moscow.* changed")
    )
    assert served.err.wait("^Site: ")
    assert served.err.wait(r"^Seconds: changed files \d")
    assert served.err.wait(r"^Seconds: read \d.*, plan \d")


def test_a_stylesheet_is_put_in_without_a_reload(small: Site, serve: Serve) -> None:
    small.write("static/own.css", "b { color: red }")
    served = serve(small.folder)

    async def story(tab: Tab) -> None:
        small.write("static/own.css", "b { color: blue }")
        assert await tab.reload() == "own.css"

    with_tab(served, "/", story)
    assert served.get("/static/own.css")[2] == "b { color: blue }"


def test_a_page_that_connects_after_the_change_is_reloaded_too(small: Site, serve: Serve) -> None:
    served = serve(small.folder)
    served.get("/2019/01/moscow/")
    small.article("2019/01/moscow", "They met again.")
    served.err.wait(r"moscow\.md.* changed")

    async def late() -> None:
        tab = await Tab.opened(served, "/2019/01/moscow/")
        try:
            assert await tab.reload() == "*"
        finally:
            await tab.close()

    asyncio.run(late())


def test_a_fault_shows_on_the_page_and_goes_when_it_is_mended(small: Site, serve: Serve) -> None:
    served = serve(small.folder)

    async def story(tab: Tab) -> None:
        small.article("2019/01/moscow", date="2019-13-01")
        await tab.reload()
        shows(served, "/", "moscow.md:3:7")
        status, headers, text = served.get("/")
        assert (status, headers["Cache-Control"]) == (500, "no-store")
        assert "content/articles/2019/01/moscow.md:3:7" in text
        assert "/livereload.js" in text
        assert '<a href="/@communique/faults/not-a-date">' in text
        status, headers, text = served.get("/@communique/faults/not-a-date")
        assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
        assert "<h1>not-a-date</h1>" in text
        assert served.get("/@communique/faults/schema.json")[0] == 404
        small.article("2019/01/moscow", "Mended.")
        await tab.reload()
        shows(served, "/2019/01/moscow/", "Mended.")

    with_tab(served, "/", story)
    assert served.err.wait(r"/content/articles/2019/01/moscow\.md:3:7: date: '2019-13-01' is not a date")
    assert served.err.wait(r"^ +\| +\^{10}$")
    assert served.err.wait(r"^All faults are mended\.$")
    assert served.err.wait(r"^content/articles/2019/01/moscow\.md changed: 1 error in ")


def test_twenty_files_saved_at_once_are_one_reading(small: Site, serve: Serve) -> None:
    for n in range(20):
        small.article(f"2020/01/story-{n:02}")
    away, folder = small.folder / "away", small.folder / "content/articles/2020/01"
    folder.rename(away)
    served = serve(small.folder)
    served.get("/")
    small.article("2020/02/before")
    served.err.wait(r"before\.md.* changed")  # it is listening
    away.rename(folder)
    served.err.wait(r"story-00\.md and 19 more changed")
    small.article("2020/02/after")
    served.err.wait(r"after\.md.* changed")
    assert sum("2020/01/story" in line for line in served.changes()) == 1
    assert served.get("/2020/01/story-19/")[0] == 200


@pytest.mark.parametrize("how", [(), ("--poll",)], ids=["told", "poll"])
def test_no_save_is_lost_however_quick(small: Site, serve: Serve, how: tuple[str, ...]) -> None:
    served = serve(small.folder, *how)
    for n in range(60):
        small.article("2019/01/moscow", f"Version {n}.", countries="Russia, Japan")
        served.get("/2019/01/moscow/")
    wait_until(lambda: "Version 59." in served.get("/2019/01/moscow/")[2], "the last save")


def test_requests_during_readings_are_answered(small: Site, serve: Serve) -> None:
    served = serve(small.folder)
    before = served.get("/")[0]
    for n in range(10):
        small.article(f"2021/01/story-{n}")
        assert [served.get(p)[0] for p in ("/", "/feed.xml", "/countries/japan/")] == [200, 200, 200]
    assert before == 200
    assert not any("fault of" in line for line in served.err.all())


def test_a_taken_port_is_said_and_the_next_is_used(small: Site, serve: Serve) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        served = serve(small.folder, port=port)
        assert served.get("/")[0] == 200
        assert served.port != port
        assert served.err.wait("taken") == f"port {port} is taken; using {served.port}"


def test_a_base_path_is_kept(small: Site, serve: Serve) -> None:
    small.write("site.toml", 'title = "T"\nbase_url = "https://x.example/archive/"\n')
    served = serve(small.folder)
    assert served.address() == f"http://127.0.0.1:{served.port}/archive/"
    status, headers, _ = served.get("/?x=y")
    assert (status, headers["Location"]) == (302, "/archive/?x=y")
    assert served.get("/archive/2019/01/moscow/")[0] == 200


def test_head_and_other_methods(small: Site, serve: Serve) -> None:
    served = serve(small.folder)
    _, headers, text = served.get("/")
    status, head, nothing = served.get("/", "HEAD")
    assert (status, nothing) == (200, "")
    assert head["Content-Length"] == headers["Content-Length"] == str(len(text.encode()))
    assert served.get("/nothing", "HEAD")[0] == 404
    assert served.get("/", "POST")[0] == 405


@pytest.mark.parametrize(
    "path",
    [
        "/../site.toml",
        "/%2e%2e/site.toml",
        "/..%2fsite.toml",
        "/%252e%252e/site.toml",
        "/static/%2e%2e/site.toml",
        "/static/..%5Csite.toml",
        "//site.toml",
        "//evil.example/2019/01/moscow",
        "/%00",
        "/site.toml%00.html",
        "/%ff",
        "/.communique/preview.sqlite",
        "/pagefind/pagefind.js",
        "http://evil.example/",
    ],
)
def test_nothing_outside_is_served(small: Site, serve: Serve, path: str) -> None:
    served = serve(small.folder)
    status, _, text = served.get(path)
    assert status == (403 if path.startswith("http") else 404)
    assert "base_url" not in text


def test_unicode_addresses(small: Site, serve: Serve) -> None:
    small.article("2019/03/москва", slug="москва")
    served = serve(small.folder)
    assert served.get("/2019/03/%D0%BC%D0%BE%D1%81%D0%BA%D0%B2%D0%B0/")[0] == 200
    assert served.get("/2019/03/%D0%BC%D0%BE%D1%81%D0%BA%D0%B2%D0%B0")[1]["Location"].endswith("%B0/")


def test_other_names_and_origins_are_turned_away(small: Site, serve: Serve) -> None:
    served = serve(small.folder)
    assert served.get("/", Host="evil.example")[0] == 403
    assert served.get("/", Host=f"localhost:{served.port}")[0] == 200
    upgrade = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }
    assert served.get("/livereload", **upgrade, Origin="http://evil.example")[0] == 403
    assert served.get("/livereload", **upgrade, Host="evil.example")[0] == 403
    assert not any("Traceback" in line for line in served.err.all())


def test_it_begins_with_faults_and_without_content(site: Site, serve: Serve) -> None:
    served = serve(site.folder)
    assert served.get("/")[0] == 500
    site.article("2019/01/first")
    wait_until(lambda: served.get("/")[0] == 200, "the first story")
    site.write("templates/front.html", "ours</head>")
    wait_until(lambda: served.get("/")[2].startswith("ours<script"), "a template in a new folder")


@pytest.mark.parametrize("arguments", [(), ("--port", "99999"), ("--host", "no such host")])
def test_faults_at_the_start_are_one_line(tmp_path: Path, small: Site, serve: Serve, arguments: tuple[str, ...]) -> None:
    served = serve(small.folder if arguments else tmp_path / "none", *arguments)
    code, out, err = served.end(0)
    assert out == []
    assert not any("Traceback" in line for line in err)
    if "--port" in arguments:
        assert code == 2
    else:
        assert code == 1
        assert ("communique: cannot listen" if arguments else "site.toml: there is none in ") in err[0]
    assert not (tmp_path / "none").exists()


def test_open_opens_the_browser(small: Site, serve: Serve, tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {tmp_path}/opened.new\nmv {tmp_path}/opened.new {tmp_path}/opened\n')
    browser.chmod(browser.stat().st_mode | stat.S_IXUSR)
    served = serve(small.folder, "--open", BROWSER=f"{browser} %s")
    wait_until((tmp_path / "opened").exists, "the browser")
    assert (tmp_path / "opened").read_text() == served.address()
