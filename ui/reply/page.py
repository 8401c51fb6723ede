"""Antwort des Kunden: what came back, change by change, whether it was tracked or not."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QFrame, QStackedWidget, QWidget

from avv_desktop.system.language import tr, trn
from ui import saving
from ui.arrivals import WORD
from ui.desk import Desk
from ui.look.tokens import Size, Space, State
from ui.reply.book import ReplyBook
from ui.reply.change import ChangeCard
from ui.trust.changes import changed_clauses
from ui.trust.frozen import FrozenBanner
from ui.trust.parts import empty
from ui.widgets.banner import Banner
from ui.widgets.controls import Scrolled, boxed, button, card, centred, column, frame, row, text, tool
from ui.widgets.header import Cut

WIDEST = 860


class ReplyPage(QWidget):
    """`arrive(path)` reads that file as an answer to the open agreement, `arrive("")` shows where one was."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.book = ReplyBook(desk)
        self.cards: dict[str, ChangeCard] = {}
        self._all = False
        self._above, self._list = column(gap=Space.M), column(gap=Space.M)
        inside = QWidget()
        inside.setMaximumWidth(WIDEST)
        inside.setLayout(column(self._above, self._list, None, gap=Space.L))
        whole = row(inside, margins=(Space.XXL, Space.XL, Space.XL, Space.XL))
        whole.addStretch(0)
        whole.setStretch(0, 1)
        self.scroll = Scrolled(boxed(whole))
        self.stack = QStackedWidget()
        self._waiting = self._nothing()
        self._busy = boxed(column(None, centred(text(tr("The answer is being read …"), "soft")), None))
        for part in (self._waiting, self._busy, self.scroll):
            self.stack.addWidget(part)
        body = column(self._head(), self.stack, gap=0)
        body.setStretch(1, 1)
        self.setLayout(body)
        self.book.opened.connect(self._opened)
        self.book.changed.connect(self._changed)
        self.book.refused.connect(self._refused)
        self.book.failed.connect(self._failed)

    def _head(self) -> QFrame:
        back = tool("arrow-left", tr("Back to the agreement"))
        back.clicked.connect(lambda: self._desk.go("editor"))
        self._name = Cut("caption")
        said = column(None, text(tr("Customer’s answer"), "subtitle"), self._name, None, gap=Space.HAIR)
        self.undo, self.redo = tool("arrow-counter-clockwise", tr("Undo")), tool("arrow-clockwise", tr("Redo"))
        self.undo.clicked.connect(self._desk.undo)
        self.redo.clicked.connect(self._desk.redo)
        other = button(tr("Another answer"))
        other.clicked.connect(self.choose)
        self.word = button(tr("Word with changes"), glyph="git-diff")
        self.word.clicked.connect(lambda: saving.ask_redline(self._desk, self, self.book.base))
        self.further = button(tr("Continue to review"), "primary")
        self.further.clicked.connect(lambda: self._desk.go("review"))
        inside = row(back, boxed(said), self.undo, self.redo, Space.XS, other, self.word, self.further, gap=Space.S)
        inside.setContentsMargins(Space.L, 0, Space.XL, 0)
        inside.setStretch(1, 1)
        made = frame(inside, line="below")
        made.setFixedHeight(Size.HEADER)
        return made

    def _nothing(self) -> QWidget:
        self._first = button(tr("Choose the answer"), "primary", glyph="folder-open")
        self._first.clicked.connect(self.choose)
        words = text(
            tr("Drop the file that came back (Word or PDF). It is compared with this agreement, word by word."), "soft"
        )
        return boxed(column(None, centred(words), centred(self._first), None, None, gap=Space.L))

    # ---- arriving

    def arrive(self, place: str) -> None:
        if place:
            self.stack.setCurrentWidget(self._busy)
            self._name.say(Path(place).name)
            self.book.open(Path(place))
        elif self.book.path is None:
            self.stack.setCurrentWidget(self._waiting)
            self._first.setFocus()
        self._show_history()

    def choose(self) -> None:
        dialog = QFileDialog(self.window(), tr("Customer’s answer"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("Word and PDF files") + f" ({' '.join('*' + each for each in (*WORD, '.pdf'))})")
        dialog.fileSelected.connect(self.arrive)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _failed(self, error: Exception) -> None:
        """What was open before stays."""
        self.stack.setCurrentWidget(self.scroll if self.book.path else self._waiting)
        self._name.say(self.book.path.name if self.book.path else "")
        self._desk.failed.emit(error)

    # ---- what is shown

    def _opened(self) -> None:
        empty(self._list)
        self.cards = {}
        self._all = False
        self._name.say(self.book.path.name if self.book.path else "")
        if self.book.page is not None:
            self._show_pdf()
        elif self.book.reply is not None:
            self._show_reply()
        else:
            empty(self._above)
        self.stack.setCurrentWidget(self.scroll if self.book.path else self._waiting)
        self._changed()

    def _show_pdf(self) -> None:
        page = self.book.page
        if page.same:
            words = tr("Every word is as in the draft.")
            self._list.addWidget(Banner(State.SIGNED, tr("This is the same agreement."), words))
            return
        words = tr("In a PDF nothing can be taken over; what you agree to is changed among the clauses.")
        self._list.addWidget(Banner(State.HALF, tr("This is not the same agreement."), words))
        if (found := changed_clauses(page, tr("What differs from the draft?"))) is not None:
            self._list.addWidget(found)

    def _show_reply(self) -> None:
        from avv_desktop.reply.match import ENOUGH

        reply = self.book.reply
        if reply.score < ENOUGH and not self._all:
            show = button(tr("Show it nevertheless"))
            show.clicked.connect(self._show_all)
            words = tr("It has too little in common with this agreement.")
            title = tr("This does not look like an answer to this agreement.")
            self._list.addWidget(Banner(State.HALF, title, words, show))
            return
        for change in reply.changes:
            made = self.cards[change.key] = ChangeCard(change)
            made.taken.connect(lambda change=change: self.book.take(change))
            made.declined.connect(lambda change=change: self.book.decline(change))
            made.edited.connect(lambda words, change=change: self.book.edit(change, words))
            made.back.connect(lambda key=change.key: self.book.take_back(key))
            made.wanted.connect(self._go)
            self._list.addWidget(made)
        for comment in reply.comments:
            said = tr("{author} remarks: {words}", author=comment.author or tr("Somebody"), words=comment.text)
            self._list.addWidget(card(text(said, wrap=True)))

    def _show_all(self) -> None:
        self._all = True
        empty(self._list)
        self._show_reply()
        self._changed()

    def _changed(self) -> None:
        for key, each in self.cards.items():
            each.show_decision(self.book.decisions.get(key))
        empty(self._above)
        reply = self.book.reply
        self.word.setVisible(reply is not None)
        self._show_history()
        if self._desk.frozen and self.book.path is not None:
            self._above.addWidget(FrozenBanner(self._desk))
        if reply is not None and (self.cards or not reply.changes):
            self._above.addWidget(self._summary())

    def _summary(self) -> QWidget:
        reply, left = self.book.reply, self.book.left
        if not reply.changes:
            return Banner(State.SIGNED, tr("Nothing was changed."), tr("The answer says what the draft says."))
        if not left:
            words = tr("What was taken over waits for approval where it changes a clause.")
            return Banner(State.SIGNED, tr("Everything is decided."), words)
        title = trn("One change to decide", "{count} changes to decide", len(left))
        silent = len(reply.silent)
        parts = [
            trn("One was made without tracking.", "{count} were made without tracking.", silent) if silent else "",
            tr("The draft was changed after it was sent.") if reply.outdated else "",
        ]
        every, none = button(tr("Take over all"), small=True), button(tr("Decline all"), small=True)
        every.clicked.connect(self.book.take_all)
        none.clicked.connect(self.book.decline_all)
        state = State.HALF if silent else State.READY
        return Banner(state, title, " ".join(filter(None, parts)), every, none)

    def _show_history(self) -> None:
        history = self._desk.history
        self.undo.setEnabled(history is not None and history.can_undo)
        self.redo.setEnabled(history is not None and history.can_redo)

    def _refused(self, key: str, error: Exception) -> None:
        from avv_desktop.system.sentences import explain

        if key in self.cards:
            said = explain(error)
            self.cards[key].complain(f"{said.happened} {said.todo}".strip())

    def _go(self, place: str) -> None:
        template = self._desk.template
        known = any(
            place == field.name or place.startswith((f"{field.name}.", f"{field.name}[")) for field in template.fields
        )
        measure = place.startswith("annex_")
        self._desk.go("editor" if known or measure else "clauses", place)
