"""The status as a Word document to hand round: the answer on one page, then what is behind."""
