"""Fremdes PDF unterschreiben: choose an empty field or draw one, choose a key, sign; the file itself stays as it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QLineEdit, QStackedWidget, QWidget

from avv_desktop.signing.boxes import MM, Box, within
from avv_desktop.signing.model import PreCheck
from avv_desktop.system.language import tr
from ui.desk import Desk
from ui.jobs import SIGNING, STORE, In, Story, Teller
from ui.look.tokens import Size, Space
from ui.signing import foreign_tasks as tasks
from ui.signing.canvas import Canvas, box_words
from ui.signing.card_search import look_for_cards
from ui.signing.foreign_done import ForeignDone
from ui.signing.opening import let_go, opened, remember
from ui.signing.panel import Panel
from ui.signing.service_login import log_in_to
from ui.signing.who import doubts_of
from ui.trust.paper import OpenFiles
from ui.widgets.controls import Field, Scrolled, boxed, column, frame, row, text, tool
from ui.widgets.forms import TwoColumns
from ui.widgets.inputs import Choice

NEW = ""
FIRST = (60 * MM, 20 * MM)
"""Size of a box before somebody changes it."""
WIDEST = 760


class ForeignPage(QWidget):
    """`arrive`: the path of a file."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.opened: tasks.Opened | None = None
        self._accepted: list[PreCheck] = []
        self._files = OpenFiles(self)
        self.canvas, self.panel, self.done = Canvas(desk.jobs), Panel(), ForeignDone(desk)
        self.field, self.function, self.place = Choice([(NEW, tr("A new field"))]), QLineEdit(), QLineEdit()
        self._teller = Teller(desk.jobs, STORE)
        self._teller.ended.connect(lambda: (self.panel.talk.end(), self.panel.work(False)))
        self._teller.failed.connect(self.panel.say_failed)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._to_sign())
        self._stack.addWidget(self.done)
        whole = column(self._head(), self._stack, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._connect()

    # ---- furniture

    def _head(self) -> QFrame:
        back = tool("arrow-left", tr("Back to verification"))
        back.clicked.connect(lambda: self._desk.go("verify"))
        self._title = text(tr("Sign a foreign PDF"), "subtitle")
        inside = row(back, self._title, None, gap=Space.M)
        inside.setContentsMargins(Space.L, 0, Space.XL, 0)
        made = frame(inside, line="below")
        made.setFixedHeight(Size.HEADER)
        return made

    def _to_sign(self) -> QWidget:
        self.panel.who.hide()
        self.panel.keys.make_trial.hide()
        body = row(self._left(), self.panel, gap=0)
        body.setStretch(0, 1)
        return boxed(body)

    def _left(self) -> QWidget:
        self.back, self.on = tool("caret-left", tr("Previous page")), tool("caret-right", tr("Next page"))
        self._where, self._count = text("", "soft", wrap=True), text("", "soft")
        self._how = text(
            tr("Draw a field on the page, or move it: with the arrow keys by a millimetre, with Ctrl its size."),
            "soft",
            wrap=True,
        )
        asked = {tr("&Field"): self.field, tr("&Function"): self.function, tr("&Place"): self.place}
        line = TwoColumns(*(Field(words, control) for words, control in asked.items()), gap=Space.M)
        pages = row(self.back, self._count, self.on, None, gap=Space.S)
        parts = (line, self._how, self._where, pages, row(self.canvas, None), None)
        inside = column(*parts, gap=Space.M, margins=(Space.XXL, Space.XL, Space.XL, Space.XL))
        self._scroll = Scrolled(boxed(inside, ground="sunken"))
        return self._scroll

    def _connect(self) -> None:
        desk, panel = self._desk, self.panel
        self.field.edited.connect(self._field_chosen)
        self.back.clicked.connect(lambda: self._turn(-1))
        self.on.clicked.connect(lambda: self._turn(1))
        self.canvas.moved.connect(self._moved)
        panel.sign.clicked.connect(self._begin)
        panel.secret.entered.connect(self._begin)
        panel.keys.chosen.connect(self._key_chosen)
        panel.keys.added.connect(lambda path: (remember(desk, panel.keys, path), self._key_chosen()))
        panel.keys.wants_cards.connect(lambda: look_for_cards(desk, panel.keys, self._settle))
        panel.keys.services.wanted.connect(lambda each: log_in_to(desk, panel.keys, panel.talk, each, self._settle))
        desk.closing.connect(panel.talk.give_up)

    # ---- arriving

    def arrive(self, place: str) -> None:
        self.panel.offer(self._desk.settings)
        self._settle()
        if place:
            self._stack.setCurrentIndex(0)
            self._desk.jobs.run(lambda: tasks.open_foreign(place), self._show, self._desk.failed.emit)

    def hideEvent(self, event) -> None:
        """Keys are in memory only while the page is open."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.panel.talk.give_up()
            self.panel.keys.forget()
            self.panel.secret.take()

    def _show(self, found: tasks.Opened) -> None:
        self.opened, self._accepted = found, []
        self._files.show_only(found.pages)
        self._title.setText(tr("Sign “{name}”", name=found.path.name))
        self.field.set_options([(each.name, each.label) for each in found.found.fields] + [(NEW, tr("A new field"))])
        self.field.set_value(found.found.fields[0].name if found.found.fields else NEW)
        self.panel.say(None)
        self._field_chosen()
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- where

    def _field_chosen(self) -> None:
        if self.opened is None:
            return
        there = next((each for each in self.opened.found.fields if each.name == self.field.value()), None)
        if there is not None:
            self._page(there.box.page if there.box else 0, there.box)
        else:
            last = len(self.opened.found.sheets) - 1
            wide, high = self.opened.found.sheets[last].size
            self._page(last, Box(last, 0.12 * wide, 0.8 * high, *FIRST))

    def _turn(self, step: int) -> None:
        """A new field comes along; one that is there stays on its page."""
        at = self.canvas.page + step
        if self.opened is not None and 0 <= at < len(self.opened.found.sheets):
            box = self.canvas.box
            self._page(at, Box(at, box.x, box.y, box.width, box.height) if box and not self.canvas.fixed else None)

    def _page(self, at: int, box: Box | None) -> None:
        sheet = self.opened.found.sheets[at]
        fixed = bool(self.field.value())
        width = max(360, min(WIDEST, self._scroll.viewport().width() - 2 * Space.XXL))
        box = within(box, sheet) if box is not None and not fixed else box
        self.canvas.show_page(self.opened.pages, at, sheet, box, width, fixed=fixed)
        self._count.setText(tr("Page {number} of {count}", number=at + 1, count=len(self.opened.found.sheets)))
        self.back.setEnabled(at > 0)
        self.on.setEnabled(at + 1 < len(self.opened.found.sheets))
        self._how.setVisible(not fixed)
        self._moved()

    def _moved(self) -> None:
        self._where.setText(box_words(self.canvas.box))
        QTimer.singleShot(0, self, self._bring_into_sight)
        self._accepted = []
        self._check()

    def _bring_into_sight(self) -> None:
        """The field, when the page is laid out."""
        if (frame := self.canvas.frame()) is not None:
            middle = self.canvas.mapTo(self._scroll.widget(), frame.center().toPoint())
            around = frame.size().toSize()
            self._scroll.ensureVisible(middle.x(), middle.y(), around.width() // 2, around.height() // 2 + Space.XL)

    def wanted(self) -> tasks.Wanted:
        return tasks.Wanted(
            self.field.value() or "", self.canvas.box, self.function.text().strip(), self.place.text().strip()
        )

    # ---- the key and the dry run

    def _key_chosen(self) -> None:
        self.panel.secret.calm()
        self._settle()
        self._check()

    def _settle(self) -> None:
        self.panel.settle(someone=True)

    def _check(self) -> None:
        opened, wanted, key = self.opened, self.wanted(), self.panel.keys.key()
        if opened is not None:
            show = self.panel.checks.show_checks
            work = self._desk.jobs
            work.run(lambda: tasks.checks(opened, wanted, key), show, self.panel.say, newest="foreign")

    # ---- signing

    def _begin(self) -> None:
        if not self._teller.telling and self.opened is not None and self.panel.ready():
            self.panel.work(True)
            self.panel.say(None)
            self._teller.tell(self._story())

    def _story(self) -> Story:
        """Open the key, look once more with its certificate, sign, write the new file beside the old one."""
        desk, panel, found, wanted = self._desk, self.panel, self.opened, self.wanted()
        path = panel.keys.path
        key = yield from opened(panel.keys, panel.secret, panel.talk)
        if key is None:
            return
        told = yield lambda: tasks.checks(found, wanted, key)
        panel.checks.show_checks(told)
        stops, doubts = [each for each in told if each.severity == "stop"], doubts_of(told)
        if stops:
            panel.refuse(stops[0])
            return
        if doubts and doubts != self._accepted:
            self._accepted = doubts
            panel.doubt(doubts)
            return
        services = panel.services(desk.settings.timestamp_services)
        try:
            signed = yield In(SIGNING, lambda: tasks.sign(desk.store, found, wanted, key, services))
        finally:
            let_go(panel.keys, path, key)
            self._settle()
        written = yield lambda: tasks.keep(found, signed)
        self.done.show_file(written, key.certificate.name)
        self._stack.setCurrentIndex(1)
