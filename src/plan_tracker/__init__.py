"""How far is a public plan, and do the reported numbers even add up?"""

__version__ = "0.1.0"
