"""One neutral report of what was found, and one small writer for each command and format."""
