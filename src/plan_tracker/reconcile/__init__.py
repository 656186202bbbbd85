"""Which statements cannot all be true, which one is likely wrong, and what is left to observe."""
