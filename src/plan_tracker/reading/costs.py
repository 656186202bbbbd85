"""What it costs to read a statement otherwise than plainly: the one table.

Costs add up over a report, and the cheapest sum wins. A dozen careless roundings weigh as much as
one form of text in another notation; ten of those as much as the likeliest slip. A text that is not
read like the others of its form in its source costs MIXED on top. What is trusted costs more than
all statements of a report together, so that it never explains away two conflicts at once.

A slip is worth what it proves. By luck, some slip of a kind lands where the other figures want it
with a chance p; each tenth of p takes EVIDENCE off what the kind costs. Scale words, signs and
marks go wrong more often than single digits do, so they are a tenth cheaper to begin with. No slip
costs less than SUREST, so that two slips always cost more than letting one statement go (two errors
at once are rarer than one that follows no pattern), and none more than GIVEN_UP: a slip that fits
by luck proves nothing. Culprits whose costs lie within TIED of each other cannot be told apart.
"""

ORDINARY = 0
LAX = 1
NOTATION = 10
MIXED = 5
SUREST = 101
GIVEN_UP = 150
EVIDENCE = 16
TIED = 12
SLIPS = {
    "scale": GIVEN_UP - EVIDENCE,
    "sign": GIVEN_UP - EVIDENCE,
    "separator": GIVEN_UP - EVIDENCE,
    "transposition": GIVEN_UP - EVIDENCE // 2,
    "digit": GIVEN_UP + EVIDENCE // 4,
    "missing-digit": GIVEN_UP + EVIDENCE // 4,
    "extra-digit": GIVEN_UP + EVIDENCE // 4,
    "points": GIVEN_UP,
    "currency": GIVEN_UP,
}
TRUSTED = 1_000_000

# Slips of a few kinds, looked for before those that can make almost any number of any other.
LIKELY = frozenset(slip for slip, cost in SLIPS.items() if cost < GIVEN_UP)
