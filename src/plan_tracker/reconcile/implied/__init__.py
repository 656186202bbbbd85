"""What the other statements imply for one that is in a contradiction."""
