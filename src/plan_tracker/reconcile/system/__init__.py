"""What is said and what is trusted, as quantities and the constraints between them."""
