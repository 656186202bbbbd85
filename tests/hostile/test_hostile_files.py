"""Files that mean harm: never a bug of ours, never a half-understood plan."""

import json
import string
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plan_tracker.loading.files.corrections import CannotCorrectError, Correction, corrected
from plan_tracker.loading.files.tree import read_tree
from plan_tracker.loading.folder import load
from plan_tracker.model.place import Place
from plan_tracker.reading import read_printed
from tests.cli.transcript import PLANS, run

NAMES = ("targets/a.yaml", "seeds/a.yaml", "waivers.yaml")
SOURCE = "source: {id: s, locale: vi, entity: VN, period: 2024-H1}\nfigures:\n"
TARGETS = (PLANS / "contradictory" / "targets" / "plan.yaml").read_text("utf-8")
_WORDS = (
    "tăng giảm hơn gần khoảng ước đạt triệu tỷ nghìn đồng USD % lần bậc điểm trên dưới ít nhất thứ "
    "over nearly about million billion NaN nan inf -inf Infinity 1e400 1E999 0x10 1_000 ½ ٣ ０ ² "
    "- − âm ( ) / 63/63 0/0 1/0 . , .. 1.2.3 0,0 00 9999999999999999999999"
)
WORDS = st.sampled_from(_WORDS.split())
FIGURES = st.lists(
    WORDS | st.text(string.digits + ".,-–%/() ", max_size=12) | st.text(max_size=4), max_size=7
).map(" ".join)
_KEYS = (
    "source id locale vi figures printed claims kind growth of against period 2023 targets "
    "value indicators unit flow finding reason until waivers corrected to date parts rest low high"
)
KEYS = st.sampled_from(_KEYS.split())
READABLE = st.builds(
    "{} {}{}{} {}".format,
    st.sampled_from(["", "hơn", "gần", "khoảng", "ước đạt", "ít nhất", "dưới", "-"]),
    st.integers(0, 10**9) | st.sampled_from([0, 1, 10**30, 10**400]),
    st.sampled_from(["", ",", "."]),
    st.sampled_from(["", "0", "5", "000", "123", "0" * 400 + "1"]),
    st.sampled_from(["", "triệu", "tỷ", "triệu tỷ", "nghìn"]),
)
SHARES = st.builds("{}{}%".format, st.sampled_from(["", "hơn ", "tăng ", "-"]), st.integers(0, 300))
TREES = st.recursive(
    KEYS | st.text(max_size=8) | st.none() | st.integers() | st.floats(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
fuzz = settings(max_examples=60)


def _plan(folder: Path, files: dict[str, bytes]) -> Path:
    for name in ("targets", "seeds"):
        (folder / name).mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def _every_command(plan: Path) -> None:
    """No command meets a bug of ours; what it says holds no control character."""
    for line in ("check --format markdown", "status", "figures --format json"):
        found = run(f"tracker {line} --plan {plan}")
        assert found.code in (0, 1, 2), found.err
        assert "Traceback" not in found.err
        said = (found.out + found.err).replace("\n", "")
        assert said.isprintable() or not {"\x1b", "\x9b", "\u202e"} & set(said)


@pytest.mark.parametrize("name", NAMES)
@fuzz
@given(
    content=st.binary(max_size=60)
    | st.text(max_size=60).map(lambda text: text.encode("utf-8", "replace"))
)
@example(content=b"\x00")
@example(content=b"&a [*a]")
@example(content=b"a: &a [&b [*b, *b], *b]")
def test_any_bytes(name: str, content: bytes) -> None:
    with TemporaryDirectory() as folder:
        load(_plan(Path(folder), {name: content}))


@pytest.mark.parametrize("name", NAMES)
@fuzz
@given(tree=TREES)
def test_any_tree(name: str, tree: object) -> None:
    with TemporaryDirectory() as folder:
        load(_plan(Path(folder), {name: json.dumps(tree).encode()}))


@fuzz
@given(
    printed=st.lists(st.tuples(FIGURES, FIGURES), min_size=1, max_size=3)
    | st.lists(st.tuples(READABLE, SHARES), min_size=1, max_size=3),
    unit=st.sampled_from(["person", "VND", "%", "rank"]),
)
@example(printed=[("1" + "0" * 400, "1" + "0" * 400 + "%")], unit="person")
@example(printed=[("NaN", "NaN %"), ("inf", "-inf")], unit="VND")
@example(printed=[("0", "0%"), ("0/0", "0%")], unit="person")
def test_any_figure(printed: list[tuple[str, str]], unit: str) -> None:
    figures = [
        {
            "id": f"a{n}", "indicator": "journeys", "printed": level,
            "claims": [
                {"kind": "attainment", "printed": share, "of": "2024"},
                {"kind": "growth", "printed": share, "against": "2023-H1"},
            ],
        }
        for n, (level, share) in enumerate(printed)
    ]  # fmt: skip
    source = SOURCE + json.dumps(figures)
    targets = TARGETS.replace("unit: person", f'unit: "{unit}"')
    with TemporaryDirectory() as folder:
        files = {"targets/a.yaml": targets.encode(), "seeds/a.yaml": source.encode()}
        _every_command(_plan(Path(folder), files))


@given(text=FIGURES, locale=st.sampled_from(["vi", "en"]))
@example(text="1" + "0" * 400, locale="vi")
@example(text="1" + "0" * 100_000, locale="en")
@example(text="0," + "0" * 400 + "1", locale="vi")
@example(text="(" * 10_000, locale="vi")
@example(text="triệu " * 10_000, locale="vi")
def test_any_text_is_read_or_said_to_be_none(text: str, locale: str) -> None:
    for kind in ("level", "growth", "attainment", "multiple", "change", "share"):
        readings, problems = read_printed(text, locale, kind)
        assert readings or problems
        for reading in readings:
            low, high = reading.ordinary.low, reading.ordinary.high
            assert low is None or high is None or low <= reading.value <= high


DEEP = 10_000


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "content",
    ["[" * DEEP, "{a: " * DEEP, "- " * DEEP, "? " * DEEP, "!!map {" * DEEP, "&a [" * DEEP],
    ids=lambda text: text[:4],
)
def test_ten_thousand_levels(tmp_path: Path, name: str, content: str) -> None:
    problems = load(_plan(tmp_path, {name: content.encode()}))[1]
    assert problems and all(len(str(each)) < 400 for each in problems)


@pytest.mark.parametrize("name", NAMES)
def test_a_hundred_megabytes(tmp_path: Path, name: str) -> None:
    _plan(tmp_path, {name: b""})
    with (tmp_path / name).open("r+b") as file:
        file.truncate(100_000_000)
    found = run(f"tracker check --plan {tmp_path}")
    assert (found.code, found.out) == (2, "")
    assert "has 100,000,000 bytes, more than 10,000,000: split the file" in found.err


def test_aliases_that_unfold_to_billions(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    problems = load(_plan(tmp_path, {"targets/a.yaml": "\n".join(lines).encode()}))[1]
    assert any("unfolds to more than" in str(each) for each in problems)


@given(st.text(max_size=30), st.text(max_size=30))
@example("a\u2028b", "\ud83d\ude00\x85")
@example('"', "\\")
def test_a_correction_says_what_it_is_given(to: str, reason: str) -> None:
    text = f'{SOURCE}- {{id: a, indicator: b, printed: "1"}}\n'
    place = Place("a", 3, 35)
    tree = read_tree(text, "a")[0]
    assert tree is not None
    place = tree["figures"][0]["printed"].place
    place = Place("a", place.line, place.column)
    try:
        new = corrected(text, [Correction(place, to, reason, "2024-01-01")])
    except CannotCorrectError:
        return
    read, problems = read_tree(new, "a")
    assert problems == [] and read is not None
    assert read["figures"][0]["corrected"] == {"to": to, "reason": reason, "date": "2024-01-01"}
