"""The page of each check: its code, its name and what it looks for, one file a check.

Pages are data and import nothing, so that commands which only name or explain a check start fast.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class CheckPage:
    """The code and name that findings carry, and what the check looks for, in paragraphs."""

    code: str
    name: str
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
    """`# PT201 attainment-mismatch`, a blank line, and the text."""
    heading, _, text = file.read_text(encoding="utf-8").partition("\n\n")
    code, name = heading.removeprefix("# ").split()
    return CheckPage(code, name, text.strip())
