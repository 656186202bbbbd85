"""`tracker check --cluster`: what it refuses, and that nothing else waits for Dask."""

from importlib.util import find_spec as found_spec
from pathlib import Path

import pytest

from bulk import make, write
from plan_tracker.cli import in_parts, room
from plan_tracker.cluster.address import ClusterAddress, read_address
from tests.cli.transcript import run


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("local:4", ClusterAddress(processes=4)),
        ("tcp://scheduler:8786", ClusterAddress(scheduler="tcp://scheduler:8786")),
        ("tcp://[::1]:8786", ClusterAddress(scheduler="tcp://[::1]:8786")),
        ("tls://10.0.0.7:1", ClusterAddress(scheduler="tls://10.0.0.7:1")),
        ("local:0", None),
        ("local:", None),
        ("local:4000", None),
        ("local:-1", None),
        ("tcp://scheduler", None),
        ("tcp://scheduler:0", None),
        ("tcp://scheduler:70000", None),
        ("tcp://user@scheduler:8786", None),
        ("http://scheduler:8786", None),
        ("local:4\n", None),
        ("", None),
    ],
)
def test_what_names_a_cluster(text: str, address: ClusterAddress | None) -> None:
    assert read_address(text) == address


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("tracker check --plan fine --cluster many", "many is no cluster"),
        ("tracker check --plan fine --cluster local:2 --all", "--all needs the whole plan"),
        (
            "tracker check --plan fine --cluster local:2 --since HEAD",
            "--since needs the whole plan",
        ),
        (
            "tracker check --plan fine --cluster local:2 --format junit",
            "--format junit needs the whole plan",
        ),
        (
            "tracker check --plan fine --cluster local:2 -o cases.xml",
            "--format junit needs the whole plan",
        ),
        ("tracker check --plan fine --cluster local:2 table.csv", "--cluster is for plans"),
    ],
)
def test_what_cannot_be_in_parts_is_refused(words: str, said: str) -> None:
    found = run(words)
    assert found.code == 2
    assert said in found.err
    assert found.out == ""


def test_without_dask_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def spec(name: str) -> object:
        return None if name == "distributed" else found_spec(name)

    monkeypatch.setattr(in_parts, "find_spec", spec)
    found = run("tracker check --plan fine --cluster local:2")
    assert found.code == 2
    assert 'pip install "plan-tracker[cluster]"' in found.err


def test_a_plan_that_may_have_no_room_is_told_how_to_go_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write(tmp_path, make(2_200, seed=3), "value")
    monkeypatch.setattr(room, "memory_there", lambda: 2_000_000)
    found = run(f"tracker check --plan {tmp_path}")
    assert found.code == 1
    assert "2,200 statements take about 0.0 GB" in found.err
    assert "--cluster local:2" in found.err

    monkeypatch.setattr(room, "memory_there", lambda: 3_000_000)
    assert "--cluster" not in run(f"tracker check --plan {tmp_path}").err


def test_the_memory_of_this_machine_is_known_or_not_at_all() -> None:
    there = room.memory_there()
    assert there is None or there > 10**6
