"""Copies of documents with marks on the figures that are spoken of; no document is changed."""
