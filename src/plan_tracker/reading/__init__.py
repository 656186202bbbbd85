"""From printed text, Vietnamese or English, to readings."""

from plan_tracker.reading.costs import GIVEN_UP, LAX, NOTATION, ORDINARY, SLIPS
from plan_tracker.reading.printed import read_printed, readings_of
from plan_tracker.reading.slips import slips
from plan_tracker.reading.widths import WIDTHS

__all__ = [
    "GIVEN_UP",
    "LAX",
    "NOTATION",
    "ORDINARY",
    "SLIPS",
    "WIDTHS",
    "read_printed",
    "readings_of",
    "slips",
]
