"""The beginning of the page: which file, how sure it is about this agreement, how much changed, what can be done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from avv_desktop.reply.match import ENOUGH
from avv_desktop.system.language import tr, trn
from ui.desk import Desk
from ui.look.icons import Glyph
from ui.look.tokens import Space, State
from ui.reply.reading import Session
from ui.reply.words import counts, left_words, summary, sure
from ui.trust.parts import empty
from ui.widgets.banner import Banner
from ui.widgets.controls import button, card, column, row, text


class Head(QWidget):
    """The buttons are made once; `show_session` says anew what stands around them."""

    approvals = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.take_all, self.decline_all = button(tr("Take over all"), small=True), button(tr("Decline all"), small=True)
        self.redline = button(tr("As Word with marked changes …"), small=True)
        self.other = button(tr("Another file …"), "quiet", small=True)
        self.anyway = button(tr("Show it all the same"), small=True)
        self._said, self._notes = column(gap=Space.XS), column(gap=Space.M)
        self.left = text("", "strong")
        self._name = text("", "title", wrap=True)
        title = row(Glyph("file-text", 24, "accent_text"), self._name, self.other, gap=Space.M)
        title.setStretch(1, 1)
        ways = row(self.left, None, self.anyway, self.redline, self.take_all, self.decline_all)
        sheet = card(column(title, self._said, gap=Space.XS), ways, gap=Space.M)
        self.setLayout(column(sheet, self._notes, gap=Space.L))

    def show_session(self, session: Session, desk: Desk) -> None:
        """What does not change while one decides."""
        read, reply = session.read, session.read.reply
        self._name.setText(read.name)
        empty(self._said)
        whose = " · ".join(filter(None, (desk.customer, desk.number, sure(read.score))))
        self._said.addWidget(text(tr("Compared with: {whose}", whose=whose), "soft", wrap=True))
        if reply is not None and reply.changes and session.shown:
            said = " · ".join(filter(None, (counts(reply), ", ".join(reply.authors))))
            self._said.addWidget(text(said, "subtitle", wrap=True))
        self.anyway.setVisible(not session.shown)
        self.redline.setVisible(session.shown)
        self.show_left(session, desk)

    def show_left(self, session: Session, desk: Desk) -> None:
        """What is still to be decided; where that is nothing, what comes next."""
        left, deciding = session.open, bool(session.changes) and session.shown
        self.left.setText(left_words(left) if deciding else "")
        for each in (self.take_all, self.decline_all):
            each.setVisible(deciding and bool(left) and not desk.frozen)
        empty(self._notes)
        if deciding and not left:
            self._notes.addWidget(self._nothing_left(session, desk))
        for note in _notes(session):
            self._notes.addWidget(note)

    def _nothing_left(self, session: Session, desk: Desk) -> QFrame:
        waiting = any(not edit.allowed for edit in desk.draft.edits) if desk.draft else False
        words = summary(session.decisions.values())
        if waiting:
            words += ". " + tr("Changed clauses wait for the approval of a director.")
        else:
            words += ". " + tr("Next comes the review, or your answer in Word.")
        actions = []
        if waiting:
            actions.append(button(tr("To the approvals"), small=True))
            actions[0].clicked.connect(self.approvals)
        return Banner(State.SIGNED, tr("Everything is decided."), words, *actions)


def _notes(session: Session) -> list[QWidget]:
    """What has to be known before one reads the changes."""
    reply, found = session.read.reply, []
    if session.read.score < ENOUGH:
        words = tr("It may be about another agreement, or somebody else's contract.")
        return [Banner(State.HALF, tr("This file does not look like an answer to this draft."), words)]
    if reply is None:
        return []
    if any(not change.tracked for change in session.open):
        title = trn(
            "One change was made without tracking.", "{count} changes were made without tracking.", len(reply.silent)
        )
        words = tr("Word does not mark them; they were found by comparing with the text that was sent.")
        found.append(Banner(State.HALF, title, words))
    if reply.outdated:
        words = tr("The draft was changed after it was sent; the answer is compared with what it says now.")
        found.append(Banner(State.READY, words))
    if not reply.changes:
        found.append(Banner(State.SIGNED, tr("Nothing was changed."), tr("The file says the same as your draft.")))
    return found
