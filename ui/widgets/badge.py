"""States and people, drawn the same in widgets and in list rows."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QLabel, QWidget

from avv_desktop.system.language import tr
from ui.look import theme
from ui.look.icons import paint_icon
from ui.look.tokens import STATE_ICONS, Pair, Space, State, Type

HEIGHT = 24
ICON = 14
FACES_LIGHT = (("#7a2e8f", "#f3e3f8"), ("#8a4b00", "#fbe8c8"), ("#0f5f73", "#d5eef4"), ("#5b5f1d", "#eeefcf"))
FACES_DARK = (("#e2bdf0", "#43294c"), ("#f2cb92", "#483518"), ("#a3dcea", "#1b3f48"), ("#dcdf9b", "#3a3c1c"))


def state_words(state: State) -> str:
    """What the screen says of a state."""
    return {
        State.DRAFT: tr("Draft"),
        State.READY: tr("ready"),
        State.HALF: tr("1 of 2 signed"),
        State.SIGNED: tr("signed"),
        State.COUNTERSIGNED: tr("countersigned"),
        State.PROBLEM: tr("Problem"),
    }[state]


def badge_font(base: QFont) -> QFont:
    font = QFont(base)
    font.setPixelSize(Type.CAPTION)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def badge_width(words: str, base: QFont) -> float:
    return Space.S + ICON + Space.XS + QFontMetricsF(badge_font(base)).horizontalAdvance(words) + Space.M


def paint_badge(painter: QPainter, box: QRectF, words: str, glyph: str, pair: Pair) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.qcolor(pair.background))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    middle = box.center().y()
    paint_icon(painter, glyph, QRectF(box.left() + Space.S, middle - ICON / 2, ICON, ICON), pair.text)
    painter.setFont(badge_font(painter.font()))
    painter.setPen(theme.qcolor(pair.text))
    painter.drawText(box.adjusted(Space.S + ICON + Space.XS, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
    painter.restore()


def paint_face(painter: QPainter, box: QRectF, name: str) -> None:
    """Initials in a circle; the colour belongs to the name, so a person keeps it everywhere."""
    faces = FACES_DARK if theme.colours().dark else FACES_LIGHT
    ink, ground = faces[sum(map(ord, name)) % len(faces)]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.qcolor(ground))
    painter.drawEllipse(box)
    font = QFont(painter.font())
    font.setPixelSize(round(box.height() * 0.4))
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(theme.qcolor(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, initials(name))
    painter.restore()


def initials(name: str) -> str:
    return "".join(word[0] for word in name.split()[:2] if word).upper()


class Badge(QLabel):
    """A label, so that it is read aloud; only its looks are painted."""

    def __init__(self, state: State, words: str = "") -> None:
        super().__init__()
        self.show_state(state, words)

    def show_state(self, state: State, words: str = "") -> None:
        self._state = state
        self.setText(words or state_words(state))
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        return QSize(round(badge_width(self.text(), self.font())) + 1, HEIGHT)

    def paintEvent(self, event: object) -> None:
        pair = theme.colours().states[self._state]
        paint_badge(QPainter(self), QRectF(self.rect()), self.text(), STATE_ICONS[self._state], pair)


class Face(QWidget):
    def __init__(self, name: str, size: int = 28) -> None:
        super().__init__()
        self._name = name
        self.setFixedSize(size, size)

    def show_name(self, name: str) -> None:
        self._name = name
        self.update()

    def paintEvent(self, event: object) -> None:
        paint_face(QPainter(self), QRectF(self.rect()), self._name)
