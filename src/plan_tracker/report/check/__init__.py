"""`tracker check`: what does not add up, for people, for code platforms and for other programs."""
