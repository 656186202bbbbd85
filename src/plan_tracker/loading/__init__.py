"""Files that people write, read with their places: a plan, its sources, and the statements."""
