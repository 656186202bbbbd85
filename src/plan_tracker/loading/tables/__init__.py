"""Tables of figures that sources name, in any format, and in long or in wide form."""
