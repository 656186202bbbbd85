"""The shapes of the files that people write: which keys there are and what they may hold."""
