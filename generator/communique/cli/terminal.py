"""What is known of the terminal that a command writes to."""

import os
from typing import TextIO

CODES = {"bold": "1", "dim": "2", "red": "1;31", "yellow": "1;33"}
"""Of SGR, ECMA-48 8.3.117."""


def is_coloured(stream: TextIO) -> bool:
    """Tell whether to write in colour: NO_COLOR says no, FORCE_COLOR yes, TERM=dumb no; else a terminal is written to so."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    if os.environ.get("TERM") == "dumb" or (os.name == "nt" and not {"WT_SESSION", "TERM", "ANSICON"} & set(os.environ)):
        return False
    return stream.isatty()


def paint(text: str, colour: str, *, on: bool) -> str:
    """Write a text in a colour, where it is on."""
    return f"\033[{CODES[colour]}m{text}\033[0m" if on and text else text


def columns(stream: TextIO) -> int:
    """Give the width of the terminal that a stream is, in cells; 0 where it is none."""
    if not stream.isatty():
        return 0
    try:
        return int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        pass
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError):
        return 80
