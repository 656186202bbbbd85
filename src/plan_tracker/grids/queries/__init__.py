"""Queries as tables: who may be asked, what is asked, and how much of the answer is taken."""
