"""The colours of the pictures by what they say, as they stand on paper.

Specs use these values. A page that has themes gets classes instead, `fill-ROLE` and `stroke-ROLE`,
which it colours by itself. No role is told by colour alone: shapes and dashes differ too. The hues
are far apart for those who see no red or no green (blue and orange after Okabe and Ito 2008).
"""

INK = "#17212b"  # text, targets
SOFT = "#586472"  # lesser text, what is given
LINE = "#c3cbd4"  # axes
TRACK = "#e8ecf0"  # what lies behind
FACT = "#0a66a5"  # what was reported
AHEAD = "#7fb2da"  # what is projected
IMPLIED = "#0b6ba9"  # what the others imply
WINDOW = "#dcebf7"  # where the culprit would have to lie
WRONG = "#b8400a"  # what does not fit
RIGHT = "#0f7a5f"  # as repaired
PAPER = "#ffffff"

ROLES = {
    INK: "ink",
    SOFT: "soft",
    LINE: "line",
    TRACK: "track",
    FACT: "fact",
    AHEAD: "ahead",
    IMPLIED: "implied",
    WINDOW: "window",
    WRONG: "wrong",
    RIGHT: "right",
    PAPER: "paper",
}
