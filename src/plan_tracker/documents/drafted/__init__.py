"""What the prose of documents says, as statements in memory, where no plan knows it."""
