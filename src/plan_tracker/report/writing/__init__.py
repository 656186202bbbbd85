"""How texts leave the program: on a screen, as JSON, and with nothing in them that steers."""
