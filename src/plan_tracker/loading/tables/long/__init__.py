"""Tables in long form: one row a statement."""
