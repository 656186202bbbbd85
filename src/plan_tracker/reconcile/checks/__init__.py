"""One file a check, its page beside it in `pages/`; `registry` has all of them."""
