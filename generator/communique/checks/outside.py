"""Addresses outside the site: which the archive names, and whether anything is there."""

import queue
import random
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlsplit

import msgspec

from communique.build import interrupt
from communique.build.options import Progress
from communique.checks.outcomes import OUTCOMES
from communique.checks.request import Asker, Reply
from communique.store.answers import Answer, Answers

DAY = 86_400
KEPT = 14 * DAY
"""Seconds for which a good answer is taken for still true."""
FAILING = 7 * DAY
"""Seconds after which an address that could not be reached is told as a fault."""
HOSTS_AT_ONCE = 8
PAUSE = 1.0
"""Seconds between two questions to one host: as a reader who follows links quickly."""
PATIENCE = 60
"""Seconds that a host may ask for before it is asked again in the same run."""
_LOGINS = ("login", "log-in", "signin", "sign-in", "logon", "/auth", "sso", "accounts.")
_DOI = frozenset({"doi.org", "dx.doi.org", "www.doi.org", "hdl.handle.net"})
"""Registries: where they lead on, a thing is registered, whatever its publisher says to programs."""


class Hosts:
    """Sees to it that each host is asked by one at a time, with a pause between, and left alone where it asks for that."""

    def __init__(
        self, pause: float, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], object] | None = None
    ) -> None:
        self.stopped = threading.Event()
        self._pause = pause
        self._clock = clock
        self._sleep = sleep or self.stopped.wait
        self._free: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, host: str) -> None:
        """Wait for one's turn at a host. Raises InterruptedError where all shall stop."""
        with self._lock:
            now = self._clock()
            turn = max(now, self._free.get(host, now))
            self._free[host] = turn + self._pause
        if turn > now:
            self._sleep(turn - now)
        if self.stopped.is_set():
            raise InterruptedError

    def leave(self, host: str, seconds: float) -> None:
        """Leave a host alone for a time."""
        with self._lock:
            self._free[host] = max(self._free.get(host, 0.0), self._clock() + seconds)


def ask_all(
    addresses: Sequence[str], asker: Asker, answers: Answers, progress: Progress, *,
    hosts: Hosts | None = None, now: Callable[[], int] = lambda: int(time.time()),
) -> dict[str, Answer]:  # fmt: skip
    """Ask those addresses of which nothing is known, or nothing good, or nothing new; give every one's answer."""
    kept, wanted = answers.all(), set(addresses)
    answers.forget(kept.keys() - wanted)
    known = {a: answer for a, answer in kept.items() if a in wanted}
    began = now()
    due = [a for a in addresses if _is_due(known.get(a), began, a)]
    todo: dict[str, deque[str]] = defaultdict(deque)
    for address in due:
        todo[_host(address)].append(address)
    waiting: queue.SimpleQueue[deque[str]] = queue.SimpleQueue()
    for of_host in todo.values():
        waiting.put(of_host)
    found: queue.SimpleQueue[tuple[str, Answer] | BaseException] = queue.SimpleQueue()
    hosts = hosts or Hosts(PAUSE)

    def work() -> None:
        try:
            while not hosts.stopped.is_set():
                for address in waiting.get_nowait():
                    found.put((address, _ask(address, asker, hosts, known.get(address), now)))
        except (queue.Empty, InterruptedError):
            return
        except BaseException as e:  # noqa: BLE001 - what goes wrong in a thread is raised where the threads were begun
            found.put(e)

    threads = [threading.Thread(target=work, daemon=True) for _ in range(min(HOSTS_AT_ONCE, len(todo)))]
    for thread in threads:
        thread.start()
    try:
        for done in range(1, len(due) + 1):
            got = _next(found)
            if isinstance(got, BaseException):
                raise got
            address, answer = got
            answers.keep(address, answer)
            known[address] = answer
            progress("external", done, len(due))
    finally:
        hosts.stopped.set()
        for thread in threads:
            thread.join(timeout=0.1)
    return _unplugged({a: known[a] for a in addresses if a in known}, set(due))


def _next(found: "queue.SimpleQueue[tuple[str, Answer] | BaseException]") -> tuple[str, Answer] | BaseException:
    while True:
        interrupt.check()
        try:
            return found.get(timeout=0.2)
        except queue.Empty:
            continue


def _is_due(answer: Answer | None, now: int, address: str) -> bool:
    """Tell whether an address shall be asked: good answers last some days, not all of them the same number."""
    if answer is None:
        return True
    if answer.not_before > now:
        return False
    kept = KEPT - random.Random(address).randrange(KEPT // 2)  # noqa: S311 - so that what was asked in one run is not due in one
    return answer.outcome not in {"there", "moved", "refused"} or not 0 <= now - answer.asked < kept


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _plain(address: str) -> str:
    """Give what is asked for an address: all but its fragment, which is the browser's."""
    return address.partition("#")[0]


def _ask(address: str, asker: Asker, hosts: Hosts, before: Answer | None, now: Callable[[], int]) -> Answer:
    """Ask one address, and once more where it wants to be left alone for a short time."""
    plain = _plain(address)
    registry = _host(plain) in _DOI
    for last in (False, True):
        reply = asker.ask(plain, hosts.wait, follow=not registry)
        if reply.status not in {429, 503}:
            break
        wait = reply.wait or (0 if last else PATIENCE // 6)
        hosts.leave(_host(reply.final), wait)
        if wait > PATIENCE:
            break
    outcome, detail = judge(plain, reply, registry=registry)
    asked = now()
    since = 0
    if outcome == "later":
        since = before.since if before and before.since else asked
        outcome = "failing" if asked - since >= FAILING else outcome
    return Answer(outcome, asked, detail, since, asked + reply.wait if outcome in {"later", "failing"} and reply.wait else 0)


def judge(address: str, reply: Reply, *, registry: bool = False) -> tuple[str, str]:
    """Say what a reply means, and what of it a person needs to know."""
    if reply.error:
        if reply.error in OUTCOMES:
            return reply.error, reply.final if reply.final != address else ""
        return "later", reply.error
    status = reply.status
    if 200 <= status < 300 or (registry and 300 <= status < 400):
        if reply.final == address or registry:
            return "there", ""
        there, asked = urlsplit(reply.final), urlsplit(address)
        if any(mark in f"{there.netloc}{there.path}".lower() for mark in _LOGINS) and not any(
            mark in f"{asked.netloc}{asked.path}".lower() for mark in _LOGINS
        ):
            return "refused", f"asks for a log-in at {reply.final}"
        if there.path in {"", "/"} and not there.query and (asked.path.strip("/") or asked.query):
            return "home", reply.final
        return ("moved", reply.final) if reply.moved else ("there", "")
    if status in {404, 410}:
        return "gone", f"{status}" if reply.final == address else f"{status} at {reply.final}"
    if status in {401, 402, 403, 405, 406, 407, 451}:
        return "refused", f"status {status}"
    return "later", f"status {status}"


def _unplugged(answers: Mapping[str, Answer], asked: set[str]) -> dict[str, Answer]:
    """Take it for a fault of our own net where none of several hosts was found."""
    found = dict(answers)
    new = [a for a in asked if a in found]
    if len({_host(a) for a in new}) > 2 and all(found[a].outcome in {"no-host", "later"} for a in new):
        for a in new:
            if found[a].outcome == "no-host":
                found[a] = msgspec.structs.replace(
                    found[a], outcome="later", detail="no host was found at all; is there a net?"
                )
    return found
