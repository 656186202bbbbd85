"""The source file that a document's figures are proposed as."""
