"""The nodes of a tree: text, lists and mappings that know where they stand in their file."""

from typing import Any

from plan_tracker.model.place import Place


class Scalar(str):
    """A scalar as it stands in the file."""

    __slots__ = ("place",)
    place: Place


class Items(list[Any]):
    """A sequence; `size` is how many values it holds, aliases unfolded."""

    __slots__ = ("place", "size")
    place: Place
    size: int


class Keys(dict[str, Any]):
    """A mapping; `key_places` says where each key stands."""

    __slots__ = ("key_places", "place", "size")
    place: Place
    key_places: dict[str, Place]
    size: int


Node = Scalar | Items | Keys | None
