"""For whom a plan's figures are, as the words around them say."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from plan_tracker.loading.drafted.names import Words, name_words
from plan_tracker.model.plan import Plan


@dataclass(frozen=True)
class Entities:
    """The entities of a plan by the words of their names."""

    plan: Plan

    @property
    def usual(self) -> str:
        """For whom a figure is that names nobody: the first entity, which the others belong to."""
        return next(iter(self.plan.entities), "")

    @cached_property
    def named(self) -> Mapping[str, tuple[Words, ...]]:
        """The words of the names of each of the others."""
        return {
            entity.id: tuple(filter(None, map(_words, {*entity.name.values(), entity.id})))
            for entity in self.plan.entities.values()
            if entity.id != self.usual
        }

    @cached_property
    def words(self) -> Words:
        """All words that name an entity."""
        names = [*self.plan.entities.values()]
        texts = (text for entity in names for text in (*entity.name.values(), entity.id))
        return name_words(texts)

    def meant(self, near: str, around: str) -> str | None:
        """Whom a text speaks of, else what stands around it; None where that may be several."""
        for text in (near, around):
            said = name_words([text])
            found = {
                entity
                for entity, names in self.named.items()
                if any(words <= said for words in names)
            }
            if found:
                return found.pop() if len(found) == 1 else None
        return self.usual


def _words(text: str) -> Words:
    return name_words([text])
