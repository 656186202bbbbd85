"""Tables in wide form, as offices keep them: one row an indicator, with many figures."""
