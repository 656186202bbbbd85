"""What stands in a file, and where: text, trees of YAML, documents, and what is wrong in them."""
