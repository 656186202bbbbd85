"""What the numbers of a table have to do with each other, found by its own arithmetic."""
