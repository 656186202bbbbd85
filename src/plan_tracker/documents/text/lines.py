"""The text of a document in lines: one for each block, and for each row of a table."""

CELL = " | "  # between the cells of a row


def tidy(text: str) -> str:
    """Lines without blanks around them, no empty ones, no cell mark at an end."""
    lines = (
        " ".join(line.split()).strip("|").strip() for line in text.replace("\r", "\n").split("\n")
    )
    return "\n".join(line for line in lines if line) + "\n"
