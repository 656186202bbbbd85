"""Words with their places on a page, made paragraphs and tables."""
