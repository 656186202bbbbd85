"""The `tracker` command; nothing heavy is imported before a command needs it."""

from plan_tracker.cli.app import main

__all__ = ["main"]
