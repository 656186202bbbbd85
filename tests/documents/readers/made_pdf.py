"""PDF files as small as they can be: words at places, in the fonts that every reader has."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595.0, 842.0
_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
_FONTS = {"F1": "Courier", "F2": "Courier-Bold", "F3": "Helvetica"}
_LETTER = 0.6  # width of a letter of Courier, of its size


@dataclass
class MadePage:
    """A page that words and lines are put on; places count from the left and the top."""

    parts: list[str] = field(default_factory=list)
    rotate: int = 0
    picture: bool = False

    def put(
        self,
        text: str,
        left: float,
        top: float,
        size: float = 10,
        *,
        bold: bool = False,
        hidden: bool = False,
        upward: bool = False,
    ) -> None:
        """Words whose letters stand at a place, each as wide as 0.6 of the size."""
        font = "F2" if bold else "F1"
        plain = text.encode("cp1252").decode("latin-1")
        shown = plain.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        turn = "0 1 -1 0" if upward else "1 0 0 1"
        mode = 3 if hidden else 0
        place = f"{turn} {left:.2f} {HEIGHT - top:.2f} Tm"
        self.parts.append(f"BT /{font} {size} Tf {mode} Tr {place} ({shown}) Tj ET")

    def end(self, text: str, right: float, top: float, size: float = 10, **how: bool) -> None:
        """Words that end at a place, as figures do."""
        self.put(text, right - _LETTER * size * len(text), top, size, **how)

    def row(self, name: str, figures: Iterable[str], top: float, size: float = 10) -> None:
        """A name at the left, and figures that end at every ninetieth point from 290 on."""
        self.put(name, 50, top, size)
        for right, figure in zip(range(290, 590, 90), figures, strict=False):
            if figure:
                self.end(figure, right, top, size)

    def line(self, left: float, top: float, right: float, bottom: float) -> None:
        """A line that is drawn."""
        self.parts.append(f"{left:.2f} {HEIGHT - top:.2f} m {right:.2f} {HEIGHT - bottom:.2f} l S")

    def box(self, lefts: Sequence[float], tops: Sequence[float]) -> None:
        """Lines around cells."""
        for left in lefts:
            self.line(left, tops[0], left, tops[-1])
        for top in tops:
            self.line(lefts[0], top, lefts[-1], top)


def made_pdf(*pages: MadePage) -> bytes:
    """The file that holds these pages."""
    fonts = len(pages) * 2 + 3
    picture = fonts + len(_FONTS)
    kids = " ".join(f"{3 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [_CATALOG, f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode()]
    names = " ".join(f"/{name} {fonts + at} 0 R" for at, name in enumerate(_FONTS))
    for at, page in enumerate(pages):
        images = f"/XObject << /I1 {picture} 0 R >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {page.rotate} "
            f"/Contents {4 + 2 * at} 0 R "
            f"/Resources << /Font << {names} >> {images} >> >>".encode()
        )
        drawn = [f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /I1 Do Q"] if page.picture else []
        content = "\n".join([*drawn, *page.parts]).encode("latin-1")
        objects.append(b"<< /Length %d >> stream\n%s\nendstream" % (len(content), content))
    objects += [
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode()
        for name in _FONTS.values()
    ]
    objects.append(
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
        b"/BitsPerComponent 8 /Length 1 >> stream\n\xff\nendstream"
    )
    return file_of(objects)


def file_of(objects: Sequence[bytes]) -> bytes:
    """A file of numbered objects, the first of them its catalog."""
    raw = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(raw))
        raw += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(raw)
    raw += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        raw += b"%010d 00000 n \n" % place
    raw += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    return bytes(raw)
