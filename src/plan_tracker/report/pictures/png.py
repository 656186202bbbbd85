"""From SVG to dots, by resvg, which needs neither a browser nor the network."""

from importlib.resources import files


def png(page: str, scale: float = 2) -> bytes:
    """An SVG as dots; `scale` is dots a pixel.

    The font is a package of its own, as many machines have none with Vietnamese letters. Those of
    the machine only fill in for letters that it lacks.
    """
    import resvg_py

    fonts = str(files("fontpkg_be_vietnam_pro") / "files")
    return resvg_py.svg_to_bytes(svg_string=page, zoom=scale, font_dirs=[fonts])
