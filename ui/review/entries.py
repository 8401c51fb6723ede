"""Lines of the review: each is one button that leads to its place in the form."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from avv_desktop.system.language import tr
from ui.look import theme
from ui.look.icons import Glyph
from ui.look.tokens import Radius, Space
from ui.review.remedies import Remedies
from ui.review.sorting import Entry, Group
from ui.widgets.controls import boxed, button, column, frame, row, rule, text


class Line(QPushButton):
    """A whole line as a button: a click, Enter or Space leads to the place."""

    def __init__(self, entry: Entry, glyph: str, tone: str) -> None:
        super().__init__()
        self.entry = entry
        self.setAccessibleName(f"{entry.title}: {entry.words}")
        self.setAccessibleDescription(tr("Go to the place"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(tr("Go to the place"))
        said = column(text(entry.title, "strong", wrap=True), text(entry.words, "soft", wrap=True), gap=Space.HAIR)
        mark = Glyph(glyph, 20, tone)
        inside = row(mark, said, Glyph("caret-right", 14, "faint"), gap=Space.M, margins=(Space.L, 10, Space.L, 10))
        inside.setStretch(1, 1)
        inside.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        self.setLayout(inside)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return self.layout().totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.layout().totalMinimumSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: object) -> None:
        if not self.underMouse():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.qcolor("hover"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 3, -4, -3), Radius.CONTROL, Radius.CONTROL)


class Lines(QWidget):
    """A heading and a card of lines for each section of the form."""

    chosen = Signal(str)
    """The place of a line."""
    confirmed = Signal(list)
    """Names of fields whose proposal was accepted."""
    fixed = Signal(object)
    """A Fix that is wanted."""
    left = Signal(object, str)
    """(finding, reason): it stays as it is."""
    taken_back = Signal(object)
    """A finding that nobody answers for any more."""

    def __init__(self, groups: tuple[Group, ...], glyph: str, tone: str, *, confirm: bool = False) -> None:
        super().__init__()
        self.lines: list[Line] = []
        sheets: list[QWidget] = []
        for group in groups:
            sheets.append(boxed(column(self._head(group, confirm), self._card(group, glyph, tone, confirm))))
        self.setLayout(column(*sheets, gap=Space.L))

    def _head(self, group: Group, confirm: bool) -> QWidget:
        head = row(text(group.title, "heading"), text(str(len(group.entries)), "heading"), None)
        if confirm and len(group.entries) > 1:
            every = button(tr("Confirm these {count}", count=len(group.entries)), "quiet", small=True)
            every.setAccessibleName(tr("Confirm all of {section}", section=group.title))
            every.clicked.connect(lambda: self.confirmed.emit([entry.field for entry in group.entries]))
            head.addWidget(every)
        return boxed(head)

    def _card(self, group: Group, glyph: str, tone: str, confirm: bool) -> QFrame:
        parts: list[QWidget] = []
        for entry in group.entries:
            parts += [rule()] if parts else []
            line = Line(entry, glyph, tone)
            line.clicked.connect(lambda _=False, entry=entry: self.chosen.emit(entry.place))
            self.lines.append(line)
            parts.append(boxed(self._with_confirmation(line)) if confirm else self._with_remedies(line))
        return frame(column(*parts, gap=0), card="true")

    def _with_remedies(self, line: Line) -> QWidget:
        finding = line.entry.finding
        if finding is None:
            return line
        if finding.overridden:
            back = button(tr("Take back"), small=True)
            back.setAccessibleName(tr("Take back: {finding}", finding=finding.message))
            back.clicked.connect(lambda: self.taken_back.emit(finding))
            both = row(line, back, gap=0, margins=(0, 0, Space.L, 0))
            both.setStretch(0, 1)
            return boxed(both)
        remedies = Remedies(finding)
        remedies.fixed.connect(self.fixed)
        remedies.left.connect(self.left)
        return boxed(column(line, remedies, gap=0))

    def _with_confirmation(self, line: Line) -> object:
        entry = line.entry
        accept = button(tr("That is right"), small=True)
        accept.setAccessibleName(tr("Confirm: {field}", field=entry.title))
        accept.clicked.connect(lambda: self.confirmed.emit([entry.field]))
        both = row(line, accept, gap=0, margins=(0, 0, Space.L, 0))
        both.setStretch(0, 1)
        return both
