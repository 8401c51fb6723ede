"""Blocks of the Document as paragraphs and tables of Word."""

from __future__ import annotations

from collections.abc import Iterable

from avv_desktop.document import model as m
from avv_desktop.word.body import Body
from avv_desktop.word.numbering import BULLETS
from avv_desktop.word.tables import card_table, signature_table, table


def add_blocks(body: Body, blocks: Iterable[m.Block], *, below: bool = False) -> None:
    """`below`: they belong to the numbered paragraph above, and are set in."""
    lettered = False
    for block in blocks:
        match block:
            case m.Paragraph():
                _numbered(body, block, below=below)
            case m.Items():
                _items(body, block, fresh=lettered or not below, below=below)
                lettered = lettered or block.kind == "letters"
            case m.Table():
                if block.title:
                    body.paragraph("AVV Tabellentitel", (m.Text(block.title),))
                body.add(table(body, block))
                body.gap()
            case m.Card():
                body.add(card_table(body, block))
                body.gap()
            case m.SignatureBlock():
                _signatures(body, block)


def _numbered(body: Body, paragraph: m.Paragraph, *, below: bool) -> None:
    if paragraph.label:
        body.paragraph("AVV Absatz", paragraph.runs, paragraph.id)
    elif paragraph.runs:
        body.paragraph("AVV Absatz Folge" if below else "AVV Text", paragraph.runs, paragraph.id)
    add_blocks(body, paragraph.blocks, below=bool(paragraph.label) or below)


def _items(body: Body, items: m.Items, *, fresh: bool, below: bool) -> None:
    if items.kind == "letters":
        numbers = (body.numbering.fresh_letters(), 2) if fresh else None
        style = "AVV Buchstabe"
    else:
        numbers, style = (BULLETS, 1) if below else None, "AVV Strich"
    for item in items.items:
        body.paragraph(style, item.runs, numbers=numbers)
        add_blocks(body, item.blocks, below=True)


def _signatures(body: Body, block: m.SignatureBlock) -> None:
    body.paragraph("AVV Tabellentitel", (m.Text(block.title),))
    dated = (m.Text(", Datum: ____________________"),) if block.paper else ()
    body.paragraph("AVV Hinweis", (*block.place, *dated))
    if block.note:
        body.paragraph("AVV Hinweis", (m.Text(block.note),))
    if block.lines:
        body.add(signature_table(body, block))
        body.gap()
