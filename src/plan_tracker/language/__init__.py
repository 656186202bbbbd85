"""All that knows a human language: a folder of data for each, and what reads words by it."""
