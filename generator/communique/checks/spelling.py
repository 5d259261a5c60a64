"""Forms of a name under which its spellings meet."""

import re
from collections.abc import Iterator

from communique.model.route import unaccented
from communique.model.taxonomy import term_key

_WORD = re.compile(r"[^\W_]+")
_LEAST = 6
"""Letters that two spellings must have: in shorter names a likeness says little."""
_SOUNDS = (
    ("shch", "s"), ("sch", "s"), ("tch", "c"), ("sh", "s"), ("kh", "h"), ("ph", "f"), ("th", "t"), ("gh", "g"),
    ("ts", "z"), ("tz", "z"), ("ks", "x"), ("ck", "k"), ("q", "k"), ("w", "v"), ("gue", "ge"), ("gui", "gi"),
    ("y", "i"), ("j", "i"), ("ie", "e"),
)  # fmt: skip
"""Letters that romanisations of Russian, Japanese, Arabic and Korean use for the same, in the order in which they are put."""
_HARD_C = re.compile(r"c(?![eihy])")
_TWICE = re.compile(r"(.)\1+")
_LATIN = (
    "a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f",
    "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya", "i", "i", "e", "g",
)  # fmt: skip
_CYRILLIC = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ", _LATIN, strict=True))


def words(name: str) -> list[str]:
    """Give the words of a name, without accents, in lower case."""
    found = _WORD.findall(unaccented(name))
    return found[1:] if len(found) > 1 and found[0] == "the" else found


def letters(name: str) -> Iterator[str]:
    """Give its letters and figures alone."""
    together = "".join(words(name))
    if len(together) >= _LEAST:
        yield together


def any_order(name: str) -> Iterator[tuple[str, ...]]:
    """Give its words, sorted, where there are several."""
    found = words(name)
    if len(found) > 1:
        yield tuple(sorted(found))


def singular(name: str) -> Iterator[str]:
    """Give it with each of its words as one and not many, as far as an English `s` tells."""
    found = [_one(w) for w in words(name)]
    if len("".join(found)) >= 4:
        yield " ".join(found)


def _one(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def sounds(name: str) -> Iterator[str]:
    """Give it as it may sound: `ou` is a long `o` in Japanese names, and `u` in French spellings."""
    found = ["".join(_CYRILLIC.get(c, c) for c in w) for w in words(name)]
    for long in ("o", "u"):
        heard = [_sound(w, long) for w in found]
        if len("".join(heard)) >= _LEAST:
            yield " ".join(heard)


def _sound(word: str, long: str) -> str:
    if len(word) < 3:
        return word
    heard = word.replace("ou", long)
    for written, said in _SOUNDS:
        heard = heard.replace(written, said)
    heard = _TWICE.sub(r"\1", _HARD_C.sub("k", heard))
    return heard[:-2] + "ov" if heard.endswith("of") else heard


def shortened(name: str, sort: str = "") -> Iterator[str]:
    """Give short forms of a person's name: the last word, or what it is sorted under; and with initials for the others."""
    found = term_key(name.replace(".", " ")).split()
    if len(found) < 2:
        return
    family = term_key(sort.partition(",")[0]) if "," in sort else found[-1]
    if len(family) > 2:
        yield family
    initials = [w[0] for w in found[:-1]]
    if len(found[0]) > 1:
        yield " ".join([*initials, found[-1]])
        yield f"{initials[0]} {found[-1]}"


def gaps(name: str) -> Iterator[str]:
    """Give it with each of its letters left out in turn: two names that are one slip apart have such a form in common."""
    whole = " ".join(words(name))
    if len(whole) >= _LEAST:
        yield whole
        yield from (whole[:n] + whole[n + 1 :] for n in range(len(whole)))


def one_slip(a: str, b: str) -> bool:
    """Tell whether two names differ by one slip in a long word: not in its first letter, nor at its end, where it bends."""
    first, second = words(a), words(b)
    if len(first) != len(second):
        return False
    pairs = [(x, y) for x, y in zip(first, second, strict=True) if x != y]
    if len(pairs) != 1:
        return False
    x, y = pairs[0]
    if min(len(x), len(y)) < _LEAST or not (x + y).isalpha() or x[0] != y[0] or x[-2:] != y[-2:]:
        return False
    start = next(n for n in range(min(len(x), len(y))) if x[n] != y[n])
    rest_x, rest_y = x[start:], y[start:]
    swapped = len(rest_x) > 1 and rest_x[1] + rest_x[0] + rest_x[2:] == rest_y
    return swapped or rest_x[1:] == rest_y[1:] or rest_x[1:] == rest_y or rest_x == rest_y[1:]
