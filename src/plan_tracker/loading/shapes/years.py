"""When the years of a plan begin, which all its periods are read with."""

from collections.abc import Iterable
from contextlib import suppress

from pydantic import ValidationError

from plan_tracker.loading.files.nodes import Keys
from plan_tracker.loading.shapes.target import SettingsShape
from plan_tracker.loading.shapes.values import YEAR_START


def year_start_of(trees: Iterable[Keys]) -> tuple[int, int] | None:
    """The month and the day that `settings` in files of targets say; None where none does."""
    for tree in trees:
        said = tree.get("settings")
        if isinstance(said, Keys) and YEAR_START in said:
            with suppress(ValidationError):
                settings = SettingsShape.model_validate({YEAR_START: said[YEAR_START]})
                return settings.year_start
    return None
