"""The files that tables come in, one module a format; none knows of another."""
