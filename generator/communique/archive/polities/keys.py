"""The keys under which spellings of a state's name meet."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_OF = frozenset({"republic", "kingdom", "state", "union", "empire", "federation", "commonwealth", "principality", "sultanate"})
"""Words after which an inverted name leaves out "of": "Germany, Federal Republic"."""

_SHORT = {"dem": "democratic", "fed": "federal", "rep": "republic", "ste": "saint", "un": "united"}
"""What lists of treaties shorten: "Tanzania, Un. Rep. of"."""


@lru_cache(maxsize=65536)
def polity_key(name: str) -> str:
    """Give the key under which spellings of a state's name meet.

    Case, accents, points, apostrophes and a leading or trailing "The" do not tell states apart.
    """
    text = name.casefold()
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    text = re.sub(r"[.'’`]", "", text.replace("&", " and "))
    return _without_article(re.sub(r"[\W_]+", " ", text).split())


def _without_article(words: list[str]) -> str:
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    elif len(words) > 1 and words[-1] == "the":
        words = words[:-1]
    return " ".join(words)


def other_keys(key: str) -> Iterator[str]:
    """Give the keys that a name may have been meant by, where nothing has its own: the likeliest first.

    Lists of treaties turn names round ("Korea, Republic of", "Iran (Islamic Republic of)"), set spaces between initials
    ("U S S R"), shorten Saint, and mark a state that is gone ("USSR, former").
    """
    seen = {key}
    for plain in _plainer(key):
        for other in (plain, *_turned(plain)):
            if other and other not in seen:
                seen.add(other)
                yield other


def _plainer(key: str) -> Iterator[str]:
    words = _joined(key.split())
    whole = [_SHORT.get(w, w) for w in words]
    for saint in (words, whole, ["saint" if w == "st" else w for w in whole], ["st" if w == "saint" else w for w in whole]):
        yield " ".join(saint)
        if len(saint) > 1 and "former" in (saint[0], saint[-1]):
            yield _without_article(saint[1:] if saint[0] == "former" else saint[:-1])


def _joined(words: list[str]) -> list[str]:
    """Join initials that stand alone: `u s s r` is `ussr`."""
    found: list[str] = []
    alone = False
    for word in words:
        if alone and len(word) == 1:
            found[-1] += word
        else:
            found.append(word)
        alone = len(word) == 1
    return found


def _turned(key: str) -> Iterator[str]:
    """Turn round a name that ends in `of`, `of the`, or a word such as `republic`."""
    words = key.split()
    if words[-2:] == ["of", "the"]:
        between: list[list[str]] = [[]]
    elif words[-1:] == ["of"]:
        between = [[], ["the"]]  # the article at the end of a key is gone
    elif words and words[-1] in _OF:
        between = [["of"], ["of", "the"]]
    else:
        return
    for at in range(1, len(words)):
        for link in between:
            yield _without_article([*words[at:], *link, *words[:at]])
