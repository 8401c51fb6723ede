"""What happened, what it means, what to do: in the page, or for a moment above it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from avv_desktop.system.language import tr
from ui.look import theme
from ui.look.icons import Glyph
from ui.look.tokens import Radius, Space, State
from ui.widgets.controls import button, column, row, text

GLYPHS = {
    State.DRAFT: "info",
    State.READY: "info-fill",
    State.HALF: "warning-fill",
    State.SIGNED: "check-circle-fill",
    State.COUNTERSIGNED: "check-circle-fill",
    State.PROBLEM: "warning-circle-fill",
}


class Banner(QFrame):
    """A soft coloured sheet; the words stay in the text colour, only the icon is coloured."""

    def __init__(self, state: State, title: str, words: str = "", *actions: QPushButton) -> None:
        super().__init__()
        self._state = state
        self.words = f"{title} {words}".strip()
        self._glyph = Glyph(GLYPHS[state], 18, "text")
        said = column(text(title, "strong", wrap=True), gap=Space.HAIR)
        if words:
            said.addWidget(text(words, wrap=True))
        inside = row(self._glyph, said, *actions, gap=Space.M, margins=(Space.L, Space.M, Space.L, Space.M))
        inside.setAlignment(self._glyph, Qt.AlignmentFlag.AlignTop)
        inside.setStretch(1, 1)
        self.setLayout(inside)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.words))

    def paintEvent(self, event: object) -> None:
        pair = theme.colours().states[self._state]
        self._glyph.tone = pair.text
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.qcolor(pair.background))
        painter.setBrush(theme.mixed("surface", pair.background, 0.55))  # a large area needs less colour than a badge
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), Radius.CARD, Radius.CARD)


class Toast(QWidget):
    """Says that something is done and offers to undo it; goes by itself."""

    gone = Signal()
    MARGIN = 24

    def __init__(self, parent: QWidget, words: str, undo: Callable[[], object] | None = None, seconds: int = 8) -> None:
        super().__init__(parent)
        self.words, self.can_undo = words, undo is not None
        self.undo = button(tr("Undo"), "quiet", small=True)
        self.undo.setVisible(undo is not None)
        self.undo.clicked.connect(lambda: (self.go(), undo() if undo else None))
        edge = self.MARGIN
        after = edge + (Space.S if undo else Space.L)
        self.setLayout(
            row(
                Glyph("check-circle-fill", 18, "text"),
                text(words),
                self.undo,
                gap=Space.M,
                margins=(edge + Space.L, edge + Space.M, after, edge + Space.M),
            )
        )
        self.adjustSize()
        parent.installEventFilter(self)
        self._settle()
        self.show()
        # said aloud without taking the focus
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        QTimer.singleShot(seconds * 1000, self, self.go)

    def go(self) -> None:
        if self.isHidden():
            return
        self.gone.emit()
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._settle()
        return False

    def _settle(self) -> None:
        parent = self.parentWidget()
        self.move((parent.width() - self.width()) // 2, parent.height() - self.height())
        self.raise_()

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        sheet = QRectF(self.rect()).adjusted(*(self.MARGIN * s for s in (1, 1, -1, -1)))
        paint_shadow(painter, sheet, Radius.CARD)
        painter.setPen(theme.qcolor("line"))
        painter.setBrush(theme.qcolor("surface"))
        painter.drawRoundedRect(sheet, Radius.CARD, Radius.CARD)


def paint_shadow(painter: QPainter, sheet: QRectF, radius: float, depth: int = 14) -> None:
    """A soft shadow from a stack of faint rounded rectangles: no graphics effect, no blurred text."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    colour = theme.qcolor("shadow")
    strength = 0.30 if theme.colours().dark else 0.10
    for step in range(depth, 0, -1):
        colour.setAlphaF(strength * 2 * (depth - step + 1) / depth**2)
        painter.setBrush(colour)
        painter.drawRoundedRect(sheet.adjusted(-step, 2 - step, step, 2 + step), radius + step, radius + step)
