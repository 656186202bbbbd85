"""The figures of a sentence and the claims about them, from its drafts."""
