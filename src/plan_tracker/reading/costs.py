"""What it costs to read a statement otherwise than plainly: the one table.

Costs add up over a report, and the cheapest sum wins. A dozen careless roundings weigh as much as
one form of text in another notation; twenty of those as much as the surest slip. A text that is not
read like the others of its form in its source costs MIXED on top. What is trusted costs more than
all statements of a report together, so that it never explains away two conflicts at once.

Beyond that, costs are likelihoods: EVIDENCE is a tenth of the chance. A slip of one kind could have
made any of so many texts of the one that was meant: each tenth of that chance costs EVIDENCE. So
does each tenth of the chance that the text meant, rather than any other as precise as it, lies in
the window that the other figures leave. A statement let go could have said anything, and how large
its number is says nothing about whether it is wrong: that costs GIVEN_UP, whichever it is. A slip
explains only where hardly any would have fitted by luck: over all slips of all statements that
could be the one, in at most SELDOM of cases; what fits more often than not is not even told. Each
careless reading that a way out needs elsewhere costs BESIDE. No slip costs less than SUREST and no
statement let go more than twice that, so that two slips always cost more than letting one statement
go (two errors at once are rarer than one that follows no pattern). Culprits whose costs lie within
TIED of each other cannot be told apart.
"""

ORDINARY = 0
LAX = 1
NOTATION = 10
MIXED = 5
BESIDE = 16
SUREST = 200
GIVEN_UP = 2 * SUREST - 1
SELDOM = 0.05
OFTEN = 0.5
EVIDENCE = 16
TIED = 8
SLIPS = {
    "scale": 240,
    "sign": 240,
    "separator": 240,
    "transposition": 244,
    "digit": 244,
    "missing-digit": 244,
    "extra-digit": 244,
    "period": 240,
    "points": 240,
    "currency": 244,
}
RELATIONS = frozenset(
    {"period", "points", "currency"}
)  # of what the text is about, not of its digits
TRUSTED = 1_000_000
