"""What a number is in its clause: a level, or a claim of which kind."""
