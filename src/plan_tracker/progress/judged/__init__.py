"""From a comparison to a status: measures, verdicts, reasons, formulas."""
