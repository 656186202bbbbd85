"""What it costs to read a printed text one way rather than another.

Costs are compared level by level: no number of lax readings weighs as much as one other notation,
and so on. Only a text's own readings carry NOTATION; the levels above it are for those who choose
between the readings of many texts.
"""

ORDINARY = 0
LAX = 1
NOTATION = 10
SLIP = 100
GIVEN_UP = 1000
