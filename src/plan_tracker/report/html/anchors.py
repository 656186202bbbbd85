"""What things are called in links within the page."""

from urllib.parse import quote


def anchor(lang: str, kind: str, name: str) -> str:
    """An id that no other thing of the page has, in either language, and that a link may name."""
    return f"{lang}-{kind}-{quote(name, safe='')}"
