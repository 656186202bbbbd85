"""Statements and identities that are drafted from what a file holds, where no plan knows it."""
