"""Excel workbooks, new and old."""
