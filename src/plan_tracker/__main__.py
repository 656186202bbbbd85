"""`python -m plan_tracker`: the same as `tracker`."""

from plan_tracker.cli import entry

if __name__ == "__main__":
    entry()
