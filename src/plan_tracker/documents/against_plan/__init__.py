"""What files say in the terms of a plan: which of their figures are its indicators' own."""
