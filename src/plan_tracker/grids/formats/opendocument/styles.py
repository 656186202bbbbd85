"""How the cells of an OpenDocument spreadsheet are formatted, in the words of Excel's formats."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from plan_tracker.grids.sheet_cells import PLAIN, Look

_CENTIMETRES_OF_AN_INDENT = 0.35
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(cm|mm|in|pt)")
_CENTIMETRES = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72}
_CONDITION = re.compile(r"value\(\)(<=|>=|<|>|=|!=)(-?\d+(?:\.\d+)?)")
_KINDS = ("number-style", "percentage-style", "currency-style", "date-style", "time-style")
_DATE_PARTS = {  # short and long
    "day": ("d", "dd"), "month": ("m", "mm"), "year": ("yy", "yyyy"), "hours": ("h", "hh"),
    "minutes": ("m", "mm"), "seconds": ("s", "ss"),
}  # fmt: skip
_BETWEEN_DATE_PARTS = ("-", "/", " ", ":")
_MOST_DECIMALS = 30


@dataclass(slots=True)
class _Style:
    """What a style says itself; the rest is its parent's."""

    parent: str = ""
    number: str = ""
    bold: bool | None = None
    indent: int | None = None
    hides: bool = False


@dataclass(slots=True)
class _Number:
    """A format as it is put together; what it maps to is for numbers under a condition."""

    kind: str
    parts: list[str] = field(default_factory=list)
    mapped: list[tuple[str, str]] = field(default_factory=list)


class Styles:
    """The styles that were told of so far, of both files that have some."""

    def __init__(self) -> None:
        self._styles: dict[str, _Style] = {}
        self._numbers: dict[str, _Number] = {}
        self._looks: dict[str, Look] = {}
        self._style: _Style | None = None
        self._number: _Number | None = None
        self._in = ""  # the element whose text is a part of a format

    def look(self, name: str) -> Look:
        """How the cells of a style are formatted."""
        if name not in self._looks:
            self._looks[name] = self._made(name) if name else PLAIN
        return self._looks[name]

    def hides(self, name: str) -> bool:
        """Whether a sheet of this style is hidden."""
        style = self._styles.get(name)
        return style is not None and style.hides

    def start(self, name: str, marks: Mapping[str, str]) -> None:
        """As `Handler`."""
        if name == "style":
            self._style = _Style(
                marks.get("parent-style-name", ""), marks.get("data-style-name", "")
            )
            self._styles[marks.get("name", "")] = self._style
        elif name in _KINDS:
            self._number = _Number(name)
            self._numbers[marks.get("name", "")] = self._number
        elif self._number is not None:
            self._add(self._number, name, marks)
        elif self._style is not None:
            _tell(self._style, name, marks)

    def text(self, text: str) -> None:
        """As `Handler`."""
        if self._number is None or not self._in:
            return
        if self._in == "currency-symbol":
            self._number.parts.append(f"[${text}]")
        elif text.strip() == "%" and self._number.kind == "percentage-style":
            self._number.parts.append("%")
        elif text in _BETWEEN_DATE_PARTS and self._number.kind == "date-style":
            self._number.parts.append(text)
        else:
            self._number.parts.append('"' + text.replace('"', "") + '"')

    def end(self, name: str) -> None:
        """As `Handler`."""
        self._in = ""
        if name == "style":
            self._style = None
        elif name in _KINDS:
            self._number = None

    def _add(self, number: _Number, name: str, marks: Mapping[str, str]) -> None:
        if name in ("text", "currency-symbol"):
            self._in = name
        elif name == "number":
            number.parts.append(_digits(marks))
        elif name == "scientific-number":
            number.parts.append("0.0E+00")
        elif name == "fraction":
            number.parts.append("# ?/?")
        elif name == "map" and (condition := _CONDITION.match(marks.get("condition", ""))):
            sign = "<>" if condition[1] == "!=" else condition[1]
            number.mapped.append((f"[{sign}{condition[2]}]", marks.get("apply-style-name", "")))
        else:
            number.parts.append(_date_part(name, marks))

    def _made(self, name: str) -> Look:
        """With what it has of the styles above it."""
        own = self._styles.get(name, _Style())
        number, bold, indent = own.number, own.bold, own.indent
        seen = {name}
        while own.parent and own.parent not in seen:
            seen.add(own.parent)
            own = self._styles.get(own.parent, _Style())
            number = number or own.number
            bold = own.bold if bold is None else bold
            indent = own.indent if indent is None else indent
        return Look(self._format(number), bool(bold), indent or 0)

    def _format(self, name: str) -> str:
        number = self._numbers.get(name)
        if number is None:
            return "General"
        parts = [
            condition + "".join(self._numbers[mapped].parts)
            for condition, mapped in number.mapped
            if mapped in self._numbers
        ]
        return ";".join((*parts, "".join(number.parts))) or "General"


def _date_part(name: str, marks: Mapping[str, str]) -> str:
    short, long = _DATE_PARTS.get(name, ("", ""))
    if name == "month" and marks.get("textual") == "true":
        return "mmmm" if marks.get("style") == "long" else "mmm"
    return long if marks.get("style") == "long" else short


def _digits(marks: Mapping[str, str]) -> str:
    """The places of a number: `#,##0.0#`; General where nothing says how many decimals."""
    most = _count(marks.get("decimal-places"))
    if most is None:
        return "General"
    least = _count(marks.get("min-decimal-places"))
    least = most if least is None else min(least, most)
    whole = "#,##0" if marks.get("grouping") == "true" else "0"
    decimals = "." + "0" * least + "#" * (most - least) if most else ""
    thousands = ("0" * 12 + str(marks.get("display-factor", "1")).partition(".")[0]).count("0") - 12
    return whole + decimals + "," * (max(thousands, 0) // 3)


def _count(text: str | None) -> int | None:
    if text is None or not (text.isascii() and text.isdigit() and len(text) < 4):
        return None
    return min(int(text), _MOST_DECIMALS)


def _tell(style: _Style, name: str, marks: Mapping[str, str]) -> None:
    """What a part of a style says of it."""
    if name == "text-properties" and "font-weight" in marks:
        style.bold = marks["font-weight"] in ("bold", "600", "700", "800", "900")
    elif name == "paragraph-properties" and (length := _LENGTH.match(marks.get("margin-left", ""))):
        width = float(length[1]) * _CENTIMETRES[length[2]]
        style.indent = min(round(width / _CENTIMETRES_OF_AN_INDENT), 100)
    elif name == "table-properties":
        style.hides = marks.get("display") == "false"
