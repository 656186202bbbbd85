"""What is said of one contradiction does not depend on what else is said, nor on how much."""

from pathlib import Path
from random import Random

import pytest

import blocks
from plan_tracker.loading.folder import load
from plan_tracker.model.finding import Finding
from plan_tracker.reconcile.bounds import triage
from plan_tracker.reconcile.culprits import diagnose, work
from plan_tracker.reconcile.reconcile import Reconciled, reconcile

GROWTH = (
    '  - {{id: a{n}, indicator: a{n}, printed: "120 tỷ đồng", claims: [{{kind: growth, printed:'
    ' "tăng {growth}%", against: 2022-H1}},'
    ' {{kind: base, printed: "100 tỷ đồng", period: 2022-H1}}]}}'
)
PART = '  - {{id: b{n}, indicator: b{n}, printed: "{part} tỷ đồng"}}'
CARELESS = """
  - id: x
    indicator: a0
    printed: 400 tỷ đồng
    claims:
      - {kind: attainment, printed: "62,0%", of: 2023}
      - {kind: target, printed: 800 tỷ đồng, period: 2023}
"""


def plan(
    folder: Path,
    indicators: list[str],
    identities: list[str],
    settings: str = "",
    **sources: str,
) -> Reconciled:
    lines = "\n".join(f"  {name}: {{unit: VND, kind: flow}}" for name in indicators)
    text = f"indicators:\n{lines}\nidentities: [{', '.join(identities)}]\n{settings}"
    files = {"targets/p": text + "entities: {VN: {name: Viet Nam}}\n"}
    for name, figures in sources.items():
        head = f"source: {{id: {name}, locale: vi, entity: VN, period: 2023-H1}}\nfigures:\n"
        files[f"seeds/{name}"] = head + figures
    for name, content in files.items():
        file = folder / f"{name}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return checked(folder)


def checked(folder: Path) -> Reconciled:
    loaded, problems = load(folder)
    assert problems == []
    return reconcile(loaded)


def serious(reconciled: Reconciled) -> list[Finding]:
    return [each for each in reconciled.findings if each.severity != "note"]


def severities(reconciled: Reconciled) -> dict[str, str]:
    """By the number of the block."""
    found: dict[str, str] = {}
    for each in serious(reconciled):
        found.setdefault(each.statements[0].split("#")[1].split(".")[0][1:], each.severity)
    return found


def many(folder: Path) -> Reconciled:
    """Blocks that one source contradicts, beside an assumption that does so too, and careless ones.

    In every fourth only the assumption is contradicted, in every fourth growth is careless.
    """
    numbers = range(12)
    growth = {0: "50", 1: "50", 2: "20", 3: "22"}
    figures = [GROWTH.format(n=n, growth=growth[n % 4]) for n in numbers]
    figures += [PART.format(n=n, part="620" if n % 4 in (0, 2) else "61") for n in numbers]
    identities = [f"{{id: id{n}, total: a{n}, parts: [b{n}, c{n}]}}" for n in numbers]
    indicators = [f"{letter}{n}" for letter in "abc" for n in numbers]
    return plan(folder, indicators, identities, s="\n".join(figures))


def test_how_bad_it_is_does_not_depend_on_how_much_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = severities(many(tmp_path))
    assert few == {str(n): "error" if n % 4 in (0, 1) else "warning" for n in range(12)}
    monkeypatch.setattr(triage, "MOST_OF_SMALL", 5)
    company = many(tmp_path)
    assert severities(company) == few
    assert company.not_searched


def test_a_second_source_makes_no_error_milder(tmp_path: Path) -> None:
    second = '  - {id: a0, indicator: a0, printed: "777 tỷ đồng"}'
    found = plan(tmp_path, ["a0"], [], s=GROWTH.format(n=0, growth="50"), t=second)
    assert "error" in {each.severity for each in found.findings}


def test_two_sources_that_differ_are_no_error(tmp_path: Path) -> None:
    second = '  - {id: a0, indicator: a0, printed: "777 tỷ đồng"}'
    found = plan(tmp_path, ["a0"], [], s=GROWTH.format(n=0, growth="20"), t=second)
    assert {each.severity for each in serious(found)} == {"warning"}


def test_a_slip_that_fits_beside_a_careless_reading_is_one_contradiction(tmp_path: Path) -> None:
    claims = '[{kind: target, printed: "1.250 đồng", period: 2023-H1, standing: aspired},'
    claims += ' {kind: attainment, printed: "60,0%"}]'
    homes = f'  - {{id: x, indicator: a0, printed: "987 đồng", claims: {claims}}}'
    target = "{id: t, indicator: a0, period: 2023-H1, value: 1250, standing: aspired}"
    (found,) = serious(plan(tmp_path, ["a0"], [], f"targets: [{target}]\n", s=homes))
    assert found.severity == "error"


def test_what_only_together_is_careless_is_one_finding(tmp_path: Path) -> None:
    (found,) = serious(plan(tmp_path, ["a0"], [], s=CARELESS))
    assert found.severity == "warning"
    assert set(found.alternatives[0]) == {
        "s#x", "s#x.attainment", "s#x.target"
    }  # fmt: skip


@pytest.mark.parametrize("figures", [8, 40])
def test_many_figures_of_one_quantity_are_one_contradiction(tmp_path: Path, figures: int) -> None:
    names = blocks.plain(Random(figures), tmp_path / "plan", figures)
    reconciled = checked(tmp_path / "plan")
    (found,) = serious(reconciled)
    assert found.severity == "error"
    assert {name for changed in found.alternatives for name in changed} == set(names)
    assert reconciled.undecided == reconciled.not_searched == ()


def test_of_many_figures_the_few_that_differ_from_most_are_wrong(tmp_path: Path) -> None:
    figures = [
        f'  - {{id: f{n}, indicator: a0, printed: "{123 if n < 9 else 171} tỷ đồng"}}'
        for n in range(14)
    ]
    found = serious(plan(tmp_path, ["a0"], [], s="\n".join(figures)))
    assert {each.alternatives for each in found} == {((f"s#f{n}",),) for n in range(9, 14)}


@pytest.mark.parametrize(("allowed", "searched"), [(work.SEARCHING, True), (300, False)])
def test_each_error_of_a_block_is_told_with_its_culprits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, allowed: int, searched: bool
) -> None:
    monkeypatch.setattr(diagnose, "SEARCHING", allowed)
    culprits = blocks.block(Random(2), tmp_path / "plan", 60, 4)
    reconciled = checked(tmp_path / "plan")
    errors = [each for each in reconciled.findings if each.severity == "error"]
    named = {name for each in errors for changed in each.alternatives for name in changed}
    assert len(errors) >= 4
    assert set(culprits) <= named
    assert len({each.fingerprint for each in errors}) == len(errors)
    assert (reconciled.not_searched == ()) is searched


@pytest.mark.parametrize("setting", ["error", "warning", "note"])
@pytest.mark.parametrize("small", [triage.MOST_OF_SMALL, 0])
def test_what_two_sources_differ_in_is_as_severe_in_company(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str, small: int
) -> None:
    """Where there is too much to search, too, and beside what one of them alone contradicts."""
    monkeypatch.setattr(triage, "MOST_OF_SMALL", small)
    first = "\n".join([GROWTH.format(n=0, growth="50"), PART.format(n=0, part="45")])
    second = PART.format(n=0, part="97")
    among = "{id: among, total: a0, parts: [b0], rest: {low: 0%, high: 100%}}"
    settings = f"settings: {{cross-source: {setting}}}\n"
    found = plan(tmp_path, ["a0", "b0"], [among], settings, s=first, t=second)
    assert {(each.severity, "s#b0" in each.statements) for each in found.findings} == {
        ("error", False), (setting, True)
    }  # fmt: skip
    assert bool(found.not_searched) is (small == 0)
