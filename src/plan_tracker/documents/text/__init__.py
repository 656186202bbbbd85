"""The text of a document, from the files that hold one."""
