"""XML parts read without entities, without the network, and within libxml2's own limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] - a compiled module

from .failure import ReadError
from .package import BROKEN, Package

_SMALL = 4 * 1024 * 1024
_SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
_PARSER = etree.XMLParser(**_SAFE, collect_ids=False)


def tree(data: bytes, part: str) -> Any:
    """The root element of an XML part."""
    try:
        root = etree.fromstring(data, _PARSER)
    except (etree.LxmlError, ValueError) as error:
        raise ReadError("unreadable_file", part) from error
    return _without_entities(root, part)


def _without_entities(root: Any, part: str) -> Any:
    """The element itself. No office program writes a document type; entities are the only use of one."""
    if root.getroottree().docinfo.internalDTD is not None:
        raise ReadError("unreadable_file", part)
    return root


def elements(package: Package, part: str, *names: str) -> Iterator[Any]:
    """The elements of these names in an XML part; in a large part each is forgotten when the next is asked for."""
    tags = [f"{{*}}{name}" for name in names]
    if part not in package or package.members[part].file_size <= _SMALL:
        yield from tree(package.read(part), part).iter(*tags)
        return
    try:
        with package.open(part) as stream:
            for _, element in etree.iterparse(stream, events=("end",), tag=tags, **_SAFE):
                yield _without_entities(element, part)
                element.clear()
                parent = element.getparent()
                while parent is not None and element.getprevious() is not None:
                    del parent[0]
    except (etree.LxmlError, *BROKEN) as error:
        if isinstance(error, ReadError):
            raise
        raise ReadError("unreadable_file", part) from error


def page(text: str) -> Any:
    """The root element of an HTML page; None where it holds nothing."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        if not text.strip():
            return None
        raise ReadError("unreadable_file", "HTML") from error


def walk(root: Any) -> Iterator[tuple[str, Any, Callable[[], None]]]:
    """The starts and ends of `root` and all below it, with a way to skip what is below a start."""
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        yield event, element, walker.skip_subtree


def local(element: Any) -> str:
    """The name of an element without its namespace; '' for entities and the like."""
    tag = element.tag
    return unqualified(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=4096)
def unqualified(tag: str) -> str:
    """The part of a name behind its namespace."""
    return tag.rpartition("}")[2]
