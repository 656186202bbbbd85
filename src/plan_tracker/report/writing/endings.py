"""Which format the ending of a file's name asks for."""

ENDINGS = {
    ".txt": "text", ".md": "markdown", ".json": "json", ".yaml": "yaml",
    ".csv": "csv", ".xlsx": "xlsx", ".docx": "docx", ".pdf": "pdf",
    ".sarif": "sarif", ".xml": "junit",
    ".html": "html", ".htm": "html",
    ".svg": "svg", ".png": "png",
}  # fmt: skip
