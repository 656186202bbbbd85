"""The files of a new plan: what a table seems to hold, or an example."""
