"""Where the tables of a grid stand, and what each of their rows and columns is."""
