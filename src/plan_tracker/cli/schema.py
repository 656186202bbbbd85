"""`tracker schema`."""

from typing import Annotated, Literal

import typer

from plan_tracker.cli.output import print_text

FileKind = Literal["targets", "source", "waivers"]


def schema(
    file: Annotated[
        FileKind, typer.Argument(metavar="targets|source|waivers", help="The kind of file.")
    ],
) -> None:
    """What may stand in a file, as JSON Schema for editors.

    The shipped schema/ holds the same. An editor that finds the line
    `# yaml-language-server: $schema=../schema/source.json` in a file completes and underlines.

    Example: tracker schema source > schema/source.json
    """
    from plan_tracker.loading.shapes.schema import schema_text

    print_text(schema_text(file))
