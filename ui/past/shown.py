"""One earlier state: what has become of it since, or its whole text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from avv_desktop.system.language import tr
from ui.look.icons import Glyph
from ui.look.tokens import Space, State
from ui.past.work import Seen, called
from ui.trust.changes import changed_clauses
from ui.trust.parts import empty
from ui.widgets.banner import Banner
from ui.widgets.controls import Segmented, boxed, button, card, centred, column, row, text
from ui.widgets.dates import moment_words
from ui.widgets.marked import Mark, MarkedText

if TYPE_CHECKING:
    from avv_desktop.store.model import Saved


class Shown(QWidget):
    rename = Signal(object)
    """The Saved."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: Seen | None = None
        self._title, self._when = text("", "title", wrap=True), text("", "soft", wrap=True)
        self.how = Segmented((tr("What has changed since"), tr("The whole text")), tr("What is shown"))
        self.name = button(tr("Name this state …"), glyph="bookmark-simple", small=True)
        self._parts = column(gap=Space.M)
        said = column(self._title, self._when, gap=Space.HAIR)
        self._head = boxed(column(said, row(self.how, None, self.name, gap=Space.M), gap=Space.M))
        self.setLayout(column(self._head, self._parts, gap=Space.L))
        self._head.hide()
        self.how.chosen.connect(lambda _: self._write())
        self.name.clicked.connect(lambda: self.rename.emit(self._saved()))

    def show_seen(self, seen: Seen, *, frozen: bool) -> None:
        self.seen = seen
        self._head.show()
        self._title.setText(called(seen.saved))
        self._when.setText(moment_words(seen.saved.moment) if seen.saved.name else "")
        self._when.setVisible(bool(seen.saved.name))
        self.name.setText(tr("Rename …") if seen.saved.name else tr("Name this state …"))
        self._frozen = frozen
        self._write()

    def clear(self) -> None:
        self.seen = None
        self._head.hide()
        empty(self._parts)

    def _saved(self) -> Saved | None:
        return self.seen.saved if self.seen else None

    def _write(self) -> None:
        empty(self._parts)
        if self.seen is None:
            return
        if self._frozen:
            words = tr("Earlier states can be looked at, and stay as they are.")
            self._parts.addWidget(Banner(State.SIGNED, tr("This agreement is signed."), words))
        if self.seen.older:
            words = tr("Brought back, the agreement has that version again.")
            title = tr("This state was made with an earlier version of the template.")
            self._parts.addWidget(Banner(State.DRAFT, title, words))
        self._parts.addWidget(self._text() if self.how.at() == 1 else self._changes())

    def _changes(self) -> QWidget:
        assert self.seen is not None
        made = changed_clauses(self.seen.page, tr("What has changed since"))
        if made is not None:
            return made
        words = text(tr("Word for word the same as now."), "soft")
        nothing = boxed(column(None, centred(Glyph("check-circle-light", 40, "soft")), centred(words), None))
        nothing.setMinimumHeight(220)
        return nothing

    def _text(self) -> QWidget:
        assert self.seen is not None
        return card(MarkedText([(Mark.NONE, self.seen.words)], tr("The whole text")), padding=Space.XL)
