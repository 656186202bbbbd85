"""What shows a contradiction, exactly; how it is put in words and brought to one axis."""
