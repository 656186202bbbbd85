"""What is aimed at on a day, and how far along its path a target should be by then."""
