"""`tracker check --cluster`: what it refuses, and that nothing else waits for Dask."""

from importlib.util import find_spec as found_spec

import pytest

from plan_tracker.cli import in_parts
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
