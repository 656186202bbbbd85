"""The help of the commands in the language that is spoken."""

from collections.abc import Iterator
from typing import Any

from plan_tracker.cli.speech import ENGLISH, say, spoken_language
from plan_tracker.model.text import Phrase


def in_words(program: Any) -> Any:
    """The same program, whose help is in the language that is spoken."""
    if spoken_language() != ENGLISH:
        for holder in _holders(program):
            if holder.help:
                holder.help = say(Phrase(escaped(holder.help), {}))
    return program


def help_texts(program: Any) -> Iterator[str]:
    """Every text of the help, as a catalog knows it."""
    for holder in _holders(program):
        if holder.help:
            yield escaped(holder.help)


def escaped(text: str) -> str:
    """A text as a template of nothing but itself."""
    return text.replace("{", "{{").replace("}", "}}")


def _holders(program: Any) -> Iterator[Any]:
    """The program, its commands, and the parameters of all of them that have a help."""
    for command in (program, *program.commands.values()):
        yield command
        yield from (each for each in command.params if hasattr(each, "help"))
