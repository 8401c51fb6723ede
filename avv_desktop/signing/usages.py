"""Where in a version of a file each object is referred to, as pyHanko's comparison of versions asks for it.

The library writes down every way to every object; the comparison asks for the few that a later version replaces. Here
the ways are walked once, without a step for what refers to nothing, and put into words only when asked for. They are
the library's own: a page counts at its place in the tree of pages alone, and an element of the structure is not
entered from outside the structure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, TypeAlias

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import HistoricalResolver, RawPdfPath

Number: TypeAlias = tuple[int, int]
"""Of an object: its number and generation."""
Way: TypeAlias = "tuple[Any, str | int] | None"
"""The step before, and the key or index of this one; None at the trailer."""
PARTS = (generic.DictionaryObject, generic.ArrayObject, generic.IndirectObject)
ROOT: Way = (None, "/Root")
STRUCTURE: Way = (ROOT, "/StructTreeRoot")


class Usages:
    """All ways from the trailer of one version to each of its objects. Raises PdfReadError for trees in a circle."""

    def __init__(self, version: HistoricalResolver) -> None:
        self._version = version
        self._ways: defaultdict[Number, list[Way]] = defaultdict(list)
        self._pages = _pages(version.root)
        self._elements = _elements(version.root)
        self._passed: set[Number] = set()
        self._walk(version.trailer_view, None, inside=False)

    def of(self, reference: generic.Reference) -> set[RawPdfPath]:
        ways = self._ways.get((reference.idnum, reference.generation), ())
        return {RawPdfPath(*_steps(way)) for way in ways}

    def _walk(self, found: Any, way: Way, *, inside: bool) -> None:
        """inside: below the elements of the structure."""
        if isinstance(found, generic.IndirectObject):
            self._follow(found.reference, way, inside=inside)
        elif isinstance(found, generic.DictionaryObject):
            for key, value in found.items():
                if isinstance(value, PARTS) and key != "/Parent" and not (inside and key == "/P"):
                    below = inside or (key == "/K" and way == STRUCTURE)
                    self._walk(value, (way, key), inside=below)
        elif isinstance(found, generic.ArrayObject):
            for at, value in enumerate(found):
                if isinstance(value, PARTS):
                    self._walk(value, (way, at), inside=inside)

    def _follow(self, reference: generic.Reference, way: Way, *, inside: bool) -> None:
        number = reference.idnum, reference.generation
        if number in self._passed:
            return
        self._ways[number].append(way)
        elsewhere = number in self._pages and self._pages[number] != way
        found = self._version(reference)
        if elsewhere or (not inside and number in self._elements) or isinstance(found, generic.IndirectObject):
            return
        self._passed.add(number)
        self._walk(found, way, inside=inside)
        self._passed.discard(number)


def _steps(way: Way) -> list[str | int]:
    steps: list[str | int] = []
    while way is not None:
        way, step = way
        steps.append(step)
    return steps[::-1]


def _pages(root: generic.DictionaryObject) -> dict[Number, Way]:
    """Each node of the tree of pages, and its place there."""
    top, way = root.raw_get("/Pages"), (ROOT, "/Pages")
    found: dict[Number, Way] = {}
    if isinstance(top, generic.IndirectObject):
        found[top.idnum, top.generation] = way
    for number, place in _kids(top.get_object(), way):
        if number in found:
            raise PdfReadError("The tree of pages goes in a circle")
        found[number] = place
    return found


def _kids(node: Any, way: Way) -> Iterator[tuple[Number, Way]]:
    for at, kid in enumerate(node["/Kids"]):
        place = ((way, "/Kids"), at)
        if isinstance(kid, generic.IndirectObject):
            yield (kid.idnum, kid.generation), place
        below = kid.get_object()
        if below.get("/Type", None) == "/Pages":
            yield from _kids(below, place)


def _elements(root: generic.DictionaryObject) -> set[Number]:
    """Those of the structure that have a number."""
    found: set[Number] = set()
    if "/StructTreeRoot" in root:
        for number in _children(root.raw_get("/StructTreeRoot").get_object()):
            if number in found:
                raise PdfReadError("The tree of the structure goes in a circle")
            found.add(number)
    return found


def _children(element: generic.DictionaryObject) -> Iterator[Number]:
    """Also of what has no number itself. What is content, and no element, has none."""
    try:
        children = element["/K"]
    except KeyError:
        return
    for child in children if isinstance(children, generic.ArrayObject) else (children,):
        below = child.get_object() if isinstance(child, generic.IndirectObject) else child
        if isinstance(below, generic.DictionaryObject) and _is_element(below):
            if below is not child:
                yield child.idnum, child.generation
            yield from _children(below)


def _is_element(found: generic.DictionaryObject) -> bool:
    """So it is where no type is given (ISO 32000-1, 14.7.2)."""
    return "/Type" not in found or found["/Type"] == "/StructElem"
