"""What each number of a sentence is: a level, a claim of some kind, or no figure at all."""
