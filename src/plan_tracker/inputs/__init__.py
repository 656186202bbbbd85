"""What people give: files, opened once and only where they may be, and words, as messages say them.

It knows nothing of what the files hold.
"""
