"""What one more figure changes, as text."""
