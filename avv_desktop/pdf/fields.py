"""Signature fields in the base revision: tagged, beside their line in reading order, with an empty appearance.

Nothing of the structure tree changes after the first signature, so everything a signature needs is made here. The
layout wraps each signature line in a figure whose alternative text is "signature:" and the field's name; here the
figure becomes a paragraph that holds the field first and the printed name after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from avv_desktop.document.model import Document, SignatureLine, signature_blocks, signature_lines
from avv_desktop.errors import TypesettingFailed
from avv_desktop.pdf.model import Place

if TYPE_CHECKING:
    from pikepdf import Dictionary, Object, Pdf

PRINT, LOCKED = 4, 128
SIGNATURES_EXIST, APPEND_ONLY = 1, 2
MARK = "signature:"


def add_fields(pdf: Pdf, document: Document, places: tuple[Place, ...]) -> None:
    """Give every signature line of the document its field."""
    import pikepdf

    boxes = {place.id: place for place in places if place.kind == "signature"}
    figures = _figures(pdf)
    last = locking_field(document)
    fields = []
    for line in signature_lines(document):
        if line.field not in boxes or line.field not in figures:
            raise TypesettingFailed(reason=f"no line for {line.field}")
        fields.append(_field(pdf, line, boxes[line.field], figures[line.field], locks=line.field == last))
    if fields:
        flags = SIGNATURES_EXIST | APPEND_ONLY
        pdf.Root.AcroForm = pdf.make_indirect(pikepdf.Dictionary(Fields=pikepdf.Array(fields), SigFlags=flags))


def locking_field(document: Document) -> str:
    """The field that is surely signed last, or "": then the base revision locks nothing.

    It exists where every line has its turn and the last party needs all of its lines.
    """
    lines = signature_lines(document)
    if not lines or any(line.order == 0 for line in lines):
        return ""
    last = max(lines, key=lambda line: line.order)
    block = next(block for block in signature_blocks(document) if last in block.lines)
    return last.field if block.needed == len(block.lines) else ""


def label(line: SignatureLine) -> str:
    """What a screen reader says at the field."""
    return ", ".join(part for part in (f"Unterschrift {line.name}".strip(), line.function, line.party) if part)


def _field(pdf: Pdf, line: SignatureLine, place: Place, figure: Dictionary, *, locks: bool) -> Object:
    import pikepdf
    from pikepdf import Array, Dictionary, Name

    page = pdf.pages[place.page - 1]
    bottom = float(page.mediabox[3]) - place.y - place.height
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=pikepdf.String(line.field),
            TU=pikepdf.String(label(line)),
            F=PRINT | LOCKED,
            P=page.obj,
            Rect=Array([_points(n) for n in (place.x, bottom, place.x + place.width, bottom + place.height)]),
            AP=Dictionary(N=_empty_appearance(pdf, place)),
        )
    )
    if locks:
        field.Lock = pdf.make_indirect(Dictionary(Type=Name.SigFieldLock, Action=Name.All, P=1))
    if "/Annots" not in page:
        page.Annots = Array()
    page.Annots.append(field)
    page.Tabs = Name.S
    _tag(pdf, field, page.obj, figure)
    return field


def _empty_appearance(pdf: Pdf, place: Place) -> Object:
    from pikepdf import Array, Dictionary, Name

    stream = pdf.make_stream(b"")
    stream.Type, stream.Subtype, stream.Resources = Name.XObject, Name.Form, Dictionary()
    stream.BBox = Array([0, 0, _points(place.width), _points(place.height)])
    return stream


def _tag(pdf: Pdf, field: Object, page: Object, figure: Dictionary) -> None:
    """A /Form element with its one object reference, first in what was the figure and is a paragraph now."""
    from pikepdf import Array, Dictionary, Name

    tree = pdf.Root.StructTreeRoot
    form = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Form, P=figure, K=Dictionary(Type=Name.OBJR, Obj=field, Pg=page))
    )
    figure.S = Name.P
    for name in ("/Alt", "/A", "/T"):
        if name in figure:
            del figure[name]
    kids = figure.K if "/K" in figure else Array()
    figure.K = Array([form, *(kids if isinstance(kids, Array) else [kids])])
    key = int(tree.ParentTreeNextKey)
    field.StructParent = key
    _remember(tree.ParentTree, key, form)
    tree.ParentTreeNextKey = key + 1


def _remember(node: Object, key: int, element: Object) -> None:
    """Append to the number tree; `key` is greater than all keys in it."""
    while "/Kids" in node:
        if "/Limits" in node:
            node.Limits[1] = key
        node = node.Kids[-1]
    node.Nums.append(key)
    node.Nums.append(element)
    if "/Limits" in node:
        node.Limits[1] = key


def _figures(pdf: Pdf) -> dict[str, Dictionary]:
    """The layout's figures of signature lines, by field name."""
    from pikepdf import Dictionary, Name

    found = {}
    for each in pdf.objects:
        if isinstance(each, Dictionary) and each.get("/S") == Name.Figure and "/Alt" in each:
            alt = str(each.Alt)
            if alt.startswith(MARK):
                found[alt.removeprefix(MARK)] = each
    return found


def _points(number: float) -> float:
    return round(number, 2)
