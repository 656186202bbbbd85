"""Documents with marks on their figures: one page, or copies in their own formats."""
