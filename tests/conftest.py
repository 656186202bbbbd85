"""What tests of several kinds share."""

import os
from collections.abc import Iterator
from gettext import NullTranslations

import pytest
from hypothesis import HealthCheck, settings

from plan_tracker.report.words.languages import language

# Commands speak the language of the system, and tests are the same on every system.
os.environ.pop("LC_MESSAGES", None)
os.environ["LC_ALL"] = "C.UTF-8"

# How long an example takes is the machine's matter, and no test's. Every run draws the same
# examples; `make fuzz` draws new ones, and keeps those that fail in .hypothesis/.
settings.register_profile(
    "same",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "fuzz", deadline=None, print_blob=True, suppress_health_check=list(HealthCheck)
)
settings.load_profile("same")


class _Noting(NullTranslations):
    """Asked for what a catalog lacks: says it in English, and notes it."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def gettext(self, message: str) -> str:
        self.asked.append(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.asked.append(msgid2)
        return msgid2


@pytest.fixture
def untranslated(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What a test asked the Vietnamese catalog for without finding it."""
    noting = _Noting()
    monkeypatch.setattr(language("vi")._catalog, "_fallback", noting)
    yield noting.asked
