"""Each file of targets may have a language of its own."""

from fractions import Fraction
from pathlib import Path

from plan_tracker.loading.drafts import load_plan
from plan_tracker.loading.folder import load

INDICATORS = """
indicators:
  pupils: {name: Học sinh, unit: person, kind: stock}
  nurses: {name: Nurses, unit: person, kind: stock}
"""


def _folder(path: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (path / name).parent.mkdir(exist_ok=True)
        (path / name).write_text(text, encoding="utf-8")
    return path


def _targets(locale: str, indicator: str, value: str) -> str:
    head = f"locale: {locale}\n" if locale else ""
    target = f'{{id: {indicator}-1, indicator: {indicator}, period: 2025, value: "{value}"}}'
    return f"{head}targets:\n  - {target}\n"


def _source(name: str, locale: str) -> str:
    return f"source: {{id: {name}, locale: {locale}, period: 2024}}\nfigures: []\n"


def test_values_are_read_in_the_language_of_their_file(tmp_path: Path) -> None:
    folder = _folder(
        tmp_path,
        {
            "targets/all.yaml": INDICATORS,
            "targets/vi.yaml": _targets("vi", "pupils", "1.250"),
            "targets/en.yaml": _targets("en", "nurses", "1,250"),
            "seeds/a.yaml": _source("a", "vi"),
            "seeds/b.yaml": _source("b", "en"),
        },
    )
    loaded, problems = load(folder)
    assert problems == []
    assert [target.value for target in loaded.plan.targets] == [Fraction(1250)] * 2


def test_a_file_that_names_none_is_in_the_language_of_the_plan(tmp_path: Path) -> None:
    folder = _folder(
        tmp_path,
        {
            "targets/all.yaml": f"{INDICATORS}settings: {{locale: vi}}\n",
            "targets/vi.yaml": _targets("", "pupils", "1.250"),
            "targets/en.yaml": _targets("en", "nurses", "1,250"),
            "seeds/b.yaml": _source("b", "en"),
        },
    )
    loaded, problems = load(folder)
    assert problems == []
    assert [target.value for target in loaded.plan.targets] == [Fraction(1250)] * 2


def test_a_document_of_another_language_leaves_the_targets_in_that_of_their_sources(
    tmp_path: Path,
) -> None:
    folder = _folder(
        tmp_path,
        {
            "targets/all.yaml": INDICATORS,
            "targets/vi.yaml": _targets("", "pupils", "1,5 triệu"),
            "seeds/a.yaml": _source("a", "vi"),
        },
    )
    plan, problems = load_plan(folder, "en")
    assert problems == []
    assert [target.value for target in plan.targets] == [Fraction(1_500_000)]
