"""A plan in parts that nothing ties to each other, each checked by itself, on whatever machine."""
