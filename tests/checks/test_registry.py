"""One registry of checks, from which all that names or explains a check is made."""

import os
import subprocess
import sys
from pathlib import Path
from typing import get_args

from plan_tracker.model.evidence import LimitKind, TrustedKind
from plan_tracker.model.statement import StatementKind
from plan_tracker.reconcile.checks.pages import pages
from plan_tracker.reconcile.checks.registry import CHECKS, CONTRADICTION_CHECKS
from plan_tracker.reconcile.evidence.limits import LIMIT_RELATIONS
from plan_tracker.reconcile.system.claims import FORMS, TRUSTED_RELATIONS

ROOT = Path(__file__).parents[2]


def test_every_page_has_its_check_and_every_check_its_page() -> None:
    assert list(CHECKS) == list(pages())
    assert all(check.page is pages()[code] for code, check in CHECKS.items())
    assert all(page.code == code and page.title for code, page in pages().items())


def test_every_kind_that_can_contradict_gives_a_name() -> None:
    # A factor between two bases ties nothing but what a claim compares.
    kinds = {*FORMS, *get_args(TrustedKind)} - {"rebasing"}
    assert {check.kind for check in CONTRADICTION_CHECKS} == kinds


def test_every_kind_of_saying_says_how_it_leads_to_others() -> None:
    assert FORMS.keys() == {*get_args(StatementKind)} - {"stage"}
    assert TRUSTED_RELATIONS.keys() == {*get_args(TrustedKind)} - {"target"}
    assert LIMIT_RELATIONS.keys() == {*get_args(LimitKind)} - {"possible"}


def test_pages_outlive_the_docstrings() -> None:
    command = [sys.executable, "-OO", "-m", "plan_tracker", "explain", "PT201", "--plan"]
    run = subprocess.run(
        [*command, str(ROOT)],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "100"},
    )
    assert run.returncode == 0, run.stderr
    assert "PT201 attainment-mismatch" in run.stdout
    assert "Does not apply where the target is neither declared nor printed" in run.stdout
