"""In which language a command speaks: as its options say, else as the system does.

`--lang` decides, then `--locale` of the commands that write a plan, then LC_ALL, LC_MESSAGES and
LANG, as the system has them. A language that is not known here is English.
"""

from collections.abc import Mapping, Sequence
from contextvars import ContextVar

from plan_tracker.language.languages import locales
from plan_tracker.model.text import Text

ENGLISH = "en"
_WRITING = ("init", "add")  # commands whose `--locale` is that of who writes
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
_spoken: ContextVar[str] = ContextVar("spoken", default=ENGLISH)


def language_of(arguments: Sequence[str], variables: Mapping[str, str]) -> str:
    """The language that the words of a command line or the variables of a system ask for."""
    wanted = [*_named(arguments), next(filter(None, map(variables.get, _VARIABLES)), "")]
    for name in wanted:
        code = name.partition(".")[0].partition("_")[0].lower()
        if code in locales():
            return code
    return ENGLISH


def _named(arguments: Sequence[str]) -> list[str]:
    """What follows the options that name a language, in their order."""
    writes = any(command in _WRITING for command in arguments[:1])
    options = ("--lang", "--locale") if writes else ("--lang",)
    by_option: dict[str, str] = {}
    for word, after in zip(arguments, (*arguments[1:], ""), strict=False):
        option, mark, value = word.partition("=")
        if option in options:
            by_option[option] = value if mark else after
    return [by_option[option] for option in options if option in by_option]


def speak(lang: str) -> None:
    """Speak a language from now on."""
    _spoken.set(lang)


def spoken_language() -> str:
    """The language in which a command speaks where it is not told."""
    return _spoken.get()


def say(message: str | Text) -> str:
    """A message in the language that is spoken; a text without a translation stays as it is."""
    if isinstance(message, str):
        return message
    if _spoken.get() == ENGLISH:
        return str(message)
    from plan_tracker.report.words.labels import said

    return said(message, _spoken.get())
