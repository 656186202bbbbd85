"""A status in every format, each with what it alone imports."""

from collections.abc import Callable
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from plan_tracker.report.writing.endings import ENDINGS
from plan_tracker.report.writing.screen import Screen

if TYPE_CHECKING:
    from plan_tracker.report.report import Report

StatusFormat = Literal["text", "markdown", "json", "csv", "xlsx", "docx", "html"]
StatusWriter = Callable[[Screen], str | bytes]
_WIDTH = 100  # columns of a text
# The packages that are not always there, by the format that they write.
PACKAGES: dict[str, str] = {"xlsx": "openpyxl", "docx": "python-docx"}


def status_writers(
    report: "Report", lang: str, folder: Path, *, full: bool = False
) -> dict[StatusFormat, StatusWriter]:
    """What writes a status in each format; files of the plan are named from its folder on.

    A writer raises ModuleNotFoundError where a package of `PACKAGES` is missing.
    """
    return {
        "text": lambda screen: _text(report, lang, screen, full=full),
        "markdown": lambda _: _markdown(report, lang),
        "json": lambda _: _json(report, lang),
        "csv": lambda _: _csv(report, lang),
        "xlsx": lambda _: _xlsx(report, lang),
        "docx": lambda _: _docx(report, lang),
        "html": lambda _: _html(report, lang, folder),
    }


def write_status(report: "Report", file: str | PathLike[str], lang: str) -> None:
    """Write a status in the format of the file's ending. Raises ValueError for an unknown one."""
    path = Path(file)
    writers = status_writers(report, lang, _folder_of(report))
    wanted = ENDINGS.get(path.suffix.lower(), "")
    for name, writer in writers.items():
        if name == wanted:
            page = writer(Screen(_WIDTH))
            path.write_bytes(page if isinstance(page, bytes) else page.encode())
            return
    endings = [ending for ending, name in ENDINGS.items() if name in writers]
    raise ValueError(f"{path} names no format: end it with {' or '.join(endings)}")


def _folder_of(report: "Report") -> Path:
    """The folder of a plan whose targets stand below its targets/."""
    for target in report.plan.targets:
        for folder in Path(target.place.file).parents:
            if folder.name == "targets":
                return folder.parent
    return Path()


def _text(report: "Report", lang: str, screen: Screen, *, full: bool) -> str:
    from plan_tracker.report.status.brief import render_status_brief
    from plan_tracker.report.status.text import render_status_text

    render = render_status_text if full else render_status_brief
    return render(report, lang, screen)


def _markdown(report: "Report", lang: str) -> str:
    from plan_tracker.report.status.markdown import render_status_markdown

    return render_status_markdown(report, lang)


def _json(report: "Report", lang: str) -> str:
    from plan_tracker.report.status.json import render_status_json

    return render_status_json(report, lang)


def _csv(report: "Report", lang: str) -> str:
    from plan_tracker.report.status.csv import render_status_csv

    return render_status_csv(report, lang)


def _xlsx(report: "Report", lang: str) -> bytes:
    from plan_tracker.report.status.xlsx import render_status_xlsx

    return render_status_xlsx(report, lang)


def _docx(report: "Report", lang: str) -> bytes:
    from plan_tracker.report.docx.document import render_status_docx

    return render_status_docx(report, lang)


def _html(report: "Report", lang: str, folder: Path) -> str:
    from plan_tracker.report.html.document import render_status_html

    return render_status_html(report, lang, folder)
