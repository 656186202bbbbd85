"""`python -m plan_tracker.cli`."""

from plan_tracker.cli import entry

if __name__ == "__main__":
    entry()
