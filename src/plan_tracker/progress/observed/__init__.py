"""What was reported: observations, their sums over days, and what members of an entity make."""
