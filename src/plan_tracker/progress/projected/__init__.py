"""The value expected at the end of a target: the methods, and how well they have done before."""
