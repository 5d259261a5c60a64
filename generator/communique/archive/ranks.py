"""The offices by which a state acts abroad: its head, its government's head, a ruling party's leader, the foreign minister.

A head of state, a head of government and a foreign minister need no full powers to speak for their state (Vienna Convention on
the Law of Treaties, article 7).
"""

import re
from functools import lru_cache

from communique.model.entity import Office

RANKS = ("head of state", "leader", "head of government", "foreign minister")
"""In the order in which a page shows them; the leader is that of a party which rules the state."""
_BY_TITLE: tuple[tuple[str, str], ...] = (
    ("head of government", r"president of the (council of ministers|government)\b"),
    (
        "",
        r"president of the (house|senate|chamber|council|parliament|court|board|bank|(national |general )?assembly)\b",
    ),
    ("", r"president of the (european|international|world|supreme court|security council)\b"),
    ("head of state", r"(president|emperor|empress|king|queen|tsar|tsarina|sultan|shah|pope|regent|monarch|head of state)\b"),
    ("head of state", r"(chairman|chairwoman) of the presidium of the supreme soviet\b"),
    ("leader", r"(general|first) secretary of the (central committee|communist party)\b"),
    ("head of government", r"(prime minister|premier|head of government|federal chancellor|imperial chancellor)\b"),
    ("head of government", r"chancellor of (the federal republic of germany|the german reich|germany|austria)\b"),
    ("head of government", r"(chairman|chairwoman) of the council of (ministers|people'?s commissars)\b"),
    ("foreign minister", r"(minister (of|for) )(foreign|external) (affairs|relations)\b"),
    ("foreign minister", r"(foreign|external affairs) minister\b"),
    ("foreign minister", r"(people'?s commissar for foreign affairs|foreign secretary|secretary of state for foreign)\b"),
    ("foreign minister", r"secretary of state( of the united states( of america)?)?$"),
)
"""How English titles begin; the first that fits counts. A deputy, an envoy or a spokesman holds an office of another kind."""
_PATTERNS = tuple((rank, re.compile(r"(the |acting |interim |provisional )?" + title)) for rank, title in _BY_TITLE)


def rank_of(office: Office) -> str:
    """Give the rank of an office: as its profile says, or else as its title tells; empty where it has none of these."""
    if office.rank:
        return office.rank if office.rank in RANKS else ""
    return _rank_by(office.title)


@lru_cache(maxsize=65536)
def _rank_by(title: str) -> str:
    plain = " ".join(title.replace("’", "'").casefold().split())
    return next((rank for rank, pattern in _PATTERNS if pattern.match(plain)), "")
