"""Findings, and what becomes of the statements in them."""
