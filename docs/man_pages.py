"""Manual pages, one for the program and one a command, from the same source as commands.md."""

from collections.abc import Iterable, Mapping
from textwrap import dedent
from typing import Any

from typer import Context

from plan_tracker.version import __version__

NAME = "tracker"
_SECTION = "General Commands Manual"


def man_pages(
    program: Any, commands: Mapping[str, Any], exit_codes: Mapping[int, str]
) -> dict[str, str]:
    """The pages by the name of their file; each in the language of `man`."""
    pages = {f"{NAME}.1": _program(program, commands, exit_codes)}
    return pages | {
        f"{NAME}-{name}.1": _command(name, each, exit_codes, list(commands))
        for name, each in commands.items()
    }


def _program(program: Any, commands: Mapping[str, Any], exit_codes: Mapping[int, str]) -> str:
    title, body, _ = _said(program)
    lines = [*_head(NAME, title), ".SH SYNOPSIS", f".B {NAME}", "COMMAND [OPTIONS] [ARGUMENTS]"]
    lines += [".SH DESCRIPTION", *_paragraphs(body or [title]), ".SH COMMANDS"]
    for name, each in commands.items():
        lines += [".TP", f".BR {_text(f'{NAME}-{name}')} (1)", _text(_said(each)[0])]
    lines += [".SH OPTIONS", *_options(program), *_exit_status(exit_codes)]
    examples = [_said(each)[2][0] for each in commands.values()]
    return _joined([*lines, *_examples(examples), *_see_also(commands)])


def _command(name: str, command: Any, exit_codes: Mapping[int, str], names: list[str]) -> str:
    title, body, examples = _said(command)
    words = [*command.collect_usage_pieces(_context(name, command))]
    lines = [*_head(f"{NAME}-{name}", title)]
    lines += [".SH SYNOPSIS", f".B {NAME} {_text(name)}", _text(" ".join(words))]
    lines += [".SH DESCRIPTION", *_paragraphs(body or [title]), ".SH OPTIONS", *_options(command)]
    others = [each for each in names if each != name]
    return _joined(
        [*lines, *_exit_status(exit_codes), *_examples(examples), *_see_also(["", *others])]
    )


def _context(name: str, command: Any) -> Any:
    return Context(command, info_name=f"{NAME} {name}".strip(), help_option_names=["-h", "--help"])


def _said(command: Any) -> tuple[str, list[str], list[str]]:
    """The title of a command, its other paragraphs, and its examples."""
    parts = dedent(command.help or "").strip().split("\n\n")
    examples = [part.removeprefix("Example: ") for part in parts if part.startswith("Example: ")]
    title, *body = [part for part in parts if not part.startswith("Example: ")]
    return title, body, examples


def _head(name: str, title: str) -> list[str]:
    top = f'.TH {_text(name.upper())} 1 "" "plan_tracker {__version__}" "{_SECTION}"'
    return [top, ".SH NAME", f"{_text(name)} \\- {_text(title)}"]


def _paragraphs(parts: Iterable[str]) -> list[str]:
    return [line for part in parts for line in (".PP", _text(" ".join(part.split())))]


def _options(command: Any) -> list[str]:
    lines: list[str] = []
    for each in command.get_params(_context("", command)):
        names, said = each.get_help_record(_context("", command))
        shown = each.metavar or names if each.param_type_name == "argument" else names
        lines += [".TP", f".B {_text(' '.join(shown.split()))}", _text(" ".join(said.split()))]
    return lines


def _exit_status(exit_codes: Mapping[int, str]) -> list[str]:
    lines = [".SH EXIT STATUS"]
    for code, meaning in exit_codes.items():
        lines += [".TP", f".B {code}", _text(meaning.replace("`", ""))]
    return lines


def _examples(examples: Iterable[str]) -> list[str]:
    lines = [".SH EXAMPLES"]
    for each in examples:
        lines += [".PP", ".EX", f"$ {_text(each)}", ".EE"]
    return lines


def _see_also(names: Iterable[str]) -> list[str]:
    pages = [f"{NAME}-{name}".rstrip("-") for name in names]
    marks = [","] * (len(pages) - 1) + [""]
    shown = zip(pages, marks, strict=True)
    return [".SH SEE ALSO", *(f".BR {_text(page)} (1){mark}" for page, mark in shown)]


def _text(text: str) -> str:
    """Text that is shown as it is: no sign of it is a command to the formatter."""
    signs = {"\\": "\\e", "-": "\\-", "'": "\\[aq]", "`": "\\[ga]", "^": "\\[ha]", "~": "\\[ti]"}
    signs['"'] = "\\[dq]"
    seen = "".join(
        signs.get(each, each if each.isascii() else f"\\[u{ord(each):04X}]") for each in text
    )
    return f"\\&{seen}" if seen.startswith(".") else seen


def _joined(lines: Iterable[str]) -> str:
    return '.\\" Made from the code by `make docs`.\n' + "\n".join(lines) + "\n"
