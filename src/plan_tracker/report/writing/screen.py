"""What a text is written for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Screen:
    """`width` in columns; `color` and `unicode` say whether it can show them."""

    width: int
    color: bool = False
    unicode: bool = True
