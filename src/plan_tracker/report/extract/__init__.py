"""`tracker extract`: the figures of a document."""
