"""Antwort des Kunden: what came back in Word or as a PDF, change by change, to be taken over or declined."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from avv_desktop.draft.model import Draft
from avv_desktop.system.language import tr
from ui import saving
from ui.desk import Desk
from ui.look.tokens import Space
from ui.reply.deciding import Deciding
from ui.reply.head import Head
from ui.reply.list import ChangeList
from ui.reply.parts import comments, nothing_yet, place_of, reading, returned_pdf
from ui.reply.reading import Read, Session, read_file
from ui.trust.frozen import FrozenBanner
from ui.trust.parts import empty, has_focus_inside
from ui.widgets.controls import Scrolled, boxed, button, column, row, tool
from ui.widgets.header import Header
from ui.widgets.tab_order import TabAsLaidOut

WIDEST = 860


class ReplyPage(QWidget):
    """`arrive(place)`: the path of the file that came back, "" where one was."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: Session | None = None
        """What stands there; what is being typed in it stays while one is elsewhere."""
        self.head, self.list, self.deciding = Head(), ChangeList(), Deciding(desk)
        self._above, self._below = column(gap=Space.L), column(gap=Space.L)
        inside = TabAsLaidOut()
        inside.setMaximumWidth(WIDEST)
        inside.setLayout(column(self._above, self.head, self.list, self._below, None, gap=Space.L))
        whole = row(inside, margins=(Space.XL, Space.XL, Space.XL, Space.XL))
        whole.addStretch(0)
        whole.setStretch(0, 1)
        self.scroll = Scrolled(boxed(whole))
        self.setLayout(column(self._header(), self.scroll, gap=0))
        self._connect()

    def _header(self) -> Header:
        self.undo, self.redo = tool("arrow-counter-clockwise", tr("Undo")), tool("arrow-clockwise", tr("Redo"))
        further = button(tr("Continue to review"), "primary")
        further.clicked.connect(lambda: self._desk.go("review"))
        return Header(self._desk, -1, self.undo, self.redo, Space.S, main=further)

    def _connect(self) -> None:
        desk, head, deciding = self._desk, self.head, self.deciding
        self.undo.clicked.connect(desk.undo)
        self.redo.clicked.connect(desk.redo)
        desk.opened.connect(self._opened)
        desk.edited.connect(lambda draft, _: self._edited(draft))
        desk.signed_file_changed.connect(self._show)
        self.list.decided.connect(lambda key, decision: deciding.decide([key], decision))
        self.list.taken_back.connect(deciding.take_back)
        self.list.wanted.connect(self._go_to)
        deciding.failed.connect(self._not_done)
        head.take_all.clicked.connect(lambda: deciding.decide_rest("taken"))
        head.decline_all.clicked.connect(lambda: deciding.decide_rest("declined"))
        head.redline.clicked.connect(self._answer)
        head.other.clicked.connect(self._ask)
        head.anyway.clicked.connect(self._show_anyway)
        head.approvals.connect(lambda: desk.go("clauses"))

    @property
    def session(self) -> Session | None:
        return self._desk.reply

    # ---- arriving

    def arrive(self, place: str = "") -> None:
        if place:
            self.read(Path(place))
        elif self._shown is None or self._shown is not self.session:
            self._show()
        else:
            self._follow()

    def read(self, path: Path) -> None:
        """Off the GUI thread; the file that is already shown keeps what was decided about it."""
        desk, session = self._desk, self.session
        draft, template = desk.draft, desk.template
        known = session.read.digest if session is not None else ""
        self._say(reading(path.name))

        def then(found: object) -> None:
            if desk.draft is None or draft.id != desk.draft.id:
                return
            if isinstance(found, Read):
                desk.reply = Session(found, draft, template)
                desk.reply.follow(desk.draft)
                self.scroll.verticalScrollBar().setValue(0)
            self._show()

        desk.jobs.run(lambda: read_file(path, draft, template, known), then, self._unread, newest="reply")

    def _unread(self, error: Exception) -> None:
        self._show()
        self._desk.failed.emit(error)

    def _ask(self) -> None:
        dialog = QFileDialog(self.window(), tr("The customer’s answer"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("Word and PDF files") + " (*.docx *.docm *.pdf)")
        dialog.fileSelected.connect(lambda path: self.read(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # ---- following the desk

    def _opened(self) -> None:
        """What was decided belongs to one agreement and one version of its template."""
        desk, session = self._desk, self.session
        if session is not None and desk.draft is not None and session.fits(desk.draft, desk.template):
            session.follow(desk.draft)
        else:
            desk.reply = None
        self._show()

    def _edited(self, draft: Draft) -> None:
        if self.session is not None:
            self.session.follow(draft)
            self._follow()

    # ---- what is shown

    def _say(self, only: QWidget) -> None:
        """Nothing but this."""
        self._shown = None
        for layout in (self._above, self._below):
            empty(layout)
        self.head.hide()
        self.list.hide()
        self._above.addWidget(only)

    def _show(self) -> None:
        session, desk = self.session, self._desk
        if session is None or desk.draft is None:
            choose = button(tr("Choose file"))
            choose.clicked.connect(self._ask)
            self._say(nothing_yet(choose))
            return
        self._shown = session
        for layout in (self._above, self._below):
            empty(layout)
        if desk.frozen:
            self._above.addWidget(FrozenBanner(desk))
        self.head.show()
        self.head.show_session(session, desk)
        self.list.setVisible(bool(session.changes) and session.shown)
        self.list.show_changes(list(session.changes.values()) if session.shown else (), session.template)
        if session.shown and session.read.page is not None:
            self._below.addWidget(returned_pdf(session.read.page))
        if session.shown and session.read.reply is not None and session.read.reply.comments:
            self._below.addWidget(comments(session.read.reply.comments))
        self._follow()

    def _show_anyway(self) -> None:
        if self.session is not None:
            self.session.anyway = True
            self._show()

    def _follow(self) -> None:
        """What is decided in the draft as it is now; the keyboard goes on to the next change."""
        session, history = self.session, self._desk.history
        if session is None:
            return
        focus = next((key for key, entry in self.list.entries.items() if has_focus_inside(entry)), "")
        was = focus in self.list.decisions
        self.list.follow(session.decisions, session.reasons, fixed=self._desk.frozen)
        self.head.show_left(session, self._desk)
        self.undo.setEnabled(history is not None and history.can_undo)
        self.redo.setEnabled(history is not None and history.can_redo)
        if focus and was != (focus in session.decisions):
            self._focus(focus, was)

    def _focus(self, key: str, open: bool) -> None:
        """On what is open again, or the next that is; behind the last on what comes then."""
        if open:
            self.list.entries[key].focus_first()
        elif not self.list.focus_behind(key):
            self.scroll.verticalScrollBar().setValue(0)
            self.head.redline.setFocus()

    # ---- what a person does

    def _not_done(self, reasons: dict[str, str]) -> None:
        """Beside an open change its card says so; what is decided has no room for it."""
        self._follow()
        if told := [why for key, why in reasons.items() if key in self.session.decisions]:
            self._desk.told.emit(told[0], None)

    def _answer(self) -> None:
        """In Word, with every change since it was sent marked; the file that was read is never replaced."""
        saving.ask_redline(self._desk, self, self.session.sent, read=[self.session.read.path])

    def _go_to(self, key: str) -> None:
        desk, change = self._desk, self.session.changes[key]
        desk.go(*place_of(desk.template, desk.draft, desk.document(), change))
