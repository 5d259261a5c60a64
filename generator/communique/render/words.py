"""The user interface's language: gettext catalogues, and dates and numbers as that language writes them."""

import datetime as dt
import gettext
import re
from collections.abc import Callable
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from communique.model.dates import Edtf, machine, masked, unmarked
from communique.model.theme import PACKAGE


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark a text for the catalogue that is translated later."""
    return text


def translations(language: str) -> gettext.NullTranslations:
    """Give the catalogue of a language, or one that leaves English as it is."""
    return gettext.translation("communique", str(PACKAGE / "locale"), [language.replace("-", "_")], fallback=True)


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
        self.number = lru_cache(maxsize=65536)(self._number)

    def _number(self, value: int) -> str:
        """Write a number with the language's separators."""
        return str(format_decimal(value, locale=self._locale))

    def _language(self, code: str) -> str:
        """Name a language (BCP 47) as readers call it; the code itself where it is not known."""
        try:
            return Locale.parse(code, sep="-").get_display_name(self._locale) or code
        except (UnknownLocaleError, ValueError):
            return code

    def script(self, code: str) -> str:
        """Name a script (ISO 15924) as readers call it; the code itself where it is not known."""
        return str(self._locale.scripts.get(code, code))

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

    def short_month(self, text: str) -> str:
        """Write the month of `YYYY-MM` in few letters."""
        return str(format_date(dt.date(int(text[:4]), int(text[5:7]), 1), "LLL", locale=self._locale))

    def month_day(self, text: str) -> str:
        """Write day and month of `YYYY-MM-DD` in full."""
        return str(format_skeleton("MMMMd", dt.date.fromisoformat(text), locale=self._locale))

    def day_of_month(self, text: str) -> str:
        """Write day and month of `YYYY-MM-DD`."""
        if len(text) < 10:
            return self.month(text) if len(text) == 7 else ""
        return str(format_skeleton("MMMd", dt.date.fromisoformat(text[:10]), locale=self._locale))

    def edtf(self, date: Edtf | str | None, *, short: bool = False) -> str:
        """Write an EDTF date in words, as exactly as it is known and no more; each end of an interval with its own marks.

        A text is an EDTF date or a moment, of which the day is written.
        """
        if not date:
            return ""
        text = date if isinstance(date, str) else date.text
        if day := machine(text):
            return self.day(day, short=short)
        start, slash, end = text.partition("/")
        if not slash:
            return self._marked(text, short=short, days=None if isinstance(date, str) else (date.earliest, date.latest))
        if end == "..":
            return self.gettext("since %s") % self._marked(start, short=short)
        if start == "..":
            return self.gettext("until %s") % self._marked(end, short=short)
        first, last = self._marked(start, short=short), self._marked(end, short=short)
        if len(start) == len(end) == 10 and machine(start) and machine(end):
            if start == end:
                return first
            if self._locale.language == "en" and start[:7] == end[:7]:
                return f"{int(start[8:])}–{last}"
            if self._locale.language == "en" and start[:4] == end[:4]:
                first = first.removesuffix(f" {start[:4]}")
            first, last = (one.replace(" ", "\u00a0") for one in (first, last))  # a line may break between the two
        return f"{first} – {last}"

    def _marked(self, text: str, *, short: bool, days: tuple[str, str] | None = None) -> str:
        """Write a date that is no interval, with a word for its marks; `days` are the first and last that it may mean."""
        plain = unmarked(text)
        written = self._unmarked(plain, short=short)
        if not written:
            days = days or masked(text)
            if days is None or days[0] == days[1]:
                return text if days is None else self.day(days[0], short=short)
            first, last = (d[:4] if days[0][5:] == "01-01" and days[1][5:] == "12-31" else d for d in days)
            written = self.gettext("between %(first)s and %(last)s") % {
                "first": self.day(first, short=short),
                "last": self.day(last, short=short),
            }
        if "~" in text or "%" in text:
            written = self.gettext("about %s") % written
        if "?" in text or "%" in text:
            written = self.gettext("%s (uncertain)") % written
        return written

    def _unmarked(self, plain: str, *, short: bool) -> str:
        """Write a date without marks; nothing where there are no words for it."""
        if machine(plain):
            return self.day(plain, short=short)
        if plain[:1] in {"[", "{"}:
            return self._set(plain, short=short)
        if m := re.fullmatch(r"(\d{4})-(\d\d)", plain):
            return self.gettext(_PARTS[m[2]]) % m[1] if m[2] in _PARTS else ""
        if m := re.fullmatch(r"(\d{3})X", plain):
            return self.gettext("the %ss") % f"{m[1]}0"
        if m := re.fullmatch(r"(\d\d)XX", plain):
            return self.gettext("the %s century") % self._ordinal(int(m[1]) + 1)
        if m := re.fullmatch(r"(\d{4})-XX(-XX)?", plain):
            return self.gettext("%s, the month not known") % m[1]
        if m := re.fullmatch(r"(\d{4}-\d\d)-XX", plain):
            return self.gettext("%s, the day not known") % self.day(m[1], short=short)
        return ""

    def _ordinal(self, number: int) -> str:
        if self._locale.language != "en":
            return str(number)
        ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{ending}"

    def _set(self, plain: str, *, short: bool) -> str:
        """Write a set: of `[1956,1957]` one is meant, of `{1956,1957}` all are."""
        row = []
        for member in plain[1:-1].split(","):
            start, dots, end = (self._marked(p.strip(), short=short) if p.strip(". ") else p for p in _cut(member))
            if dots and start and end:
                row.append(f"{start} – {end}")
            elif dots:
                row.append(self.gettext("%s or later" if start else "%s or earlier") % (start or end))
            else:
                row.append(start)
        if len(row) == 1:
            return row[0]
        several = self.gettext("%(some)s or %(last)s" if plain[0] == "[" else "%(some)s and %(last)s")
        return several % {"some": self.gettext(", ").join(row[:-1]), "last": row[-1]}


def _cut(member: str) -> tuple[str, str, str]:
    start, dots, end = member.partition("..")
    return start.strip(), dots, end.strip()


_PARTS = {
    **{n: N_("spring %s") for n in ("21", "25", "29")},
    **{n: N_("summer %s") for n in ("22", "26", "30")},
    **{n: N_("autumn %s") for n in ("23", "27", "31")},
    **{n: N_("winter %s") for n in ("24", "28", "32")},
    "33": N_("the first quarter of %s"),
    "34": N_("the second quarter of %s"),
    "35": N_("the third quarter of %s"),
    "36": N_("the fourth quarter of %s"),
    "37": N_("the first third of %s"),
    "38": N_("the second third of %s"),
    "39": N_("the last third of %s"),
    "40": N_("the first half of %s"),
    "41": N_("the second half of %s"),
}
"""Parts of a year by the number that stands in the place of the month (ISO 8601-2:2019, 4.8); 25 to 28 are those of the
northern half of the earth, 29 to 32 of the southern."""
_MARKED_FOR_TRANSLATION = (
    N_("%s or later"),
    N_("%s or earlier"),
    N_("%(some)s or %(last)s"),
    N_("%(some)s and %(last)s"),
)
