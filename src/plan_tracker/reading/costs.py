"""What it costs to read a statement otherwise than plainly: the one table.

Costs add up over a report, and the cheapest sum wins. A dozen careless roundings weigh as much as
one form of text in another notation; ten of those as much as one slip. A text that is not read
like the others of its form in its source costs MIXED on top. Two slips cost more than letting one
statement go, since two errors at once are rarer than one that follows no pattern. A wrong, missing
or doubled digit can make almost any number of any other, and a percentage or amount of another
kind is another claim: these do not cost less than letting the statement go, so they never decide
who is blamed. What is trusted costs more than all statements of a report together, so that it
never explains away two conflicts at once.
"""

ORDINARY = 0
LAX = 1
NOTATION = 10
MIXED = 5
GIVEN_UP = 150
SLIPS = {
    "scale": 100,
    "sign": 100,
    "separator": 100,
    "transposition": 105,
    "digit": GIVEN_UP,
    "missing-digit": GIVEN_UP,
    "extra-digit": GIVEN_UP,
    "points": GIVEN_UP,
    "currency": GIVEN_UP,
}
TRUSTED = 1_000_000

# With fewer digits than this, swapped ones fit too many windows to be evidence.
FINE = 4

# A slip that would mend a contradiction by luck more often than this is taken for no evidence, and
# costs as much as giving the statement up. Those seen most often in print are believed sooner.
LUCKY = {"scale": 0.5, "sign": 1.0, "separator": 0.25, "transposition": 0.5}

# Slips cheap enough to decide who is blamed.
TELLING = frozenset(slip for slip, cost in SLIPS.items() if cost < GIVEN_UP)
