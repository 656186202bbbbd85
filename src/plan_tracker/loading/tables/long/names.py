"""What the statements of a table in long form are called."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from plan_tracker.loading.frame.codes import first_rows, number_rows
from plan_tracker.loading.sources.figures import usual_entity
from plan_tracker.loading.sources.texts import Texts
from plan_tracker.loading.tables.long.arrays import Coded


def names_of(coded: dict[str, Coded], texts: Texts) -> pa.Array:
    """What each statement is called: `source#entity/indicator/period`, a claim by its kind too."""
    entities = [text or usual_entity(texts) for text in coded["entity"].texts]
    who = pc.take(_word_array(entities), pa.array(coded["entity"].codes))
    said = [coded[name] for name in ("indicator", "period", "kind")]
    form = number_rows((each.codes, len(each.texts)) for each in said)
    first = first_rows(form)
    usual = str(texts.source.period or "")
    ends = []
    for row in first:
        indicator, period, kind = (each.texts[each.codes[row]] for each in said)
        ends.append(_ending(indicator, period or usual, kind))
    what = pc.take(_word_array(ends), pa.array(form))
    mark = pa.scalar(f"{texts.source.id}#", pa.large_string())
    names = pc.binary_join_element_wise(mark, who, what, pa.scalar("", pa.large_string()))
    key = pd.Series(form * len(coded["entity"].texts) + coded["entity"].codes)
    if not key.duplicated().any():
        return names
    turn = key.groupby(key).cumcount().to_numpy()
    again = np.flatnonzero(turn)
    objects = names.to_numpy(zero_copy_only=False).copy()
    objects[again] = [f"{objects[row]}~{turn[row] + 1}" for row in again]
    return pa.array(objects, pa.large_string())


def _ending(indicator: str, period: str, kind: str) -> str:
    name = f"{indicator}/{period}"
    return f"/{name}" if kind == "level" else f"/{name}.{kind}"


def _word_array(texts: Sequence[str]) -> pa.Array:
    """The texts as parts of a name, without what separates its parts."""
    parts = ["_".join(text.replace("#", " ").replace(",", " ").split()) for text in texts]
    return pa.array(parts, pa.large_string())
