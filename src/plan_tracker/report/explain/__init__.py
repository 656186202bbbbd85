"""`tracker explain`: what is known about one target, statement, finding, status or reason."""
