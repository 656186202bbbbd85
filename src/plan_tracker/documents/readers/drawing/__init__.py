"""What is drawn on the pages of a PDF, through PDFium."""
