"""The user interface's language: gettext catalogues, and dates and numbers as that language writes them."""

import datetime as dt
import gettext
import re
from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from communique.model.dates import FIRST_DAY, LAST_DAY, Edtf


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark a text for the catalogue that is translated later."""
    return text


def translations(language: str) -> gettext.NullTranslations:
    """Give the catalogue of a language, or one that leaves English as it is."""
    folder = Path(str(files("communique"))) / "locale"
    return gettext.translation("communique", str(folder), [language.replace("-", "_")], fallback=True)


class Words:
    """Formats dates and numbers for readers of one language."""

    def __init__(self, language: str) -> None:
        try:
            self._locale = Locale.parse(language.replace("-", "_"))
        except (UnknownLocaleError, ValueError):
            self._locale = Locale("en")
        if self._locale.language == "en" and not self._locale.territory:
            self._locale = Locale("en", "GB")  # "27 January 2019": what English outside the United States writes
        self._translations = translations(language)
        self.gettext: Callable[[str], str] = self._translations.gettext
        self.ngettext: Callable[[str, str, int], str] = self._translations.ngettext
        self.right_to_left = self._locale.text_direction == "rtl"
        self.day = lru_cache(maxsize=65536)(self._day)
        self.language = lru_cache(maxsize=1024)(self._language)

    def number(self, value: int) -> str:
        """Write a number with the language's separators."""
        return str(format_decimal(value, locale=self._locale))

    def _language(self, code: str) -> str:
        """Name a language (BCP 47) as readers call it; the code itself where it is not known."""
        try:
            return Locale.parse(code, sep="-").get_display_name(self._locale) or code
        except (UnknownLocaleError, ValueError):
            return code

    def _day(self, text: str, *, short: bool = False) -> str:
        """Write `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or a moment as a date in words."""
        text = text[:10]
        if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
            return text
        if len(text) == 4:
            return text
        try:
            if len(text) == 7:
                when = dt.date(int(text[:4]), int(text[5:]), 1)
                return str(format_skeleton("yMMM" if short else "yMMMM", when, locale=self._locale))
            return str(format_date(dt.date.fromisoformat(text), "medium" if short else "long", locale=self._locale))
        except ValueError:
            return text

    def month(self, text: str) -> str:
        """Write the month of `YYYY-MM` alone."""
        return str(format_date(dt.date(int(text[:4]), int(text[5:7]), 1), "LLLL", locale=self._locale))

    def day_of_month(self, text: str) -> str:
        """Write day and month of `YYYY-MM-DD`."""
        if len(text) < 10:
            return self.month(text) if len(text) == 7 else ""
        return str(format_skeleton("MMMd", dt.date.fromisoformat(text[:10]), locale=self._locale))

    def edtf(self, date: Edtf | None) -> str:
        """Write an EDTF date in words: an interval with a dash, an approximate or uncertain date with a word."""
        if date is None:
            return ""
        first, last = date.earliest, date.latest
        plain = re.sub(r"[?~%]", "", date.text)
        if m := re.fullmatch(r"(\d{4})-2([1-4])", plain):
            seasons = (N_("spring %s"), N_("summer %s"), N_("autumn %s"), N_("winter %s"))
            written = self.gettext(seasons[int(m[2]) - 1]) % m[1]
        elif re.fullmatch(r"\d{4}(-\d\d){0,2}", plain):
            written = self.day(plain)
        elif last == LAST_DAY:
            written = self.gettext("since %s") % self.day(plain.split("/")[0])
        elif first == FIRST_DAY:
            written = self.gettext("until %s") % self.day(plain.split("/")[1])
        elif first == last:
            written = self.day(first)
        elif "/" in plain and first[:7] == last[:7] and self._locale.language == "en":
            written = f"{int(first[8:])}–{self.day(last)}"
        elif "/" in plain:
            start, _, end = plain.partition("/")
            written = f"{self.day(start)} – {self.day(end)}"
        elif m := re.fullmatch(r"(\d{3})X", plain):
            written = self.gettext("the %ss") % f"{m[1]}0"
        else:
            written = f"{self.day(first)} – {self.day(last)}"
        if date.approximate:
            written = self.gettext("about %s") % written
        if date.uncertain:
            written = self.gettext("%s (uncertain)") % written
        return written
