"""Scripts: which one a text is written in, and whether a language is written in it.

Codes are those of ISO 15924, names of languages and scripts those of CLDR by way of Babel.
"""

import unicodedata
from functools import lru_cache

_BY_WORD = {
    "LATIN": "Latn",
    "CYRILLIC": "Cyrl",
    "GREEK": "Grek",
    "ARMENIAN": "Armn",
    "GEORGIAN": "Geor",
    "HEBREW": "Hebr",
    "ARABIC": "Arab",
    "SYRIAC": "Syrc",
    "DEVANAGARI": "Deva",
    "BENGALI": "Beng",
    "GURMUKHI": "Guru",
    "GUJARATI": "Gujr",
    "ORIYA": "Orya",
    "TAMIL": "Taml",
    "TELUGU": "Telu",
    "KANNADA": "Knda",
    "MALAYALAM": "Mlym",
    "SINHALA": "Sinh",
    "THAI": "Thai",
    "LAO": "Laoo",
    "TIBETAN": "Tibt",
    "MYANMAR": "Mymr",
    "ETHIOPIC": "Ethi",
    "KHMER": "Khmr",
    "MONGOLIAN": "Mong",
    "THAANA": "Thaa",
    "HANGUL": "Hang",
    "HIRAGANA": "Hira",
    "KATAKANA": "Kana",
    "CJK": "Hani",
    "BOPOMOFO": "Bopo",
    "CHEROKEE": "Cher",
    "CANADIAN": "Cans",
}
"""By the first word of a letter's name in Unicode."""
_MADE_OF = {
    "Jpan": {"Hani", "Hira", "Kana"},
    "Hrkt": {"Hira", "Kana"},
    "Kore": {"Hang", "Hani"},
    "Hans": {"Hani"},
    "Hant": {"Hani"},
    "Hanb": {"Hani", "Bopo"},
}
"""Codes that stand for several scripts together, or for a form of one."""


@lru_cache(maxsize=1)
def scripts() -> dict[str, str]:
    """Give every code that CLDR names, with its English name."""
    from babel import Locale

    return {code: str(name) for code, name in Locale("en").scripts.items()}


def letters_of(text: str) -> frozenset[str]:
    """Give the scripts of a text's letters; empty where it has none, or only such as are not told here."""
    if text.isascii():
        return _LATIN if any(c.isalpha() for c in text) else frozenset()
    return frozenset(filter(None, map(_script_of_letter, text)))


_LATIN = frozenset({"Latn"})


@lru_cache(maxsize=8192)
def _script_of_letter(c: str) -> str:
    return _BY_WORD.get(unicodedata.name(c, "").partition(" ")[0], "") if c.isalpha() else ""


def fits(script: str, letters: frozenset[str]) -> bool:
    """Tell whether a text with such letters may be said to be in a script: whether one of them belongs to it."""
    return not letters or not letters.isdisjoint(_MADE_OF.get(script, {script}))


@lru_cache(maxsize=1024)
def scripts_of(lang: str) -> tuple[str, ...]:
    """Give the scripts in which a language (BCP 47) is written, the usual one first; a tag that names one means that one."""
    from babel.core import get_global
    from babel.localedata import locale_identifiers

    parts = lang.split("-")
    if named := next((p.title() for p in parts[1:] if len(p) == 4 and p.isalpha()), ""):
        return (named,)
    language = parts[0].lower()
    likely = get_global("likely_subtags")
    usual = [likely[k].split("_")[1] for k in ("_".join((language, *parts[1:2])), language) if k in likely][:1]
    more = {i.split("_")[1] for i in locale_identifiers() if i.startswith(f"{language}_")}
    return (*usual, *sorted(s for s in more if len(s) == 4 and s not in usual))


def script_of(text: str, lang: str = "") -> str:
    """Give the script that a text is in, as one says it: `Jpan` for Japanese, `Latn` only where no other letter stands."""
    letters = letters_of(text)
    if not letters:
        return ""
    usual = [s for s in (scripts_of(lang) if lang else ()) if fits(s, letters)]
    if "Hans" in usual and "Hant" in usual:
        return "Hani"  # the letters do not tell the one from the other
    if usual:
        return usual[0]
    others = letters - {"Latn"}
    if others & {"Hira", "Kana"}:
        return "Jpan"
    if "Hang" in others:
        return "Kore"
    return min(others) if others else "Latn"
