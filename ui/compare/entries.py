"""One thing that differs: where, what became of it, the words, why, and who allowed it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from avv_desktop.document.compare.model import Piece
from avv_desktop.document.compare.words import read
from avv_desktop.review.deviations_model import Deviation
from avv_desktop.system.language import tr
from ui.compare.states import StateBadge, state_words
from ui.look.tokens import Space
from ui.trust.changes import MARKS, why
from ui.widgets.controls import button, column, row, text
from ui.widgets.marked import Mark, MarkedText, Run

LONG = 1500
"""Letters from which on only the beginning is shown, and the rest on a click."""
BEGINNING = 500


class EntryView(QWidget):
    """`said`: its words where they are as they were. `alone`: its clause says already where, and what became of it."""

    def __init__(self, entry: Deviation, said: str = "", *, alone: bool = False) -> None:
        super().__init__()
        self._name = f"{entry.place or entry.title}, {state_words(entry.state)}"
        where = " · ".join(filter(None, (entry.place, "" if entry.kind in ("clause", "paragraph") else entry.title)))
        self._inside = column(gap=Space.XS)
        self.setLayout(self._inside)
        if not alone:
            head = row(text(where or entry.title, "label", wrap=True), gap=Space.M)
            head.setStretch(0, 1)
            if entry.differs and entry.kind not in ("finding", "value"):
                head.addWidget(StateBadge(entry.state))
            self._inside.addLayout(head)
        self._add_words(entry, said)
        for words in filter(None, (entry.note, why(entry))):
            self._inside.addWidget(text(words, "soft", wrap=True))
        if entry.open:
            self._inside.addWidget(text(tr("Waits for approval."), "error"))

    def _add_words(self, entry: Deviation, said: str) -> None:
        runs = _runs(entry.pieces)
        if not runs and said:
            plain = MarkedText([(Mark.NONE, said.replace("\t", " · "))], self._name)
            plain.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self._inside.addWidget(plain)
            return
        if sum(len(words) for _, words in runs) <= LONG:
            if runs:
                self._inside.addWidget(MarkedText(runs, self._name))
            return
        shown = MarkedText(_cut(runs), self._name)
        more = button(tr("Show the whole text"), "quiet", small=True)
        more.setAccessibleName(f"{tr('Show the whole text')}: {self._name}")
        self._inside.addWidget(shown)
        self._inside.addLayout(row(more, None))
        more.clicked.connect(lambda: self._show_whole(runs, shown, more))

    def _show_whole(self, runs: list[Run], shown: QWidget, more: QWidget) -> None:
        whole = MarkedText(runs, self._name)
        self._inside.replaceWidget(shown, whole)
        for each in (shown, more):
            each.hide()
            each.deleteLater()
        whole.setFocus()


def _runs(pieces: tuple[Piece, ...]) -> list[Run]:
    return [(MARKS[piece.kind], piece.text.replace("\t", " · ")) for piece in read(pieces) if piece.text]


def _cut(runs: list[Run]) -> list[Run]:
    """The beginning, with an ellipsis, up to the end of a word."""
    found: list[Run] = []
    left = BEGINNING
    for mark, words in runs:
        if len(words) >= left:
            return [*found, (mark, words[:left].rpartition(" ")[0] or words[:left]), (Mark.NONE, " …")]
        found.append((mark, words))
        left -= len(words)
    return found
