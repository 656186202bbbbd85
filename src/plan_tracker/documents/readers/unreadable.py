"""What is said of a document that cannot be read."""


class UnreadableError(Exception):
    """Why a document has no text to give."""
