"""`tracker read`: how a printed text can be read."""
