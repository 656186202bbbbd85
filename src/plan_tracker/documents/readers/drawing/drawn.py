"""A page of a PDF as it is shown: where its signs and rules stand."""

from dataclasses import dataclass, field

from plan_tracker.documents.readers.layout.line import Rule
from plan_tracker.documents.readers.layout.lines import Sign


@dataclass(frozen=True, slots=True)
class Frame:
    """How the places of a file become those of the page as it is shown."""

    left: float
    bottom: float
    width: float  # of the page as it is stored
    height: float
    turn: int  # quarters that the page is turned by, clockwise

    def shown(self, x: float, y: float) -> tuple[float, float]:
        """A place from the left and the top."""
        across, up = x - self.left, y - self.bottom
        return {
            0: (across, self.height - up),
            1: (up, across),
            2: (self.width - across, up),
            3: (self.height - up, self.width - across),
        }[self.turn]

    def stored(self, x: float, y: float) -> tuple[float, float]:
        """A place in the file, of one from the left and the top: what `shown` gave it for."""
        across, up = {
            0: (x, self.height - y),
            1: (y, x),
            2: (self.width - x, y),
            3: (self.width - y, self.height - x),
        }[self.turn]
        return self.left + across, self.bottom + up


@dataclass
class Drawn:
    """A page as it is drawn: places in points from its left and its top, as it is shown.

    `hidden` counts signs that are not to be seen, `turned` those that run up or down the page,
    `unknown` those whose letters the file does not tell; `pictured` is how much of it are pictures.
    `frame` says where these places are in the file.
    """

    width: float
    height: float
    frame: Frame
    signs: list[Sign] = field(default_factory=list)
    level: list[Rule] = field(default_factory=list)
    upright: list[Rule] = field(default_factory=list)
    hidden: int = 0
    turned: int = 0
    unknown: int = 0
    pictured: float = 0.0
    too_many: bool = False
