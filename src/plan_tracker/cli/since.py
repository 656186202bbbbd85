"""The findings of a plan as it stood at a git revision."""

import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from plan_tracker.cli.output import refuse, tell
from plan_tracker.cli.plan_folder import today
from plan_tracker.inputs.regular import is_there

if TYPE_CHECKING:
    from plan_tracker.grids.queries.permission import Permission
    from plan_tracker.model.finding import Finding

_DEEPEST = 100  # folders; whatever lies deeper is no part of a plan, and hard to clear away
_PARTS = ("targets", "seeds", "waivers.yaml")


class Known(NamedTuple):
    """What was found then: the fingerprints, and of notes the code with each statement in them."""

    fingerprints: frozenset[str] = frozenset()
    noted: frozenset[tuple[str, str]] = frozenset()

    def has(self, finding: "Finding") -> bool:
        """Whether a finding is an old one.

        A note is where one of its code was about one of its statements: that a figure more is an
        estimate, or printed otherwise, is no news.
        """
        if finding.severity == "note" and not self.noted.isdisjoint(_noted(finding)):
            return True
        return finding.fingerprint in self.fingerprints


def known_at(plan: Path, revision: str, on: date | None, permission: "Permission") -> Known:
    """What was found at a revision; nothing where there was no plan yet.

    Ends the command where git does not know the revision. A plan that could not be used then has
    no findings to compare with, which is said on stderr. Its queries are held to what the caller
    permits now.
    """
    with TemporaryDirectory(prefix="tracker-") as name:
        then = Path(name, "plan")
        _check_out(plan, revision, then, index=Path(name, "index"))
        if not any((then / part).is_dir() for part in _PARTS):
            return Known()
        for part in _PARTS[:2]:
            if not is_there(then / part):
                (then / part).mkdir()
        return _known(then, revision, on, permission)


def _known(folder: Path, revision: str, on: date | None, permission: "Permission") -> Known:
    from plan_tracker.loading.folder import load
    from plan_tracker.reconcile.findings.waivers import waive
    from plan_tracker.reconcile.reconcile import reconcile

    loaded, problems = load(folder, permission)
    if problems:
        said = f"at {revision} the plan could not be used: every finding counts as new"
        tell(said)
        return Known()
    findings = waive(reconcile(loaded).findings, loaded.waivers, on or today())
    # One that was waived then and is not now fails anew.
    held = [each for each in findings if not each.waiver]
    notes = [each for each in held if each.severity == "note"]
    return Known(
        frozenset(each.fingerprint for each in held),
        frozenset(pair for note in notes for pair in _noted(note)),
    )


def _noted(note: "Finding") -> set[tuple[str, str]]:
    return {(note.code, statement) for statement in note.statements}


def _check_out(plan: Path, revision: str, folder: Path, *, index: Path) -> None:
    """Write the plan of a revision into a folder, through an index of our own."""
    own = {"GIT_INDEX_FILE": str(index)}
    commit = _commit(plan, revision)
    inside = _git(plan, "rev-parse", "--show-prefix").strip()
    top = Path(_git(plan, "rev-parse", "--show-toplevel").removesuffix("\n"))
    named = f"{commit}:{inside}"
    tree = _git(top, "rev-parse", "--verify", "--quiet", named, missing="").strip()
    there = _git(top, "ls-tree", "-z", "--name-only", tree).split("\0") if tree else []
    parts = [part for part in there if part in _PARTS]
    if not parts:
        return
    _git(top, "read-tree", tree, variables=own)
    listed = _git(top, "ls-files", "-z", "--", *parts, variables=own).split("\0")
    names = "\0".join(name for name in listed if name.count("/") <= _DEEPEST)
    prefix = f"--prefix={folder}{os.sep}"
    _git(top, "checkout-index", "-z", "--stdin", prefix, variables=own, given=names)


def _commit(plan: Path, revision: str) -> str:
    """The name of the commit that a revision means. Ends the command where there is none."""
    shallow = _git(plan, "rev-parse", "--is-shallow-repository").strip() == "true"
    # What follows --end-of-options is never taken for an option, whatever it begins with.
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    commit = _git(plan, *asked, missing="").strip()
    if not commit and shallow:
        refuse(
            f"--since: the history here is cut off, and has no {revision!r}: fetch all of it, by "
            "`git fetch --unshallow` or, for actions/checkout, `fetch-depth: 0`"
        )
    if not commit:
        refuse(f"--since: git knows no revision {revision!r}: name a commit, a branch or a tag")
    return commit


def _git(
    folder: Path,
    *words: str,
    variables: Mapping[str, str] | None = None,
    given: str = "",
    missing: str | None = None,
) -> str:
    """What git says in a folder; `missing`, where given, if it fails. Ends the command else."""
    environment = {**os.environ, **(variables or {})}
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *words],
            env=environment, input=os.fsencode(given), capture_output=True, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        refuse("--since needs git, which is not there: install it")
    except OSError as error:
        refuse(f"--since needs git: {error.strerror}")
    if done.returncode and missing is not None:
        return missing
    if done.returncode:
        said = done.stderr.decode(sys.getfilesystemencoding(), "replace").strip()
        refuse(f"--since: {said or 'git failed'}")
    return os.fsdecode(done.stdout)
