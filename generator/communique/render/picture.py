"""A drawing as a picture: SVG to PNG by resvg, with the fonts that come with the program and no other."""

from functools import lru_cache

from communique.model.theme import PACKAGE


@lru_cache(maxsize=8)  # a preview, and every test, draws that of the site again and again
def png(svg: str) -> bytes:
    """Give the picture of a drawing; the same bytes each time. Raises ValueError where it is no drawing."""
    import resvg_py  # 10 ms, and only where a picture is made

    fonts = PACKAGE / "render" / "fonts"
    paths = [str(fonts / name) for name in ("display.ttf", "label.ttf")]
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=paths))
