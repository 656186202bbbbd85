"""Files of documents as paragraphs and tables: one module a format, and one that picks it."""
