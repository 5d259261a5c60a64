"""Characters that no name and no address may hold: those that cannot be seen, and those that end a line."""

import unicodedata


def is_invisible(c: str) -> bool:
    """Tell whether a character is of the Unicode categories C* (controls, formats, unassigned …), Zl or Zp.

    The joiners U+200C and U+200D are not: Persian and Hindi names and joined emoji are written with them.
    """
    if c in "\u200c\u200d":
        return False
    category = unicodedata.category(c)
    return category[0] == "C" or category in {"Zl", "Zp"}


def invisible(text: str) -> str:
    """Give the first such character of a text, or an empty text where it holds none."""
    if text.isprintable():
        return ""
    return next((c for c in text if is_invisible(c)), "")


def shown(text: str) -> str:
    """Put U+FFFD in place of every such character, so that a name may stand in a line for people."""
    if text.isprintable():
        return text
    return "".join("\N{REPLACEMENT CHARACTER}" if is_invisible(c) else c for c in text)


def code_point(c: str) -> str:
    """Write a character as `U+202E`."""
    return f"U+{ord(c):04X}"
