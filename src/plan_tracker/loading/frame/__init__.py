"""The statements frame: one row a statement, numbered and held to a schema."""
