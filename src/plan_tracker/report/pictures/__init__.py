"""Pictures: from values of the report to shapes at pixels, and from shapes to SVG and PNG."""
