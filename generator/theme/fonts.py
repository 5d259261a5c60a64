"""Cut the theme's fonts out of Adobe's: see README.md. Prints each file with its size in bytes."""

import io
import os
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HERE = Path(__file__).parent
PAGES = HERE.parents[1] / "static" / "fonts"
ROW = 24
"""Widths in one line of the table of letters."""
LETTERS = HERE.parent / "communique" / "model" / "letters.py"
IMAGES = HERE.parent / "communique" / "render" / "fonts"
SERIF = "source-serif/VAR/SourceSerif4Variable-Roman.ttf"
ITALIC = "source-serif/VAR/SourceSerif4Variable-Italic.ttf"
SANS = "source-sans/VF/SourceSans3VF-Upright.ttf"

MACRONS = {0x100, 0x101, 0x112, 0x113, 0x12A, 0x12B, 0x14C, 0x14D, 0x16A, 0x16B}
"""Long vowels of romanised Japanese, Hindi and Arabic, which would otherwise bring a whole file for one letter."""
CORE = {*range(0x20, 0x7F), *range(0xA0, 0x100), *MACRONS, 0x131, 0x152, 0x153, 0x2BB, 0x2BC, 0x2C6, 0x2DA, 0x2DC}
CORE |= {*range(0x2000, 0x2070), 0x20AC, 0x2116, 0x2122, *range(0x2190, 0x2194), 0x2212, 0x2215, 0xFEFF, 0xFFFD}
EXTENDED = {*range(0x1E00, 0x1F00)}
EXTENDED |= {*range(0x100, 0x250), 0x2B9, 0x2BA, 0x2BD, 0x2BE, 0x2BF, *range(0x300, 0x30D), 0x323, 0x326, 0x327, 0x328} - CORE
CYRILLIC = {0x301, *range(0x400, 0x460), 0x462, 0x463, *range(0x472, 0x476), 0x490, 0x491}
CYRILLIC_EXTENDED = {*range(0x492, 0x530)}
SCRIPTS = {"": CORE, "-ext": EXTENDED, "-cyrillic": CYRILLIC, "-cyrillic-ext": CYRILLIC_EXTENDED}
FEATURES = ["ccmp", "kern", "liga", "locl", "mark", "mkmk"]
NUMERALS = ["lnum", "pnum", "tnum"]

FULL = "-full"
"""The mark of Cyrillic with weights and optical sizes, for archives and headlines in it; elsewhere it is names."""

FILES: dict[str, tuple[str, dict[str, object], list[str]]] = {
    # the smallest text of the serif is 16 px, where the cut for captions (opsz below 20) is hardly told from that for text
    "serif": (SERIF, {"wght": (400, 700), "opsz": (20, 60)}, [*FEATURES, "lnum", "pnum"]),
    "serif-italic": (ITALIC, {"wght": 400, "opsz": 20}, [*FEATURES, "lnum", "pnum"]),
    "sans": (SANS, {"wght": (400, 600)}, [*FEATURES, *NUMERALS]),
}
STATIC: dict[str, tuple[str, dict[str, object], list[str]]] = {
    "display": (SERIF, {"wght": 660, "opsz": 60}, FEATURES),
    "label": (SANS, {"wght": 600}, FEATURES),
}


def cut(source: str, axes: dict[str, object], features: list[str], characters: set[int], name: str, flavor: str) -> bytes:
    """Give the font of some characters, with the axes limited and under a name of ours."""
    font = TTFont(HERE / "node_modules" / source, recalcTimestamp=False)
    options = subset.Options(
        layout_features=features,
        hinting=False,
        notdef_outline=True,
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
        name_languages=[0x409],
        name_legacy=False,
        drop_tables=[*subset.Options().drop_tables, "DSIG", "MVAR", "meta"],
        recalc_timestamp=False,
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    again = io.BytesIO()
    font.save(again)
    font = instancer.instantiateVariableFont(TTFont(again, recalcTimestamp=False), axes)
    for record in font["name"].names:
        if record.nameID in {1, 3, 4}:
            record.string = name
        elif record.nameID == 6:
            record.string = name.replace(" ", "")
    font.flavor = flavor or None
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def main() -> None:
    """Write every file."""
    for folder in (PAGES, IMAGES):
        folder.mkdir(exist_ok=True)
        for old in [*folder.glob("*.woff2"), *folder.glob("*.ttf")]:
            os.remove(old)
    for stem, (source, axes, features) in FILES.items():
        for mark, characters in SCRIPTS.items():
            name = "Communique Sans" if source == SANS else "Communique Serif"
            few = axes | {"opsz": 20, "wght": 400} if stem == "serif" and "cyrillic" in mark else axes
            _write(PAGES / f"{stem}{mark}.woff2", cut(source, few, features, characters, name, "woff2"))
            if few is not axes and characters is CYRILLIC:
                _write(PAGES / f"{stem}{mark}{FULL}.woff2", cut(source, axes, features, characters, name, "woff2"))
    for stem, (source, axes, features) in STATIC.items():
        name = f"Communique {stem.capitalize()}"
        _write(IMAGES / f"{stem}.ttf", cut(source, axes, features, set().union(*SCRIPTS.values()), name, ""))
    _write(LETTERS, _letters().encode())


def _letters() -> str:
    """Give a module of the letters that images can be set in, with the width of each in the display cut."""
    fonts = [TTFont(IMAGES / f"{stem}.ttf") for stem in STATIC]
    characters, widths = fonts[0].getBestCmap(), fonts[0]["hmtx"]
    rows: list[list[int]] = []
    for c in sorted(set(characters) & set(fonts[1].getBestCmap())):
        if not rows or len(rows[-1]) > ROW or c != rows[-1][0] + len(rows[-1]) - 1:
            rows.append([c])
        rows[-1].append(widths[characters[c]][0])
    table = "".join(f"{first:04X} {' '.join(map(str, row))}\n" for first, *row in rows)
    return f'''"""Letters that pictures can be set in, with their widths. Written by generator/theme/fonts.py."""

_TABLE = """\\
{table}"""
"""The first letter of a row, and the widths from it on in thousandths of the size, of the display cut."""


def _widths() -> dict[str, int]:
    rows = (line.split() for line in _TABLE.splitlines())
    return {{chr(int(first, 16) + n): int(width) for first, *row in rows for n, width in enumerate(row)}}


WIDTHS: dict[str, int] = _widths()
"""By letter."""
'''


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    sys.stdout.write(f"{path.name} {len(data):,}\n")


if __name__ == "__main__":
    main()
