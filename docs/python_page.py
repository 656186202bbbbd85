"""The page on the functions for Python: an example with what it prints, and what they return."""

import inspect
import io
import re
from collections.abc import Iterator
from contextlib import chdir, redirect_stdout
from dataclasses import fields
from pathlib import Path
from typing import Any

import pandera.pandas as pa

import plan_tracker
from plan_tracker.loading.frame.schema import STATEMENTS
from plan_tracker.loading.frame.statements import statements_frame
from plan_tracker.loading.loaded import Loaded
from plan_tracker.model.finding import Finding, Repair
from plan_tracker.model.interval import Interval
from plan_tracker.model.place import Place, Problem
from plan_tracker.progress.estimate import Estimate
from plan_tracker.progress.frame import TARGETS, targets_frame
from plan_tracker.progress.outcome import (
    Actual,
    ProgrammeStatus,
    Progress,
    Projection,
    Shortfall,
    TargetStatus,
    TargetValue,
)
from plan_tracker.reconcile.findings.frame import FINDINGS, findings_frame
from plan_tracker.reconcile.observe import OBSERVATIONS, observe
from plan_tracker.reconcile.reconcile import Reconciled
from plan_tracker.report.pictures.drawing import Drawing

EXAMPLE = Path(__file__).with_name("example.py")
VALUES = (
    Loaded, Reconciled, Finding, Repair, Interval, Place, Problem, Progress, TargetStatus,
    TargetValue, Actual, Projection, Shortfall, Estimate, ProgrammeStatus, Drawing,
)  # fmt: skip


def python_page() -> str:
    """The page, which names every public function."""
    lines = [
        "# From Python",
        "",
        "The package is typed, and what is on this page is what programs may build on. This is",
        "`docs/example.py`, and what it prints of the shipped plan:",
        "",
        "```python", *_program(), "```", "",
        "```text", *printed().splitlines(), "```", "",
        "This page is made from the code by `make docs`.",
        "",
        "# Functions",
    ]  # fmt: skip
    for name in (name for name in plan_tracker.__all__ if not name.startswith("_")):
        lines += _section(name, getattr(plan_tracker, name))
    lines += ["", "# Values", "", "All of them are frozen dataclasses."]
    for each in VALUES:
        lines += _value(each)
    lines += ["", "# Frames"]
    lines += _frame("Loaded.frame", STATEMENTS, statements_frame)
    lines += _frame("Reconciled.observations", OBSERVATIONS, observe)
    lines += _frame("Reconciled.findings_frame", FINDINGS, findings_frame)
    lines += _frame("Progress.frame", TARGETS, targets_frame)
    return "\n".join(lines) + "\n"


def printed() -> str:
    """What the example prints, run beside the shipped plan."""
    out = io.StringIO()
    with chdir(EXAMPLE.parent.parent), redirect_stdout(out):
        exec(compile(EXAMPLE.read_text("utf-8"), EXAMPLE.name, "exec"), {})
    return out.getvalue()


def _program() -> list[str]:
    """The example without its docstring."""
    return EXAMPLE.read_text("utf-8").rstrip().split("\n")[2:]


def _section(name: str, thing: Any) -> list[str]:
    # Annotations are quoted, as nothing is imported for them.
    given = inspect.signature(thing)
    signature = re.sub(r"(: |-> )'([^']*)'", r"\1\2", f"{name}{given}")
    return ["", f"## {name}", "", f"`{_short(signature)}`", "", inspect.getdoc(thing) or ""]


def _value(kind: Any) -> list[str]:
    head = ["", f"## {kind.__name__}", "", f"From `{kind.__module__}`. {inspect.getdoc(kind)}", ""]
    return [*head, *(f"- `{each}`" for each in _attributes(kind))]


def _attributes(kind: Any) -> Iterator[str]:
    for each in fields(kind):
        yield f"{each.name}: {_type(each.type)}"
    for name, each in vars(kind).items():
        if hasattr(each, "func"):  # a cached property
            yield f"{name}: {_type(each.func.__annotations__['return'])}"
        elif isinstance(each, property) and not name.startswith("_"):
            yield f"{name}: {_type(each.fget.__annotations__['return'])}"


def _type(annotation: Any) -> str:
    return _short(
        annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
    )


def _short(text: str) -> str:
    """Names without the modules that they are from."""
    return re.sub(r"\b(?:[a-z_]+\.)+(?=[A-Za-z])", "", text)


def _frame(name: str, schema: pa.DataFrameSchema, made: Any) -> list[str]:
    columns = (f"- `{name}`: {_stored(column.dtype)}" for name, column in schema.columns.items())
    return ["", f"## {name}", "", inspect.getdoc(made) or "", "", *columns]


def _stored(kind: object) -> str:
    """How a column is stored; which library holds its texts is left out."""
    return re.sub(r"\[.*", "", str(kind)).replace("string", "str")
