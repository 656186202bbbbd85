"""How targets can be judged: one file a method, its docstring is its page."""
