"""`tracker diff`: which targets have changed status since an earlier plan, and why."""
