"""`targets/`: the plan that its files declare."""
