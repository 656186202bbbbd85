"""`seeds/`: what the sources say, as statements."""
