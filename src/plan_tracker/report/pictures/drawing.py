"""A picture as it is handed to people who draw from Python."""

from dataclasses import dataclass
from os import PathLike
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture on a page of 16 to 9, which a notebook shows by itself; `svg` is its text."""

    svg: str

    def write(self, file: str | PathLike[str]) -> None:
        """Write it as .svg or .png. Raises ValueError for another ending, and OSError."""
        path = Path(file)
        match path.suffix.lower():
            case ".svg":
                path.write_text(self.svg, encoding="utf-8", newline="\n")
            case ".png":
                from plan_tracker.report.pictures.png import png

                path.write_bytes(png(self.svg, 1.5))
            case _:
                raise ValueError(f"{path} names no format: end it with .svg or .png")

    def __repr__(self) -> str:
        return f"<Drawing: {len(self.svg)} characters of SVG>"

    def _repr_svg_(self) -> str:
        return self.svg
