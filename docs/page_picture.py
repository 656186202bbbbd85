"""Photograph the page with marks that README shows; with --check, only compare.

What a browser paints is not the same on every machine. So the picture holds a digest of the page
that it shows, and is out of date when the page has changed. A new one needs Chromium.
"""

import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from hashlib import sha256
from pathlib import Path

from plan_tracker.documents.document import Table
from plan_tracker.grids.registry import read_grid
from plan_tracker.grids.table_file import open_table
from plan_tracker.loading.drafted.files import draft_files
from plan_tracker.model.place import Place
from plan_tracker.reconcile.reconcile import reconcile
from plan_tracker.report.check.content import build_checked
from plan_tracker.report.marked.page import CheckedText, render_marked_html

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "docs" / "examples" / "table-324.csv"
PICTURE = ROOT / "docs" / "pictures" / "marked-page.png"
SIZE = "1400,1400"
_END = struct.pack(">I", 0) + b"IEND" + struct.pack(">I", zlib.crc32(b"IEND"))


def page() -> str:
    """What `tracker check docs/examples/table-324.csv -o marked.html` writes."""
    grid, _ = read_grid(open_table(TABLE), None, Place(str(TABLE)))
    assert grid is not None
    drafted, _ = draft_files([TABLE])
    reconciled = reconcile(drafted.loaded)
    checked = build_checked(reconciled, drafted.loaded.rounded, drafted)
    texts = [CheckedText(TABLE.name, [Table(grid)])]
    html = render_marked_html(texts, checked, reconciled.system, drafted.loaded.plan, "en")
    # Places name the file alone, wherever the project lies.
    return html.replace(str(TABLE), TABLE.name)


def is_of(picture: bytes, html: str) -> bool:
    """Whether a picture shows a page."""
    return _digest(html) in picture


def photograph(html: str, chromium: str) -> bytes:
    """The picture of a page, with the digest of what it shows."""
    with tempfile.TemporaryDirectory() as folder:
        source, picture = Path(folder, "page.html"), Path(folder, "page.png")
        source.write_text(html, encoding="utf-8")
        subprocess.run(
            [
                chromium, "--headless", "--no-sandbox", "--hide-scrollbars",
                f"--window-size={SIZE}", f"--screenshot={picture}", source.as_uri(),
            ],
            check=True,
            capture_output=True,
        )  # fmt: skip
        painted = picture.read_bytes()
    if not painted.endswith(_END):
        raise ValueError("what the browser gave is no whole PNG")
    return painted.removesuffix(_END) + _digest(html) + _END


def _digest(html: str) -> bytes:
    """A part of a PNG that says which page it shows."""
    content = b"tEXtPage\0" + sha256(html.encode()).hexdigest().encode()
    length = struct.pack(">I", len(content) - 4)
    return length + content + struct.pack(">I", zlib.crc32(content))


def main() -> int:
    """Write the picture where the page has changed, or name it."""
    html = page()
    if PICTURE.is_file() and is_of(PICTURE.read_bytes(), html):
        return 0
    if "--check" in sys.argv:
        print(f"{PICTURE.relative_to(ROOT)} is not what it shows: make pictures")
        return 1
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print(f"{PICTURE.relative_to(ROOT)} needs Chromium: apt install chromium")
        return 1
    PICTURE.write_bytes(photograph(html, chromium))
    return 0


if __name__ == "__main__":
    sys.exit(main())
