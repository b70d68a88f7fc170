"""An office file's parts, changed one by one: what is not touched stays byte for byte as it was."""

from __future__ import annotations

import io
import zipfile
from posixpath import dirname, join, normpath, relpath
from typing import Any

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] - a compiled module

_TYPES = "[Content_Types].xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_PARSER = {"resolve_entities": False, "no_network": True, "huge_tree": True}


class Parts:
    """The parts of an Open Packaging file by name."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            self._infos = {info.filename: info for info in opened.infolist()}
            self._bytes = {name: opened.read(name) for name in self._infos}
        self._trees: dict[str, Any] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._bytes or name in self._trees

    def tree(self, name: str) -> Any:
        """The part as an element that can be changed."""
        if name not in self._trees:
            self._trees[name] = etree.fromstring(self._bytes[name], etree.XMLParser(**_PARSER))
        return self._trees[name]

    def add(self, name: str, root: Any, content_type: str | None = None) -> None:
        """A new part; `content_type` None where its ending says it."""
        self._trees[name] = root
        if content_type:
            etree.SubElement(self.tree(_TYPES), f"{{{_CONTENT}}}Override", PartName=f"/{name}", ContentType=content_type)

    def ending(self, ending: str, content_type: str) -> None:
        """Say what parts with this ending are, unless that is said."""
        types = self.tree(_TYPES)
        if not any((known.get("Extension") or "").lower() == ending for known in types.iter(f"{{{_CONTENT}}}Default")):
            types.insert(0, etree.Element(f"{{{_CONTENT}}}Default", Extension=ending, ContentType=content_type))

    def related(self, name: str, kind: str) -> str | None:
        """The part to which `name` is related in this way, if any."""
        relations = self._relations(name)
        if relations not in self:
            return None
        for relation in self.tree(relations):
            if relation.get("Type", "").endswith(f"/{kind}"):
                return _resolved(name, relation.get("Target", ""))
        return None

    def target(self, name: str, identity: str) -> str | None:
        """The part to which the relation `identity` of `name` leads."""
        for relation in self.tree(self._relations(name)):
            if relation.get("Id") == identity:
                return _resolved(name, relation.get("Target", ""))
        return None

    def relate(self, name: str, kind: str, other: str) -> str:
        """Relate `name` to `other`; returns the relation's identity."""
        relations = self._relations(name)
        if relations not in self:
            self.add(relations, etree.Element(f"{{{_RELATIONSHIPS}}}Relationships", nsmap={None: _RELATIONSHIPS}))
        root = self.tree(relations)
        taken = {relation.get("Id") for relation in root}
        identity = next(f"rIdJ{n}" for n in range(1, len(taken) + 2) if f"rIdJ{n}" not in taken)
        target = relpath(other, dirname(name) or ".")
        etree.SubElement(root, f"{{{_RELATIONSHIPS}}}Relationship", Id=identity, Type=f"{OFFICE}/{kind}", Target=target)
        return identity

    def free(self, pattern: str) -> str:
        """A name after `pattern`, which holds {}, that no part has."""
        return next(name for n in range(1, 10_000) if (name := pattern.format(n)) not in self)

    def written(self) -> bytes:
        """The file: parts in their order, new ones last. The same from run to run."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
            for name, info in self._infos.items():
                fresh = zipfile.ZipInfo(name, info.date_time)
                fresh.compress_type, fresh.external_attr = zipfile.ZIP_DEFLATED, info.external_attr
                target.writestr(fresh, self._content(name))
            for name in self._trees:
                if name not in self._infos:
                    fresh = zipfile.ZipInfo(name, _EPOCH)
                    fresh.compress_type = zipfile.ZIP_DEFLATED
                    target.writestr(fresh, self._content(name))
        return stream.getvalue()

    def _content(self, name: str) -> bytes:
        if name not in self._trees:
            return self._bytes[name]
        return etree.tostring(self._trees[name], xml_declaration=True, encoding="UTF-8", standalone=True)

    @staticmethod
    def _relations(name: str) -> str:
        folder, _, last = name.rpartition("/")
        return f"{folder}/_rels/{last}.rels" if folder else f"_rels/{last}.rels"


def _resolved(name: str, target: str) -> str:
    return normpath(target.lstrip("/") if target.startswith("/") else join(dirname(name), target))
