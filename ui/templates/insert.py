"""What can be put into a text: a question's answer, or a reference that follows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QPushButton

from avv_desktop.system.language import tr
from avv_desktop.template.model import Field
from avv_desktop.template.text import FieldSlot, Inline, ReferenceSlot
from ui.templates.book import Book
from ui.widgets.controls import button


def insert_button(book: Book, name: str, put: Callable[[Inline], object]) -> QPushButton:
    """A button with a menu: fields by section of the form, clauses and annexes by number."""
    made = button(tr("Insert"), "quiet", glyph="plus", small=True)
    made.setAccessibleName(tr("Insert a field or reference: {part}", part=name))
    made.clicked.connect(lambda: _menu(book, made, put).popup(made.mapToGlobal(made.rect().bottomLeft())))
    return made


def _menu(book: Book, owner: QPushButton, put: Callable[[Inline], object]) -> QMenu:
    menu = QMenu(owner)
    menu.aboutToHide.connect(menu.deleteLater)
    template = book.now
    fields = menu.addMenu(tr("Answer to a question"))
    known = {field.name: field for field in template.fields}
    for group in template.groups:
        part = fields.addMenu(group.title)
        for each in (*group.fields, *group.advanced):
            if known[each].type != "table":
                _add(part, known[each].label, _slot(known[each]), put)
    references = menu.addMenu(tr("Reference"))
    for clause in template.clauses:
        if clause.numbered:
            part = references.addMenu(f"{book.reference(clause.id)}  {clause.title}")
            _add(part, book.reference(clause.id), ReferenceSlot(clause.id), put)
            for paragraph in clause.paragraphs if len(clause.paragraphs) > 1 else ():
                _add(part, book.reference(paragraph.id), ReferenceSlot(paragraph.id), put)
    for annex in template.annexes:
        _add(references, f"{book.reference(annex.id)}  {annex.title}", ReferenceSlot(annex.id), put)
    return menu


def _add(menu: QMenu, words: str, part: Inline, put: Callable[[Inline], object]) -> None:
    menu.addAction(words.replace("&", "&&")).triggered.connect(lambda: put(part))


def _slot(field: Field) -> FieldSlot:
    """In the form in which it reads on in a sentence."""
    return FieldSlot(field.name, "acc" if field.type == "int" and field.unit else "")
