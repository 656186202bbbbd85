"""`python -m plan_tracker.cli`."""

import sys

from plan_tracker.cli import main

if __name__ == "__main__":
    sys.exit(main())
