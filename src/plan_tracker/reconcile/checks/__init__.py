"""One file a check: its docstring is its page, its words explain what it finds."""
CHECKS = ()
