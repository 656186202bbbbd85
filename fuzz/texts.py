"""Tries texts that are nearly sentences on `tracker extract`, and on what drafts a document.

    python fuzz/texts.py 20000 --log extract.log [--minutes 8]

Text number n is drawn from seed n, so that a number draws the same text again while the words of
the languages are the same: signs, words that they know, or sentences of the tests with words,
numbers and marks changed by chance. The
log has a line for each text that was tried; what stands in it is not tried again, so that a run in
pieces goes on where it stopped. Told are what raises, what is found and does not stand in the text,
a source file that cannot be loaded, and what takes more than five seconds of the processor. Exit
code 1 where there are any; 2 where texts are left to try.
"""

import argparse
import json
import re
import sys
import time
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

_ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(_ROOT))

from plan_tracker.documents.document import Document, Paragraph
from plan_tracker.documents.drafted.documents import NamedDocument, draft_documents
from plan_tracker.documents.extract import extract_from
from plan_tracker.documents.reported import Claim, Figure
from plan_tracker.documents.source_file.declaring import aims_of, targets_file
from plan_tracker.documents.source_file.writing import Head, write_source
from plan_tracker.language.lexicon import lexicon
from plan_tracker.language.stretches import stretches, whole
from plan_tracker.loading.drafts import source_problems
from plan_tracker.loading.folder import load
from plan_tracker.model.place import Place, Problem
from plan_tracker.model.plan import Plan
from plan_tracker.report.extract.json import render_extract_json
from tests.documents.paragraphs import CASES, read_paragraphs

_SLOW = 5.0  # seconds of the processor
_THOROUGH = 10  # one text of so many goes into a plan and a draft too, which are slow
_LONGEST = 60  # words, or changes of a text
_MARKS = (
    "%", "(", ")", ",", ";", ".", ":", "-", "/", "–", "−", "+", "~", "\n", "\n\n", "\t", "[", "]",
    "$", "…", "'", '"', "*", "|", "\u00a0", "\u200b", "№", "½", "²", "①", "٣", "१", "\u0301",
)  # fmt: skip
_NUMBERS = (
    "0", "5", "2023", "1.234", "6,5", "1,234.5", "18/6/2023", "52/63", "1e9", "1.2.3", "00",
    "12-15", "II", "2022-23", "9" * 40, "1 234", "3.", ".5", "5th", "Q2", "1/0", "0/0", "-0",
    "31/02", "13/2023",
)  # fmt: skip
_WORD = re.compile(r"\s+|\w+|[^\w\s]")


def main() -> int:
    """Try what the log does not have yet; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("texts", type=int)
    parser.add_argument("--log", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=8.0)
    given = parser.parse_args()

    end = time.monotonic() + 60 * given.minutes
    lines = given.log.read_text(encoding="utf-8").splitlines() if given.log.exists() else []
    tried = {number: fault for number, _, fault in map(json.loads, lines)}
    draw = _Texts()
    with given.log.open("a", encoding="utf-8") as log:
        for number in range(given.texts):
            if time.monotonic() > end:
                break
            if number not in tried:
                text = draw.text(number)
                seconds, fault = _try(text, number)
                tried[number] = fault and f"{fault} of {text!r}"
                print(json.dumps([number, round(seconds, 3), tried[number]]), file=log, flush=True)

    faults = {number: fault for number, fault in tried.items() if fault}
    for number, fault in sorted(faults.items()):
        print(f"text {number}: {fault}")
    print(f"{len(tried):,} of {given.texts:,} texts tried, {len(faults):,} faults")
    return 1 if faults else 2 * (len(tried) < given.texts)


class _Texts:
    """What texts are drawn from."""

    def __init__(self) -> None:
        self._known = [
            word
            for locale in ("vi", "en")
            for word, (roles, _) in sorted(lexicon(locale).known.items(), key=lambda item: item[0])
            if roles
        ]
        names = sorted(path.stem for path in CASES.glob("*.yaml"))
        self._sentences = [each.text for name in names for each in read_paragraphs(name)]

    def text(self, number: int) -> str:
        """The text of a number, which is always the same."""
        chance = Random(number)
        kind = chance.random()
        if kind < 0.1:
            return "".join(chr(_sign(chance)) for _ in range(chance.randrange(200)))
        if kind < 0.4:
            return " ".join(self._word(chance) for _ in range(chance.randrange(_LONGEST)))
        texts = [self._changed(chance) for _ in range(chance.choice((1, 1, 1, 2, 4)))]
        return chance.choice((" ", "\n", "\n\n")).join(texts)

    def _word(self, chance: Random) -> str:
        return chance.choice(chance.choice((self._known, self._known, _NUMBERS, _MARKS)))

    def _changed(self, chance: Random) -> str:
        """A sentence of the tests, of which words are changed for others, moved or left out."""
        words = _WORD.findall(chance.choice(self._sentences))
        for _ in range(chance.choice((0, 1, 2, 4, 8, _LONGEST))):
            at = chance.randrange(len(words) + 1)
            length = chance.choice((0, 1, 1, 2, 5))
            put: list[str] = [self._word(chance)] if chance.random() < 0.7 else []
            if chance.random() < 0.2:
                source = _WORD.findall(chance.choice(self._sentences))
                first = chance.randrange(len(source))
                put = source[first : first + 12]
            words[at : at + length] = put
        return "".join(words)


def _sign(chance: Random) -> int:
    """A sign of any script, digits and marks most often; no half of a pair."""
    highest = chance.choice((0x7F, 0x7F, 0x250, 0x2100, 0xFFFF, 0x10FFFF))
    sign = chance.randrange(1, highest)
    return 0x20 if 0xD800 <= sign < 0xE000 else sign


def _try(text: str, number: int) -> tuple[float, str]:
    """The seconds that a text took, and what is wrong with what came out; empty for nothing."""
    begun = time.process_time()
    try:
        fault = _fault(text, number)
    except Exception:
        fault = traceback.format_exc(limit=-3)
    seconds = time.process_time() - begun
    return seconds, fault or (f"took {seconds:.1f} s" if seconds > _SLOW else "")


def _fault(text: str, number: int) -> str:
    """What is wrong with the figures, the source file or the draft that come of a text."""
    locale, mixed = ("vi", "en")[number % 2], number % 3 == 0
    figures = extract_from(text, stretches(text, locale) if mixed else whole(text, locale))
    render_extract_json(figures)
    fault = _misplaced(text, figures)
    if fault:
        return fault

    head = Head("fuzz", "fuzz.txt", "0" * 64, locale)
    own = [figure for figure in figures if figure.locale == locale]
    written = write_source(
        head,
        own,
        Plan({}),
        lambda file, plan: source_problems(file, "fuzz.yaml", plan),
        propose=True,
    )
    if number % _THOROUGH:
        return ""
    targets = targets_file(head, "", written.indicators, aims_of(written, head.id, Plan({})))
    problems = _problems_of_plan({"targets/fuzz.yaml": targets, "seeds/fuzz.yaml": written.text})
    if problems:
        return f"the plan that is written cannot be loaded: {problems[0]}"

    lines = enumerate(text.splitlines(), start=1)
    document = Document(tuple(Paragraph(line, Place("fuzz.txt", at)) for at, line in lines), "")
    draft_documents([NamedDocument("fuzz", "fuzz.txt", document, locale)], files=False)
    return ""


def _problems_of_plan(files: Mapping[str, str]) -> Sequence[Problem]:
    """What keeps a plan of these files from being loaded."""
    with TemporaryDirectory() as folder:
        for name, text in files.items():
            path = Path(folder, name)
            path.parent.mkdir()
            path.write_text(text, encoding="utf-8")
        return load(Path(folder))[1]


def _misplaced(text: str, figures: Sequence[Figure]) -> str:
    """A figure or claim that does not stand where it is said to, or stands inside another."""
    upto = 0
    for figure in figures:
        parts: tuple[Figure | Claim, ...] = (figure, *figure.claims)
        for part in parts:
            if text[part.start : part.end] != part.printed:
                return f"{part.printed!r} does not stand at {part.start}"
        if figure.line != text.count("\n", 0, figure.start) + 1:
            return f"{figure.printed!r} does not stand on line {figure.line}"
        if figure.printed:
            if figure.start < upto:
                return f"{figure.printed!r} begins inside the figure before it"
            upto = figure.end
    return ""


if __name__ == "__main__":
    sys.exit(main())
