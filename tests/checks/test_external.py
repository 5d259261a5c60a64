"""Outside addresses, asked over a net that is this machine alone."""

import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique import __version__
from communique.build.options import Options, quiet
from communique.checks import check, outside, request
from communique.checks.outcomes import LASTING, OUTCOMES
from communique.checks.outside import DAY, FAILING, KEPT, Hosts, ask_all, judge
from communique.checks.request import Asker, Reply
from communique.cli import main
from communique.store.answers import Answer, Answers
from tests.checks.server import Server, serving
from tests.conftest import NOW, SETTINGS, Site


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture
def server(running: Server) -> Server:
    running.asked.clear()
    running.busy = 0
    return running


@pytest.fixture
def asker() -> Asker:
    return Asker("https://archive.example/", private=True, timeout=0.4)


class Clock:
    """A clock that goes on when somebody waits."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.waited: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.waited.append(round(seconds, 3))
        self.now += seconds


def hosts(clock: Clock, pause: float = 1.0) -> Hosts:
    return Hosts(pause, lambda: clock.now, clock.sleep)


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outside, "PAUSE", 0)


def outcome(asker: Asker, address: str) -> tuple[str, str]:
    return judge(address, asker.ask(address))


@pytest.mark.parametrize(
    ("path", "came", "detail", "asked"),
    [
        ("/ok", "there", "", ["HEAD /ok"]),
        ("/ok#part", "there", "", None),
        ("/a bé", "there", "", ["HEAD /a%20b%C3%A9"]),
        ("/to-é", "there", "", ["HEAD /to-%C3%A9", "HEAD /a%20b%C3%A9"]),
        ("/get-only", "there", "", ["HEAD /get-only", "GET /get-only"]),
        ("/closes-head", "there", "", ["HEAD /closes-head", "GET /closes-head"]),
        ("/301", "moved", "BASE/ok", ["HEAD /301", "HEAD /308", "HEAD /ok"]),
        ("/302", "there", "", ["HEAD /302", "HEAD /ok"]),
        ("/404", "gone", "404", ["HEAD /404", "GET /404"]),
        ("/410", "gone", "410", ["HEAD /410", "GET /410"]),
        ("/to-404", "gone", "404 at BASE/404", None),
        ("/to-home", "home", "BASE/", None),
        ("/members", "refused", "asks for a log-in at BASE/login?next=%2F", None),
        ("/403", "refused", "status 403", ["HEAD /403", "GET /403"]),
        ("/500", "later", "status 500", ["HEAD /500", "GET /500"]),
        ("/503", "later", "status 503", ["HEAD /503"]),
        ("/hangs", "later", "no answer within 0 seconds", ["HEAD /hangs"]),
        ("/drips", "later", "no answer within 0 seconds", ["HEAD /drips"]),
        ("/closes", "later", "the connection was closed without an answer", ["HEAD /closes", "GET /closes"]),
        ("/nonsense", "later", "the answer is not HTTP", None),
        ("/circle", "circle", "", ["HEAD /circle"] * 11),
        ("/to-file", "address", "file:///etc/passwd", ["HEAD /to-file"]),
    ],
)
def test_what_servers_answer(server: Server, asker: Asker, path: str, came: str, detail: str, asked: list[str] | None) -> None:
    got = outcome(asker, server.base + path.partition("#")[0])
    assert got == (came, detail.replace("BASE", server.base))
    assert asked is None or server.asked == asked
    assert server.agents == {f"Communique/{__version__} (link check; +https://archive.example/)"}


def test_a_certificate_that_nobody_vouches_for_and_a_server_without_tls(server: Server, asker: Asker, tmp_path: Path) -> None:
    assert outcome(asker, server.base.replace("http:", "https:")) == ("later", "no secure connection could be made")
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("no openssl to make a certificate with")
    made = tmp_path / "made.pem"
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", made]
    subprocess.run(
        [openssl, "req", "-x509", *key, "-out", tmp_path / "crt", "-subj", "/CN=localhost"], check=True, capture_output=True
    )
    made.write_text(made.read_text() + (tmp_path / "crt").read_text())
    with serving(made) as secure:
        assert outcome(asker, secure.base.replace("http:", "https:")) == ("certificate", "self-signed certificate")


def test_hosts_and_addresses_that_are_none(monkeypatch: pytest.MonkeyPatch, asker: Asker) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    for address in ("https://[::1/", "https://a..b/", "ftp://a/", "https://a:99999/"):
        assert outcome(asker, address)[0] == "address"
    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert outcome(asker, "https://gone.example/") == ("no-host", "")

    def later(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", later)
    assert outcome(asker, "https://a.example/") == ("later", "its name cannot be looked up for now")


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "::1", "::", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "2002:7f00:1::1", "ff02::1"],
)  # fmt: skip
def test_private_networks_are_not_asked(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    public = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("8.8.8.8", 80))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [public, (family, socket.SOCK_STREAM, 6, "", (address, 80))])
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("it was asked"))
    assert outcome(Asker("https://a.example/"), "http://evil.example/") == ("private", "")


def test_a_redirect_into_a_private_network_is_not_followed(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request, "_is_public", lambda address: address == "127.0.0.1")
    assert outcome(Asker("https://a.example/", timeout=0.4), server.base + "/to-private") == ("private", "http://10.1.2.3/")
    assert request._is_public("8.8.8.8") is False and server.asked == ["HEAD /to-private"]


def test_addresses_of_the_net_at_large_may_be_asked() -> None:
    assert all(map(request._is_public, ("8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8")))


def test_a_host_is_asked_by_one_at_a_time_with_a_pause_and_left_alone_where_it_asks_for_that(
    server: Server, asker: Asker, tmp_path: Path
) -> None:
    clock = Clock()
    server.busy = 1
    with Answers(tmp_path / "a.sqlite") as answers:
        addresses = [f"{server.base}/ok?{n}" for n in range(3)] + [server.base + "/429", server.base + "/ok?4"]
        found = ask_all(addresses, asker, answers, quiet, hosts=hosts(clock), now=lambda: NOW)
    assert {a.outcome for a in found.values()} == {"there"}
    assert server.asked == ["HEAD /ok?0", "HEAD /ok?1", "HEAD /ok?2", "HEAD /429", "HEAD /429", "HEAD /ok?4"]
    assert clock.waited == [1.0, 1.0, 1.0, 7.0, 1.0]


def test_a_host_that_asks_for_a_long_time_is_not_asked_before_it_is_over(server: Server, asker: Asker, tmp_path: Path) -> None:
    address, clock = server.base + "/503", Clock()
    with Answers(tmp_path / "a.sqlite") as answers:
        for now in (NOW, NOW + FAILING + DAY):
            (found,) = ask_all([address], asker, answers, quiet, hosts=hosts(clock), now=lambda now=now: now).values()
            assert found.outcome == "later"
    assert server.asked == ["HEAD /503"]


def test_a_second_run_asks_only_for_what_failed_or_is_old(server: Server, asker: Asker, tmp_path: Path) -> None:
    good = [f"{server.base}/ok?{n}" for n in range(20)]
    bad = [server.base + "/404", server.base + "/500"]

    def run(now: int, addresses: list[str]) -> list[str]:
        server.asked.clear()
        with Answers(tmp_path / "a.sqlite") as answers:
            told: list[tuple[str, int, int]] = []
            found = ask_all(addresses, asker, answers, lambda *t: told.append(t), hosts=hosts(Clock()), now=lambda: now)
            assert set(found) == set(addresses)
            assert not told or told[-1][1] == told[-1][2]
        return [a.split()[1] for a in server.asked if a.startswith("HEAD")]

    assert len(run(NOW, [*good, *bad])) == 22
    assert run(NOW + DAY, [*good, *bad]) == ["/404", "/500"]
    assert 0 < len(run(NOW + KEPT * 3 // 4, [*good, *bad])) - 2 < 20
    assert len(run(NOW + 3 * KEPT, [*good, *bad])) == 22
    run(NOW + 3 * KEPT, good[1:])
    assert run(NOW + 3 * KEPT, good) == ["/ok?0"]
    (tmp_path / "a.sqlite").write_bytes(b"no database" * 100)
    (tmp_path / "a.sqlite-wal").unlink(missing_ok=True)
    assert len(run(NOW, good)) == 20


def test_what_is_not_reached_for_a_week_is_a_fault(server: Server, asker: Asker, tmp_path: Path) -> None:
    with Answers(tmp_path / "a.sqlite") as answers:
        came = [
            ask_all([server.base + "/500"], asker, answers, quiet, hosts=hosts(Clock()), now=lambda now=now: now)
            for now in (NOW, NOW + DAY, NOW + FAILING)
        ]
    assert [next(iter(c.values())).outcome for c in came] == ["later", "later", "failing"]


def test_where_no_host_at_all_is_found_it_is_our_net(monkeypatch: pytest.MonkeyPatch, asker: Asker, tmp_path: Path) -> None:
    monkeypatch.setattr(asker, "ask", lambda address, *_, **__: Reply(error="no-host", final=address))
    addresses = [f"https://{c}.example/" for c in "abc"]
    with Answers(tmp_path / "a.sqlite") as answers:
        found = ask_all(addresses, asker, answers, quiet, hosts=hosts(Clock()), now=lambda: NOW)
        assert {a.outcome for a in found.values()} == {"later"}
        assert "is there a net?" in found[addresses[0]].detail


def test_a_doi_is_asked_of_its_registry_alone(monkeypatch: pytest.MonkeyPatch, asker: Asker, tmp_path: Path) -> None:
    seen = []

    def ask(address: str, _: object, *, follow: bool) -> Reply:
        seen.append(follow)
        return Reply(302, address) if "10.1017" in address else Reply(404, address)

    monkeypatch.setattr(asker, "ask", ask)
    with Answers(tmp_path / "a.sqlite") as answers:
        addresses = ["https://doi.org/10.1017/x", "https://doi.org/10.9999/gone"]
        found = ask_all(addresses, asker, answers, quiet, hosts=hosts(Clock()), now=lambda: NOW)
    assert [found[a].outcome for a in addresses] == ["there", "gone"] and not any(seen)


def test_stopping_ends_the_wait_for_a_host() -> None:
    waiting = Hosts(pause=60)
    waiting.wait("a.example")
    waiting.stopped.set()
    with pytest.raises(InterruptedError):
        waiting.wait("a.example")


def test_what_goes_wrong_in_a_thread_is_raised(monkeypatch: pytest.MonkeyPatch, asker: Asker, tmp_path: Path) -> None:
    monkeypatch.setattr(asker, "ask", lambda *_, **__: 1 / 0)
    with Answers(tmp_path / "a.sqlite") as answers, pytest.raises(ZeroDivisionError):
        ask_all(["https://a.example/"], asker, answers, quiet, hosts=hosts(Clock()))


HERE = "content/articles/2019/01/a.md"


def test_each_place_that_names_a_dead_address_is_told(site: Site, server: Server, asker: Asker) -> None:
    base = server.base
    site.article(
        "2019/01/a",
        f"See [it]({base}/404), [that]({base}/ok) and\n<{base}/410>; write to [us](mailto:us@archive) or [me](mailto:a@b.example).",
        sources=f"[{{url: '{base}/404#p', archived: '{base}/ok'}}, {{url: '{base}/410', archived: '{base}/to-404', rotten: true}}]",
        statements=f"[{{speaker: Malik, text: Yes., via: [{{name: TASS, url: '{base}/to-home'}}]}}]",
    )
    site.write(
        "content/agreements/p.md", f"---\nname: Pact\ntexts: [{{lang: en, url: '{base}/500'}}]\n---\n\n![A map]({base}/404)\n"
    )
    site.write(
        "templates/note.html",
        '{% extends "!note.html" %}{% block main %}<a href="BASE/404?x">x</a>{% endblock %}'.replace("BASE", base),
    )
    site.write("content/pages/about.md", "---\ntitle: About\n---\n\nText.\n")
    site.write("site.toml", SETTINGS + f"[check]\nskip = ['{base}/302']\n")
    result = check(site.folder, Options(now=NOW, jobs=1, drafts=True), only=("external",), asker=lambda _: asker)
    told = [str(i).replace(base, "BASE").replace(HERE, "HERE") for i in result.issues]
    assert [line.partition(". ")[0] for line in told] == [
        "content/agreements/p.md:6:10: warning: the address BASE/404 is gone (status 404)",
        "HERE:4:11: warning: the address BASE/404#p is gone (status 404)",
        f"HERE:4:{len(base) * 3 + 23}: warning: the copy BASE/to-404 is gone (status 404 at BASE/404)",
        "HERE:5:49: warning: the address BASE/to-home leads to the front page of its site, BASE/: what was there has gone, it seems",
        "HERE:8:10: warning: the address BASE/404 is gone (status 404)",
        "HERE:9:2: warning: the address BASE/410 is gone (status 410)",
        f"HERE:9:{len(base) + 23}: warning: 'mailto:us@archive' is no mail address",
        "templates/note.html:1:52: warning: the address BASE/404?x is gone (status 404)",
    ]
    assert "add 'rotten: true'" in told[1]
    assert result.outside and result.outside.counts == {"there": 1, "home": 1, "gone": 5, "later": 1}
    assert [(o, a.replace(base, "")) for o, a, _ in result.outside.passing] == [("later", "/500")]


def test_the_command_says_what_came_of_it(site: Site, server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    site.article("2019/01/a", f"See [it]({server.base}/ok).", sources=f"[{{url: '{server.base}/301', level: primary}}]")
    assert main(["check", "--site", str(site.folder), "--only", "external", "--strict"]) == 1
    said = capsys.readouterr()
    assert "2 outside addresses:\n      2 in a private network, and not asked\n" in said.out
    assert "'communique check --external --private' asks it" in said.err
    assert server.asked == []
    assert main(["check", "--site", str(site.folder), "--only", "content", "--external", "--private", "--strict"]) == 0
    said = capsys.readouterr()
    assert "      1 answered\n      1 moved for good" in said.out
    assert f"  {server.base}/301 → {server.base}/ok\n" in said.out
    assert sorted(p.name for p in site.folder.iterdir()) == [".communique", "content", "site.toml"]


def test_no_check_asks_anybody_unless_it_shall(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: pytest.fail("it asked"))
    site.article("2019/01/a", "See [it](https://a.example/).")
    assert main(["check", "--site", str(site.folder)]) == 0
    assert not (site.folder / ".communique/external.sqlite").exists()


def test_outcomes_and_answers_belong_together() -> None:
    assert set(OUTCOMES) > LASTING
    assert Answer("there", NOW).since == 0


def test_a_doi_in_a_source_is_answered_with_its_address(site: Site) -> None:
    site.article("2019/01/a", sources="[{url: 'doi:10.1017/S0020589300061984'}]")
    (issue,) = check(site.folder, Options(now=NOW, jobs=1)).issues
    assert issue.hint == "Write it as https://doi.org/10.1017/S0020589300061984"
