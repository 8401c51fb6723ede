"""The templates there are: those of the program, and those of the company."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from avv_desktop.system.language import tr, trn
from avv_desktop.template.model import Template
from ui.look.tokens import Space
from ui.widgets.controls import Scrolled, boxed, button, card, column, row, text
from ui.widgets.tab_order import TabAsLaidOut

WIDEST = 860


class Shelf(QWidget):
    """`open_it(id)` to look at or edit, `copy_it(id)` for a copy of one's own, `begin(id)` for an agreement."""

    library, intake = Signal(), Signal()
    open_it, copy_it, begin = Signal(str), Signal(str), Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._cards = column(gap=Space.L)
        self._inside = TabAsLaidOut()
        words = text(
            tr("What every new agreement begins with. Agreements that were begun keep their own version."),
            "soft",
            wrap=True,
        )
        library = button(tr("Library"), glyph="books")
        library.setToolTip(tr("Sub-processors and measures that are used again"))
        library.clicked.connect(self.library)
        intake = button(tr("Template from a document"), glyph="file-arrow-down")
        intake.clicked.connect(self.intake)
        head = column(row(text(tr("Templates"), "display"), None, library, intake), words, gap=Space.XS)
        self._inside.setLayout(column(head, self._cards, None, gap=Space.XL, margins=(0, 0, Space.M, Space.XL)))
        self._inside.setMaximumWidth(WIDEST)
        whole = row(self._inside)
        whole.addStretch(0)
        whole.setStretch(0, 1)
        self.setLayout(column(Scrolled(boxed(whole)), margins=(Space.XXL, Space.XL, Space.M, 0)))

    def show_templates(self, templates: list[tuple[Template, bool, bool]]) -> None:
        """(template, comes with the program, is being edited) each."""
        while (item := self._cards.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        for template, given, open_ in templates:
            self._cards.addWidget(self._card(template, given, open_))

    def _card(self, template: Template, given: bool, open_: bool) -> QFrame:
        clauses = sum(each.numbered for each in template.clauses)
        facts = [
            tr("Version {version}", version=template.version),
            trn("{count} clause", "{count} clauses", clauses),
            trn("{count} annex", "{count} annexes", len(template.annexes)),
            trn("{count} question", "{count} questions", len(template.fields)),
        ]
        state = tr("comes with the program") if given else tr("your own")
        if open_:
            state = tr("your own; changed, not yet a version")
        words = column(text(template.title, "subtitle", wrap=True), text("  ·  ".join([*facts, state]), "caption"))
        if given:
            first = button(tr("Make a version of your own"), glyph="copy")
            first.clicked.connect(lambda: self.copy_it.emit(template.id))
            second = button(tr("Look at it"), "quiet")
        else:
            first = button(tr("Edit"), glyph="pencil-simple")
            first.clicked.connect(lambda: self.open_it.emit(template.id))
            second = button(tr("Copy"), "quiet")
        (second.clicked.connect)(lambda: (self.open_it if given else self.copy_it).emit(template.id))
        third = button(tr("Begin an agreement"), "quiet")
        third.clicked.connect(lambda: self.begin.emit(template.id))
        for each in (first, second, third):
            each.setAccessibleName(f"{each.text()}: {template.title}")
        return card(words, row(first, second, third, None), gap=Space.M, padding=Space.XL)

    def focus_first(self) -> None:
        if self._cards.count():
            self._cards.itemAt(0).widget().layout().itemAt(1).layout().itemAt(0).widget().setFocus()
