"""From rich's tables and texts to plain lines, with colour only where the screen has it."""

from collections.abc import Iterable
from io import StringIO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from plan_tracker.report.writing.harmless import harmless
from plan_tracker.report.writing.screen import Screen

STYLES = {
    "error": "bold red",
    "warning": "yellow",
    "note": "cyan",
    "met": "green",
    "on-track": "green",
    "at-risk": "yellow",
    "off-track": "red",
    "missed": "bold red",
}
_ASCII = str.maketrans("–─━│×█░…“”‘’●·○┆┤└−→", "---|x#-.\"\"''*.o:++->") | {
    ord("≤"): "<=",
    ord("≥"): ">=",
}
_NARROWEST = 20


def text(*lines: str, style: str = "") -> Text:
    """Lines of names, numbers and printed texts as they are: no markup, no control characters."""
    return Text("\n".join(map(harmless, lines)), style=style)


def indented(part: RenderableType, by: int = 2) -> Padding:
    """The part some columns further right."""
    return Padding(part, (0, 0, 0, by))


def draw(parts: Iterable[RenderableType], screen: Screen) -> str:
    """Everything one below the other, without blanks at line ends."""
    drawn = StringIO()
    console = Console(
        file=drawn,
        width=max(screen.width, _NARROWEST),
        force_terminal=screen.color,
        color_system="standard" if screen.color else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )
    for part in parts:
        console.print(part)
    lines = (line.rstrip() for line in drawn.getvalue().split("\n"))
    page = "\n".join(lines)
    return page if screen.unicode else page.translate(_ASCII)
