"""How well figures and claims are found in the shipped documents, and how fast.

    python benchmarks/extract.py [--documents ../shared/seeds] [--wrong] [--speed] [--hostile BYTES]

The documents are held against the source files in `seeds/`: precision, recall and F1 of figures, of
claims, and of claims that stand under the right figure. A figure of a source file that prints one
number about several indicators counts once, and stages, which print no number, do not count. The
paragraphs of tests/documents/cases are scored the same way; `held-out` and `apart` were
not learnt from.
`--speed` times the documents, and the paragraphs, which are nothing but figures; `--hostile` times
texts that were made to be slow, each at half and whole size: a ratio near 2 is linear.
"""

import gc
import re
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from plan_tracker.documents import extract_figures  # noqa: E402
from plan_tracker.language.detection import detect_language  # noqa: E402
from plan_tracker.loading.folder import load  # noqa: E402
from plan_tracker.loading.loaded import Loaded  # noqa: E402
from plan_tracker.model.statement import Statement  # noqa: E402
from tests.documents.paragraphs import read_paragraphs  # noqa: E402
from tests.documents.scoring import Expected, Group, Scores, score  # noqa: E402

PARAGRAPHS = [
    f"{name}{locale}"
    for name in ("", "more-", "wide-", "broad-", "far-", "late-", "last-", "held-out-", "apart-")
    for locale in ("vi", "en")
]
SIZE = 1_000_000  # bytes of documents, and of each hostile text with --hostile
HOSTILE = {
    "digits": "1234567890",
    "numbers": "1 ",
    "commas": ",",
    "dots": ".",
    "opening brackets": "(",
    "brackets with numbers": "(5",
    "hedges": "hơn ",
    "hedges and a number": "hơn gần khoảng 5 ",
    "movements": "tăng so với ",
    "groups": "1.234,",
    "slashes": "1/2/",
    "percents": "5% ",
    "dashes": "1-",
    "spaces": " ",
    "years": "2023 ",
    "of which": "trong đó 5 tỷ, ",
    "letters": "ế",
    "lines": "5 tỷ đồng\n",
}


def expected_of(statements: list[Statement], text: str) -> list[Group]:
    """The figures and claims of one source file at their places in the text."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    groups: dict[str, tuple[list[Expected], list[Expected]]] = {}
    taken: list[tuple[int, int]] = []
    for each in statements:
        if each.kind == "stage" or not each.printed or each.document_line is None:
            continue
        number = each.document_line
        place = _place(each.printed, text, starts[number - 1], starts[number], taken)
        if place is None:  # one number printed about several indicators
            continue
        taken.append(place)
        value = each.readings[0].value
        turned = each.kind == "change" and each.subject.unit == "rank"  # printed as steps up
        kind = "" if each.kind == "level" else each.kind
        one = Expected(kind, *place, -value if turned else value, each.printed)
        groups.setdefault(each.figure, ([], []))[bool(kind)].append(one)
    return [(figures[0] if figures else None, claims) for figures, claims in groups.values()]


def _place(
    printed: str, text: str, start: int, end: int, taken: list[tuple[int, int]]
) -> tuple[int, int] | None:
    """The first place of a printed text in its line, as a whole word, that nothing else has."""
    for match in re.compile(rf"(?<!\w){re.escape(printed)}(?![\d])").finditer(text, start, end):
        if not any(match.start() < last and first < match.end() for first, last in taken):
            return match.span()
    return None


def documents(loaded: Loaded, folder: Path) -> Iterator[tuple[str, str, list[Group]]]:
    """Name, text and what is expected of every document at hand."""
    for source in loaded.sources.values():
        text = (folder / source.document).read_text(encoding="utf-8")
        said = [each for each in loaded.statements if each.source == source.id]
        yield source.id, text, expected_of(said, text)


def show(name: str, scores: Scores) -> None:
    for part in ("figures", "claims", "bound"):
        each = getattr(scores, part)
        print(
            f"{name:14} {part:8} precision {each.precision:.3f} recall {each.recall:.3f} "
            f"F1 {each.f1:.3f} of {each.expected}"
        )


def seconds(text: str) -> float:
    """Time of the processor; the commands look for no garbage, and so does this."""
    gc.disable()
    start = time.process_time()
    extract_figures(text, "vi")
    taken = time.process_time() - start
    gc.enable()
    return taken


def show_speed(texts: dict[str, list[str]]) -> None:
    for name, each in texts.items():
        whole = "\n".join(each)
        if not whole:
            continue
        # Each copy differs in its digits, so that no number is read from memory.
        copies = -(-SIZE // len(whole.encode()))
        varied = "\n".join(_turned(whole, shift) for shift in range(copies))
        print(f"{name:24} {len(varied.encode()) / 1e6 / seconds(varied):5.2f} MB/s")


def _turned(text: str, by: int) -> str:
    digits = "123456789"
    return text.translate(str.maketrans(digits, digits[by % 9 :] + digits[: by % 9]))


def show_hostile(size: int) -> None:
    for name, unit in HOSTILE.items():
        count = size // len(unit.encode())
        half, full = seconds(unit * (count // 2)), seconds(unit * count)
        print(f"{name:24} {size / 1e6 / full:5.2f} MB/s, ratio {full / half:.2f}", flush=True)


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=Path, default=ROOT.parent / "shared" / "seeds")
    parser.add_argument("--wrong", action="store_true", help="show what is missed or wrong")
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--hostile", type=int, metavar="BYTES", help="such as 1000000")
    options = parser.parse_args()
    texts: dict[str, list[str]] = {"documents": [], "paragraphs, dense": []}
    if options.documents.is_dir():
        scores = Scores()
        for name, text, groups in documents(load(ROOT)[0], options.documents):
            texts["documents"].append(text)
            score(groups, extract_figures(text, detect_language([text]).likeliest), scores, name)
        show("documents", scores)
        if options.wrong:
            print(*scores.wrong, sep="\n")
    for name in PARAGRAPHS:
        scores = Scores()
        for each in read_paragraphs(name):
            score(each.groups, extract_figures(each.text, each.locale), scores, each.id)
            texts["paragraphs, dense"].append(each.text)
        show(name, scores)
    if options.speed:
        show_speed(texts)
    if options.hostile:
        show_hostile(options.hostile)


if __name__ == "__main__":
    main()
