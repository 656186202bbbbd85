"""Which claim belongs to which figure, by the clauses of one sentence."""
