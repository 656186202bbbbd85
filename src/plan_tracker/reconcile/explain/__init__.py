"""How a contradiction is put in words: what it says, and what would repair it."""
