"""`tracker figures`: every statement of the sources."""
