"""Draw the seal as the PNG files that browsers want beside `static/icon.svg`; runs in the program's own .venv."""

from pathlib import Path

import resvg_py

STATIC = Path(__file__).parents[2] / "static"
MARK = '<path d="M22 11a8 8 0 1 0 0 10" fill="none" stroke="#fbf9f4" stroke-width="3.6"/>'
BEGIN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
ICONS = {
    # a system rounds the corners of a touch icon itself
    "touch-icon.png": (
        180,
        f'{BEGIN}<path d="M0 0h32v32H0z" fill="#8f1d1a"/><g transform="translate(3.2 3.2) scale(.8)">{MARK}</g></svg>',
    ),
    "icon.png": (32, f'{BEGIN}<circle cx="16" cy="16" r="15.5" fill="#8f1d1a"/>{MARK}</svg>'),
}

for name, (size, svg) in ICONS.items():
    (STATIC / name).write_bytes(resvg_py.svg_to_bytes(svg_string=svg, width=size, height=size, skip_system_fonts=True))
