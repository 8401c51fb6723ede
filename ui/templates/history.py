"""The versions of a template that are kept, and what changed from one to the next."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from avv_desktop.system.language import tr
from avv_desktop.template.model import Template
from avv_desktop.template.versions import differences
from avv_desktop.template.versions import history as versions_of
from ui.desk import Desk
from ui.jobs import STORE
from ui.look.tokens import Space
from ui.templates.book import Book
from ui.templates.differences import DifferencesView
from ui.widgets.controls import Scrolled, boxed, button, card, column, row, text
from ui.widgets.tab_order import TabAsLaidOut

WIDEST = 760


class HistoryView(QWidget):
    def __init__(self, desk: Desk, book: Book) -> None:
        super().__init__()
        self._desk, self._book = desk, book
        self._list, self._shown = column(gap=Space.M), column(gap=Space.M)
        inside = TabAsLaidOut()
        inside.setMaximumWidth(WIDEST)
        words = tr("Agreements that were begun keep their version; new ones begin with the newest.")
        title = column(text(tr("Versions"), "title"), text(words, "soft", wrap=True), gap=Space.XS)
        inside.setLayout(column(title, self._list, None, gap=Space.L, margins=(0, 0, Space.M, Space.XL)))
        whole = row(inside)
        whole.addStretch(0)
        whole.setStretch(0, 1)
        self.setLayout(column(Scrolled(boxed(whole)), margins=(Space.XXL, Space.XL, Space.M, 0)))

    def show_template(self) -> None:
        id = self._book.now.id
        self._desk.jobs.run(lambda: versions_of(id), self._take, self._desk.failed.emit, lane=STORE, newest="history")

    def _take(self, found: object) -> None:
        while (item := self._list.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        if self._book.base is None:
            return
        if self._book.touched:
            said = tr("Changed, not yet a version")
            self._list.addWidget(self._card(said, self._book.base, self._book.now, tr("What has changed")))
        versions = list(found)
        for at, each in enumerate(versions):
            before = versions[at + 1] if at + 1 < len(versions) else None
            said = tr("Version {version}", version=each.version)
            self._list.addWidget(self._card(said, before, each, tr("What changed in it")))

    def _card(self, said: str, before: Template | None, after: Template, words: str) -> QWidget:
        turn = button(words, "quiet", small=True)
        turn.setAccessibleName(f"{words}: {said}")
        turn.setVisible(before is not None)
        made = card(row(text(said, "subtitle"), None, turn))
        shown: list[QWidget] = []

        def show() -> None:
            if shown:
                shown[0].setVisible(not shown[0].isVisible())
                return
            shown.append(DifferencesView(differences(before, after), self._book.called))
            made.layout().addWidget(shown[0])

        turn.clicked.connect(show)
        return boxed(column(made, gap=0))
