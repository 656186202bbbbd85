"""`tracker status`: how far each target is, as text, as tables, and for other programs."""
