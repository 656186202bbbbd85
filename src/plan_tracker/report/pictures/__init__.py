"""Pictures: from values of the report to Vega-Lite specs, and from specs to SVG and PNG."""
