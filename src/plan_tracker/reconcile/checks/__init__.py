"""One file a check: its docstring is its page, its words explain a conflict of its kind."""
