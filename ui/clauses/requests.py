"""What waits for a director: each request with its words and reason, to be approved or declined."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from avv_desktop.draft.model import ClauseEdit
from avv_desktop.system.language import tr, trn
from ui.look.tokens import Space
from ui.trust.parts import empty
from ui.widgets.controls import boxed, button, card, column, row, rule, text


class Requests(QWidget):
    approved, declined, wanted = Signal(str), Signal(str), Signal(str)
    everything = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._inside = column(gap=0)
        self.setLayout(self._inside)

    def show_requests(self, found: list[tuple[ClauseEdit, str]], *, director: bool) -> None:
        """(edit, where) each; hidden where there is none."""
        empty(self._inside)
        self.setVisible(bool(found))
        if not found:
            return
        title = trn("One request waits for approval", "{count} requests wait for approval", len(found))
        every = button(tr("Approve all"), small=True)
        every.clicked.connect(self.everything)
        every.setHidden(not director or len(found) < 2)
        parts: list = [row(text(title, "subtitle"), None, every)]
        if not director:
            words = tr("A director sees these first. Until then the agreement cannot be signed.")
            parts.append(text(words, "soft", wrap=True))
        for edit, where in found:
            parts += [rule(), self._line(edit, where, director)]
        self._inside.addWidget(card(*parts, gap=Space.M))

    def _line(self, edit: ClauseEdit, where: str, director: bool) -> QWidget:
        kind = {"changed": tr("changed"), "inserted": tr("inserted"), "struck": tr("struck")}[edit.kind]
        reason = tr("Reason: {reason}", reason=edit.reason) if edit.reason else tr("no reason given")
        about = " · ".join(filter(None, (edit.author, reason)))
        said = column(text(f"{where}: {kind}", "strong", wrap=True), text(about, "soft", wrap=True), gap=Space.HAIR)
        look, yes, no = (
            button(tr("Show"), "quiet", small=True),
            button(tr("Approve"), small=True),
            button(tr("Decline"), small=True),
        )
        for each, signal in ((look, self.wanted), (yes, self.approved), (no, self.declined)):
            each.setAccessibleName(f"{each.text()}: {where}")
            each.clicked.connect(lambda _=False, signal=signal: signal.emit(edit.target))
        yes.setHidden(not director)
        no.setHidden(not director)
        inside = row(said, look, yes, no, gap=Space.S)
        inside.setStretch(0, 1)
        return boxed(inside)
