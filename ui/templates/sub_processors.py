"""The sub-processors a template proposes: from the library, and into it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from avv_desktop.system.language import tr
from avv_desktop.template.clean import new_id
from avv_desktop.template.library import Entry
from avv_desktop.template.questions import propose
from ui.look.tokens import Space
from ui.templates.book import Book
from ui.templates.library import Books, library_button
from ui.widgets.controls import boxed, button, card, column, row, text, tool


def proposed_rows(book: Book, books: Books, table: str) -> QFrame:
    """One line for each, with what can be done about it."""
    rows = list(book.now.field(table).default or ())
    parts: list = [text(tr("Proposed in every new agreement"), "heading")]
    for number, each in enumerate(rows):
        parts.append(_line(book, books, table, rows, number, str(each.get("company") or each.get("service") or "–")))
    if not rows:
        parts.append(text(tr("None so far."), "soft"))
    if not book.given:
        more = library_button(books, "sub_processor", tr("sub-processors"), lambda entry: _add(book, table, entry))
        parts.append(row(more, None))
    return card(*parts, gap=Space.S)


def _line(book: Book, books: Books, table: str, rows: list, number: int, name: str):
    keep = button(tr("Into the library"), "quiet", small=True)
    keep.setAccessibleName(tr("Into the library: {title}", title=name))
    keep.clicked.connect(lambda: books.take_in("sub_processor", name, row=dict(rows[number])))
    gone = tool("trash", tr("No longer propose: {title}", title=name), small=True)
    gone.setVisible(not book.given)
    left = [row for at, row in enumerate(rows) if at != number]
    gone.clicked.connect(lambda: book.edit(lambda t: propose(t, table, left)))
    said = column(text(name), text(str(rows[number].get("service") or ""), "caption"), gap=Space.HAIR)
    whole = row(said, keep, gone)
    whole.setStretch(0, 1)
    return boxed(whole)


def _add(book: Book, table: str, entry: Entry) -> None:
    """The parts this template's table has; an id of its own."""
    columns = {column.id for column in book.now.field(table).columns}
    rows = list(book.now.field(table).default or ())
    made = {name: value for name, value in entry.row.items() if name in columns}
    if "id" in columns:
        made["id"] = new_id(entry.title, [str(row.get("id", "")) for row in rows], "company")
    book.edit(lambda t: propose(t, table, [*rows, made]))
