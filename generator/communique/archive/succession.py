"""Which state followed which: the line in which one state goes on under several names, and its branches."""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

import msgspec

from communique.archive.known import Days, Known

Verdict = Literal["", "state-not-yet", "state-no-more", "state-ambiguous", "name-out-of-time"]


class Reading(msgspec.Struct, frozen=True):
    """What a name means on some days, and what is to be said of it."""

    known: Known | None
    """The state to file it under; None where it may be any of several."""
    verdict: Verdict = ""
    candidates: tuple[Known, ...] = ()
    """The states that may be meant instead, in the order of their beginnings."""
    written: Known | None = None
    """The state whose name it is, where that did not exist on these days."""
    spans: tuple[Days, ...] = ()
    """The days for which it is the state's name, where these are not among them."""


class Succession:
    """The states, each with those before and after it."""

    def __init__(
        self,
        known: Mapping[str, Known],
        listed: Callable[[str], Known | None],
        meant: Callable[[str, Days | None], tuple[Known, ...]],
    ) -> None:
        self._known = known
        self._listed = listed
        self._meant = meant
        self.after: dict[str, list[str]] = {}
        """The slugs of the states that followed a state, by its slug."""
        self.before: dict[str, list[str]] = {}
        """The slugs of those that it followed."""
        self._continues: dict[str, str] = {}
        for k in known.values():
            self._follow(k)
        for k in known.values():
            if k.entity:
                self._precede(k)
        for slug, others in self.after.items():
            if slug not in self._continues and len(others) == 1 and not known[slug].polity:
                self._continues[slug] = others[0]

    def _follow(self, k: Known) -> None:
        """Tie a state to those that followed it: those that its file names, or else the list."""
        p = k.polity
        goes_on = self._listed(p.continues_as) if p and p.continues_as else None
        if k.entity and k.entity.successors:
            days = (k.life[1], k.life[1])
            named = [s for m in k.entity.successors for s in self._meant(m.name, days)[:1]]
            slugs = [s.slug for s in named]
            if len(slugs) == 1:
                self._continue(k.slug, slugs[0])
            elif goes_on and goes_on.slug in slugs:
                self._continue(k.slug, goes_on.slug)
        else:
            others = [s for name in (p.successors if p else ()) if (s := self._listed(name))]
            named = [goes_on, *others] if goes_on else others
            if goes_on:
                self._continue(k.slug, goes_on.slug)
        for s in named:
            self._tie(k.slug, s.slug)

    def _precede(self, k: Known) -> None:
        """Tie a state to those that its own file says it followed."""
        days = (k.life[0], k.life[0])
        for m in k.entity.predecessors if k.entity else ():
            for p in self._meant(m.name, days)[:1]:
                self._tie(p.slug, k.slug)

    def _tie(self, a: str, b: str) -> None:
        if a != b and b not in self.after.setdefault(a, []):
            self.after[a].append(b)
            self.before.setdefault(b, []).append(a)

    def _continue(self, a: str, b: str) -> None:
        if a != b:
            self._continues[a] = b

    def continues(self, slug: str) -> str:
        """Give the slug of the state under whose name a state goes on; empty where there is none."""
        return self._continues.get(slug, "")

    def head(self, slug: str) -> Known | None:
        """Give the state that continues a state today: Russia for the Soviet Union and the Russian Empire."""
        seen = {slug}
        while (later := self._continues.get(slug)) and later not in seen:
            seen.add(later)
            slug = later
        return self._known.get(slug)

    def kin(self, slug: str) -> list[Known]:
        """Give all states that came before a state, and all that came after it."""
        return [self._known[s] for s in (*self.earlier(slug), *_reached(slug, self.after))]

    def earlier(self, slug: str) -> list[str]:
        """Give the slugs of all states that came before a state, the nearest first."""
        return _reached(slug, self.before)

    def later(self, slug: str) -> list[str]:
        """Give the slugs of all states that came after it, the nearest first."""
        return _reached(slug, self.after)

    def in_line(self, a: str, b: str) -> bool:
        """Tell whether two states are one that goes on under several names."""
        one, other = self.head(a), self.head(b)
        return one is not None and one is other

    def judge(self, k: Known, days: Days) -> Reading:
        """Say which state existed on these days in place of one that did not.

        The state that a name stands for is the one that goes on as it, or as which it went on, where just one such lived then.
        """
        verdict: Verdict = "state-not-yet" if days[1] < k.life[0] else "state-no-more"
        then = [other for other in self.kin(k.slug) if other.lived(days)]
        if len(then) > 1:  # where one gives way to another on that day, the new one is meant
            then = [other for other in then if other.life[1] > days[0]] or then
        line = [other for other in then if self.in_line(other.slug, k.slug)]
        if len(line) == 1:
            return Reading(line[0], verdict, tuple(line), k)
        found = sorted(line or then, key=lambda other: (other.life, other.slug))
        return Reading(k, verdict, tuple(found), k)


def _reached(slug: str, by: Mapping[str, Iterable[str]]) -> list[str]:
    """Give all that can be reached from a state, nearest first, without it."""
    found: dict[str, None] = {}
    nearest = [slug]
    while nearest:
        nearest = [s for n in nearest for s in by.get(n, ()) if s != slug and s not in found]
        found |= dict.fromkeys(nearest)
    return list(found)
