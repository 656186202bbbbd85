"""The page of each check: its code, name and verdict, and what it looks for, one file a check.

Pages are data and import nothing, so that commands which only name or explain a check start fast.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class CheckPage:
    """The code and name that findings carry, and what the check looks for, in paragraphs.

    `verdict` is what it finds in a few words, for a line that has no room for numbers.
    """

    code: str
    name: str
    verdict: str
    text: str

    @property
    def title(self) -> str:
        """The first paragraph, which says in a sentence what the check finds."""
        return self.text.partition("\n\n")[0]

    @property
    def body(self) -> str:
        """The other paragraphs."""
        return self.text.partition("\n\n")[2]


@lru_cache(maxsize=1)
def pages() -> dict[str, CheckPage]:
    """Every page by its code, in the order of the codes."""
    return {file.stem: _page(file) for file in sorted(_FOLDER.glob("*.md"))}


def page_of(code: str) -> CheckPage:
    """The page of one check. Raises KeyError where there is none."""
    return pages()[code]


def _page(file: Path) -> CheckPage:
    """`# PT201 attainment-mismatch: its verdict`, a blank line, and the text."""
    heading, _, text = file.read_text(encoding="utf-8").partition("\n\n")
    called, _, verdict = heading.removeprefix("# ").partition(": ")
    code, name = called.split()
    return CheckPage(code, name, verdict, text.strip())
