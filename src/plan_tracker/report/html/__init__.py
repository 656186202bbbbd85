"""The status as one page that any browser shows: plain values, and the files of the page."""
