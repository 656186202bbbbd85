"""The `tracker` command; nothing heavy is imported before a command needs it."""

import gc
import signal
import sys
from collections.abc import Sequence

UNUSABLE = 2
INTERRUPTED = 130
interruptions: list[int] = []  # an interruption may come back as another error from what it hit


def _interrupt(number: int, _: object) -> None:
    interruptions.append(number)
    raise KeyboardInterrupt


def _unraisable(lost: "sys.UnraisableHookArgs") -> None:
    """Say nothing of an interruption that came where nothing can be raised: the next one counts.

    Nor of a writer of XML that fails once more when it is thrown away.
    """
    ours = lost.exc_type.__module__.partition(".")[0] != "lxml"
    if ours and not issubclass(lost.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(lost)


def main(argv: Sequence[str] | None = None) -> int:
    """Run `tracker` with arguments (default: the program's own) and return its exit code."""
    # From here on an interruption is quiet, even while the commands are still imported.
    try:
        from plan_tracker.language.error import LanguageError

        try:
            from plan_tracker.cli.app import run
        except LanguageError as error:  # the commands offer the languages that there are
            print(error, file=sys.stderr)
            return UNUSABLE

        return run(argv)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception:
        if interruptions:
            return INTERRUPTED
        raise


def entry() -> None:
    """The program: `main`, which an interruption ends without a word, before and after it too."""
    code = INTERRUPTED
    try:
        signal.signal(signal.SIGINT, _interrupt)
        sys.unraisablehook = _unraisable
        code = main()
    except KeyboardInterrupt:
        pass
    finally:
        if signal.getsignal(signal.SIGINT) is _interrupt:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        gc.freeze()  # looking through all that was imported once more is a tenth of a short run
    sys.exit(code)


__all__ = ["INTERRUPTED", "entry", "interruptions", "main"]
