"""What arrays alone decide: bounds, blocks that share nothing, and which of them are in doubt."""
