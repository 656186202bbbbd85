"""The parts of an Office file, and which of them name which."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from itertools import count
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_LIST_OF_TYPES = "[Content_Types].xml"
_PROPERTIES = "docProps/core.xml"
_TIMES = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the first that an archive can say
Element = Any  # of lxml, which says no types


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A file of parts, which is the same bytes whenever it is made."""
    whole = BytesIO()
    with ZipFile(whole, "w") as archive:
        for name, content in parts.items():
            part = ZipInfo(name, _NO_TIME)
            part.compress_type = ZIP_DEFLATED
            archive.writestr(part, content)
    return whole.getvalue()


def without_times(raw: bytes) -> bytes:
    """A file of parts without the times at which a library made it."""
    with ZipFile(BytesIO(raw)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    if _PROPERTIES in parts:
        parts[_PROPERTIES] = _TIMES.sub(rb"", parts[_PROPERTIES])
    return packed(parts)


class OfficeParts:
    """The parts of a file by their names; what is added is added to `contents`."""

    def __init__(self, contents: dict[str, bytes]) -> None:
        self.contents = contents

    def main(self) -> str:
        """The part that a program opens first. Raises StopIteration where there is none."""
        return self.of_kind("", f"{OFFICE}/officeDocument")

    def of_kind(self, name: str, kind: str) -> str:
        """The first part of a kind that a part names; empty where there is none."""
        return next((target for _, found, target in self._named_by(name) if found == kind), "")

    def by_id(self, name: str) -> dict[str, str]:
        """The parts that a part names, by what it calls them."""
        return {known_as: target for known_as, _, target in self._named_by(name)}

    def add(self, by: str, names: str, kind: str, content: str) -> str:
        """The name of a new part, which another one names; `names` has a place for a number."""
        name = next(name for name in map(names.format, count(1)) if name not in self.contents)
        self.contents[name] = content.encode()

        relations = _relations_of(by)
        known = relations in self.contents
        tree = self.read(relations) if known else element("Relationships", PACKAGE)
        ids = {relation.get("Id") for relation in tree}
        known_as = next(own for own in map("rIdNotes{}".format, count(1)) if own not in ids)
        target = posixpath.relpath(name, posixpath.dirname(by))
        tree.append(element("Relationship", PACKAGE, Id=known_as, Type=kind, Target=target))
        self.write(relations, tree)
        return name

    def say_type(self, name: str, content_type: str) -> None:
        """Say what a part holds, where nothing says it yet."""
        tree = self.read(_LIST_OF_TYPES)
        ending = posixpath.splitext(name)[1][1:]
        said = {part.get("PartName") or f".{part.get('Extension')}" for part in tree}
        if f"/{name}" in said or (ending != "xml" and f".{ending}" in said):
            return
        whole = element("Override", TYPES, PartName=f"/{name}", ContentType=content_type)
        tree.append(whole)
        self.write(_LIST_OF_TYPES, tree)

    def read(self, name: str) -> Element:
        """The XML of a part. Raises KeyError and LxmlError."""
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        return etree.fromstring(self.contents[name], parser)

    def write(self, name: str, tree: Element) -> None:
        """Put XML in the place of a part."""
        from lxml import etree

        self.contents[name] = etree.tostring(
            tree, xml_declaration=True, encoding="UTF-8", standalone=True
        )

    def _named_by(self, name: str) -> Iterator[tuple[str, str, str]]:
        for relation in self._relations(name):
            target = posixpath.join("/", posixpath.dirname(name), relation.get("Target"))
            yield relation.get("Id"), relation.get("Type"), posixpath.normpath(target).lstrip("/")

    def _relations(self, name: str) -> Sequence[Element]:
        relations = _relations_of(name)
        return list(self.read(relations)) if relations in self.contents else []


def element(name: str, space: str, text: str = "", **marks: str) -> Element:
    """An element with a text and attributes; blanks in its text are kept."""
    from lxml import etree

    made = etree.Element(f"{{{space}}}{name}", nsmap={None: space})
    for mark, value in marks.items():
        made.set(mark, value)
    if text:
        made.text = text
        made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def _relations_of(name: str) -> str:
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")
