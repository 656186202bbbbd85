"""Which statements are likely wrong: the slips that could be, and the cheapest that explain all."""
