"""One measure: ticked or not, its words, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QWidget

from avv_desktop.draft.model import MeasureLine
from avv_desktop.system.language import tr
from ui.look.theme import refresh
from ui.look.tokens import Space
from ui.widgets.controls import boxed, button, column, row, text, tool
from ui.widgets.inputs import LongTextInput


class MeasureRow(QWidget):
    """Space ticks, F2 edits, Alt+arrows move, Del takes an own measure away."""

    ticked = Signal(bool)
    worded = Signal(str)
    moved = Signal(int)
    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line: MeasureLine | None = None
        self._shown: tuple = ()
        self._words = ""
        self.tick = _Tick()
        self.tick.toggled.connect(self.ticked)
        self.tick.key.connect(self._key)
        self._label = _Words()
        self._label.pressed.connect(self.tick.toggle)
        self._marks = text("", "caption")
        self.input = LongTextInput(tr("What is promised, in one sentence"), lines=2, most=8)
        self.input.edited.connect(lambda: self.worded.emit(self.input.value()))
        self.done = button(tr("Done"), "quiet", small=True)
        self.done.clicked.connect(lambda: self.edit(False))
        self.standard = button(tr("Wording of the template"), "quiet", small=True, glyph="arrow-counter-clockwise")
        self.standard.clicked.connect(self._back)
        self._editing = boxed(column(self.input, row(self.done, self.standard, None, gap=Space.XS), gap=Space.XS))
        self._editing.hide()
        self.pencil = tool("pencil-simple", tr("Edit the words"), small=True)
        self.up, self.down = (
            tool("arrow-up", tr("Move up"), small=True),
            tool("arrow-down", tr("Move down"), small=True),
        )
        self.remove = tool("trash", tr("Remove"), small=True)
        self.pencil.clicked.connect(lambda: self.edit(True))
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.remove.clicked.connect(self.removed)
        self._lay()

    def _lay(self) -> None:
        said = column(self._label, self._marks, self._editing, gap=Space.HAIR)
        self._tools = boxed(row(self.pencil, self.up, self.down, self.remove, gap=0))
        keep = self._tools.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self._tools.setSizePolicy(keep)
        self._tools.hide()
        whole = row(self.tick, said, self._tools, gap=Space.M, margins=(Space.S, Space.S, 0, Space.S))
        whole.setStretch(1, 1)
        whole.setAlignment(self.tick, Qt.AlignmentFlag.AlignTop)
        whole.setAlignment(self._tools, Qt.AlignmentFlag.AlignTop)
        self.setLayout(whole)
        self.setFocusProxy(self.tick)
        QApplication.instance().focusChanged.connect(self._focus_moved)

    def _focus_moved(self, _: QWidget | None, now: QWidget | None) -> None:
        self._show_tools(now is not None and self.isAncestorOf(now))

    def _show_tools(self, near: bool) -> None:
        """What can be done with a line shows where the mouse or the keyboard is."""
        focus = QApplication.focusWidget()
        wanted = near or self.underMouse() or (focus is not None and self.isAncestorOf(focus))
        if self._tools.isHidden() is wanted:
            self._tools.setVisible(wanted)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._show_tools(True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._show_tools(False)

    def show_line(self, line: MeasureLine, words: str, marks: str, at: int, count: int) -> None:
        shown = (line, words, marks, at, count)
        if shown == self._shown:
            return
        self._shown, self.line, self._words = shown, line, words
        self.tick.blockSignals(True)
        self.tick.setChecked(line.on)
        self.tick.blockSignals(False)
        self.tick.setAccessibleName(words or tr("Own measure without words"))
        self.tick.setAccessibleDescription(marks)
        self._label.setText(words or tr("Own measure without words"))
        self._label.setProperty("text_role", "body" if line.on and words else "soft")
        refresh(self._label)
        self._marks.setText(marks)
        self._marks.setVisible(bool(marks))
        self.up.setEnabled(at > 0)
        self.down.setEnabled(at < count - 1)
        self.remove.setVisible(line.own)
        self.standard.setVisible(not line.own and bool(line.text))
        if not self._editing.isHidden() and not self.input.hasFocus():
            self.input.set_value(words)

    def edit(self, on: bool) -> None:
        """Show the words to be changed, or the result."""
        if on:
            self.input.set_value(self._words)
            self.input.setAccessibleName(tr("Words of the measure"))
        self._label.setVisible(not on)
        self._editing.setVisible(on)
        target = self.input if on else self.tick
        QTimer.singleShot(0, target, target.setFocus)

    def _back(self) -> None:
        self.input.set_value("")
        self.worded.emit("")
        self.edit(False)

    def _key(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        match event.key():
            case Qt.Key.Key_F2:
                self.edit(True)
            case Qt.Key.Key_Up if alt:
                self.moved.emit(-1)
            case Qt.Key.Key_Down if alt:
                self.moved.emit(1)
            case Qt.Key.Key_Delete if self.line is not None and self.line.own:
                self.removed.emit()
            case _:
                event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        done = event.key() == Qt.Key.Key_Escape or (
            event.key() == Qt.Key.Key_Return and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        )
        if done and not self._editing.isHidden():
            self.edit(False)
        else:
            super().keyPressEvent(event)


class _Tick(QCheckBox):
    key = Signal(QKeyEvent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Delete) or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.key.emit(event)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(20, 20)


class _Words(QLabel):
    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()
