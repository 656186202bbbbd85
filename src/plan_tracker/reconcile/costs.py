"""What it costs to read a statement otherwise than as printed: the one table.

Costs add up over a report, and the cheapest sum wins. A dozen careless roundings weigh as much as
one form of text in another notation; ten of those as much as one slip. A text that is not read
like the others of its form in its source costs MIXED on top. Two slips cost more than letting one
statement go, since two errors at once are rarer than one that follows no pattern. A wrong, missing
or doubled digit can make almost any number of any other: it does not cost less than letting the
statement go, so it never decides who is blamed. What is trusted costs more than all statements of
a report together, so that it never explains away two conflicts at once.
"""

LAX = 1
NOTATION = 10
MIXED = 5
SLIPS = {"scale": 100, "sign": 100, "separator": 100, "transposition": 105}
GIVEN_UP = 150
MISPRINTS = ("digit", "missing-digit", "extra-digit")
TRUSTED = 1_000_000
