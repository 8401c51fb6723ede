"""One change of the customer's: open as a card with its words and what can be done, decided as a line."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QTextCursor
from PySide6.QtWidgets import QBoxLayout, QLabel, QPushButton, QWidget

from avv_desktop.reply.model import ReplyChange
from avv_desktop.system.language import tr
from ui.look import theme
from ui.look.icons import Glyph
from ui.look.tokens import Space
from ui.reply.decisions import Decision
from ui.reply.parts import remark
from ui.reply.words import in_short, runs, said_of, value_runs, where, who
from ui.trust.parts import empty
from ui.widgets.badge import HEIGHT, badge_width, paint_badge
from ui.widgets.controls import boxed, button, card, column, row, text
from ui.widgets.header import Cut
from ui.widgets.marked import MarkedText
from ui.widgets.text_inputs import LongTextInput

DECIDED = {
    "taken": ("check-circle-fill", "good"),
    "edited": ("check-circle-fill", "good"),
    "done": ("check-circle-fill", "good"),
    "declined": ("x-circle", "faint"),
}


class Entry(QWidget):
    """`number`: its place in the answer. `label`: of the field, where the change is a field's."""

    decided = Signal(str, object)
    """(key, Decision)"""
    taken_back = Signal(str)
    wanted = Signal(str)
    """The place where it has to be done by hand."""

    def __init__(self, change: ReplyChange, number: int, label: str = "") -> None:
        super().__init__()
        self.change, self.number, self._label = change, number, label
        self._shown: tuple[Decision | None, bool, str] | None = None
        self._editing: QWidget | None = None
        self._inside = column(gap=0)
        self.setLayout(self._inside)

    def show_decision(self, decision: Decision | None, *, fixed: bool, reason: str = "") -> None:
        """`fixed`: nothing can be decided. `reason`: why taking it over failed. What is being typed stays."""
        if self._shown == (decision, fixed, reason):
            return
        self._shown = (decision, fixed, reason)
        if self._editing is not None and decision is None and not fixed:
            self._say(reason)
            return
        self._editing = None
        empty(self._inside)
        self._inside.addWidget(self._line(decision, fixed) if decision else self._card(fixed, reason))

    def focus_first(self) -> None:
        """On the first thing that can be done here."""
        for each in self.findChildren(QPushButton):
            if each.isVisibleTo(self) and each.isEnabled():
                each.setFocus()
                return

    def _named(self, made: QPushButton, name: str) -> QPushButton:
        made.setAccessibleName(f"{name}: {self.number}. {self.change.where}")
        return made

    # ---- decided

    def _line(self, decision: Decision, fixed: bool) -> QWidget:
        glyph, tone = DECIDED[decision.deed]
        words = Cut("caption")
        words.say(" · ".join((said_of(decision), decision.text or in_short(self.change))).replace("\n", " "))
        back = self._named(button(tr("Take back"), "quiet", small=True), tr("Take back"))
        back.clicked.connect(lambda: self.taken_back.emit(self.change.key))
        back.setVisible(not fixed)
        said = column(text(f"{self.number}. {where(self.change)}", "strong", wrap=True), words, gap=Space.HAIR)
        inside = row(Glyph(glyph, 20, tone), said, back, gap=Space.M, margins=(Space.L, Space.S, Space.S, Space.S))
        inside.setStretch(1, 1)
        return boxed(inside)

    # ---- open

    def _card(self, fixed: bool, reason: str) -> QWidget:
        change = self.change
        parts: list = [self._head()]
        if change.kind == "field":
            parts.append(MarkedText(value_runs(change, self._label), self._label))
        parts.append(MarkedText(runs(change.pieces), f"{self.number}. {where(change)}"))
        if change.author and change.silent and change.silent != change.pieces:
            parts.append(text(tr("Of this, changed without tracking:"), "caption"))
            parts.append(MarkedText(runs(change.silent), tr("Of this, changed without tracking:")))
        parts += [remark(each) for each in change.comments]
        if not fixed:
            self._error = text(reason, "error", wrap=True)
            self._error.setVisible(bool(reason))
            self._deeds = boxed(self._by_hand() if change.by_hand else self._ways(reason))
            parts += [self._error, self._deeds]
        self._parts = card(*parts, gap=Space.S)
        return self._parts

    def _head(self) -> QBoxLayout:
        said = column(text(f"{self.number}. {where(self.change)}", "strong", wrap=True), gap=Space.HAIR)
        if words := who(self.change):
            said.addWidget(text(words, "caption", wrap=True))
        head = row(said, gap=Space.M)
        head.setStretch(0, 1)
        if not self.change.tracked:
            head.addWidget(Silent(tr("changed without tracking")), alignment=Qt.AlignmentFlag.AlignTop)
        return head

    def _deed(self, words: str, decision: Decision) -> QPushButton:
        made = self._named(button(words, small=True), words)
        made.clicked.connect(lambda: self.decided.emit(self.change.key, decision))
        return made

    def _ways(self, reason: str) -> QBoxLayout:
        """Three deeds; where the first has failed the way to the place as well."""
        ways = row(self._deed(tr("Take over"), Decision("taken")), self._deed(tr("Decline"), Decision("declined")))
        if self._editable():
            ways.addWidget(self._edit_button())
        if reason:
            ways.addWidget(self._go_button())
            ways.addWidget(self._deed(tr("Done by hand"), Decision("done")))
        ways.addStretch(1)
        return ways

    def _by_hand(self) -> QBoxLayout:
        why = row(Glyph("hand-pointing", 16, "soft"), text(self.change.by_hand, "soft", wrap=True))
        why.setStretch(1, 1)
        ways = row(self._go_button())
        if self.change.kind == "field" and self._editable():
            ways.addWidget(self._edit_button())
        ways.addWidget(self._deed(tr("Done by hand"), Decision("done")))
        ways.addWidget(self._deed(tr("Decline"), Decision("declined")))
        ways.addStretch(1)
        return column(why, ways, gap=Space.S)

    def _go_button(self) -> QPushButton:
        made = self._named(button(tr("Go to the place"), small=True), tr("Go to the place"))
        made.clicked.connect(lambda: self.wanted.emit(self.change.key))
        return made

    # ---- in other words

    def _editable(self) -> bool:
        """One line, or what is new; not what is gone with all its lines, or from a list."""
        return self.change.kind in ("changed", "inserted") or not (self.change.units[1:] or self._entry_gone())

    def _entry_gone(self) -> bool:
        return bool(self.change.units) and bool(self.change.field)

    def _edit_button(self) -> QPushButton:
        made = self._named(button(tr("Edit …"), small=True), tr("Edit …"))
        made.clicked.connect(self._edit)
        return made

    def _edit(self) -> None:
        """The new words as text; the deeds give way to two of its own."""
        change = self.change
        words = change.new_value if change.kind == "field" else change.new or change.old
        box = LongTextInput(lines=1 if change.kind == "field" else 3, own_undo=True)
        box.setAccessibleName(tr("Your words: {where}", where=f"{self.number}. {change.where}"))
        box.set_value(words)
        done, leave = button(tr("Take over like this"), small=True), button(tr("Cancel"), "quiet", small=True)
        box.edited.connect(lambda: done.setEnabled(bool(box.value())))
        done.clicked.connect(lambda: self._said(box.value()))
        editing = boxed(column(box, row(done, leave, None), gap=Space.S))
        leave.clicked.connect(self._leave)
        self._deeds.hide()
        self._parts.layout().addWidget(editing)
        self._editing = editing
        box.moveCursor(QTextCursor.MoveOperation.End)
        box.setFocus()

    def _leave(self) -> None:
        self._editing.hide()
        self._editing.deleteLater()
        self._editing = None
        self._say("")
        self._deeds.show()
        self._deeds.findChildren(QPushButton)[0].setFocus()

    def _said(self, words: str) -> None:
        """The customer's words unchanged are taken over, our own are a refusal of theirs."""
        change = self.change
        ours, theirs = (change.old_value, change.new_value) if change.kind == "field" else (change.old, change.new)
        decision = Decision("edited", words)
        if words == theirs and not change.by_hand:
            decision = Decision("taken")
        elif words == ours:
            decision = Decision("declined")
        self.decided.emit(change.key, decision)

    def _say(self, reason: str) -> None:
        """Why the last deed was not possible."""
        self._error.setText(reason)
        self._error.setVisible(bool(reason))


class Silent(QLabel):
    """A badge in the colour of a warning."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        return QSize(round(badge_width(self.text(), self.font())) + 1, HEIGHT)

    def paintEvent(self, event: object) -> None:
        paint_badge(QPainter(self), QRectF(self.rect()), self.text(), "warning-fill", theme.colours().warning)
