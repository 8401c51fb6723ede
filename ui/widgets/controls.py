"""The small parts every page is made of. Looks come from style.qss by property, never from setStyleSheet."""

from collections.abc import Iterable
from typing import TypeAlias, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.look.icons import Glyph, icon
from ui.look.theme import refresh
from ui.look.tokens import Size, Space

Part: TypeAlias = "QWidget | QBoxLayout | int | None"  # None stretches, a number is a distance
Margins: TypeAlias = tuple[int, int, int, int]
FLUSH: Margins = (0, 0, 0, 0)
L = TypeVar("L", bound=QBoxLayout)


def text(words: str, role: str = "body", *, wrap: bool = False) -> QLabel:
    label = QLabel(words)
    label.setProperty("text_role", role)
    label.setWordWrap(wrap)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def button(words: str, kind: str = "secondary", *, glyph: str = "", small: bool = False) -> QPushButton:
    made = QPushButton(words)
    made.setProperty("kind", kind)
    made.setProperty("small", small)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if glyph:
        tone = {"primary": "on_accent", "danger": "on_accent", "quiet": "accent_text"}.get(kind, "soft")
        made.setIcon(icon(glyph, tone))
        made.setIconSize(QSize(20, 16))
    return made


def tool(glyph: str, name: str, shortcut: str = "", *, small: bool = False) -> QToolButton:
    """A button that is only a picture: its name is for the tooltip and the screen reader."""
    made = QToolButton()
    made.setIcon(icon(glyph))
    made.setIconSize(QSize(16, 16) if small else QSize(18, 18))
    made.setProperty("small", small)
    made.setAccessibleName(name)
    made.setToolTip(f"{name} ({shortcut})" if shortcut else name)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if shortcut:
        made.setShortcut(shortcut)
    return made


def chip(words: str, count: int) -> QPushButton:
    made = QPushButton(f"{words}  {count}")
    made.setProperty("chip", True)
    made.setAccessibleName(f"{words}, {count}")
    made.setCheckable(True)
    return made


def row(*parts: Part, gap: int = Space.S, margins: Margins = FLUSH) -> QHBoxLayout:
    return _fill(QHBoxLayout(), parts, gap, margins)


def column(*parts: Part, gap: int = Space.S, margins: Margins = FLUSH) -> QVBoxLayout:
    return _fill(QVBoxLayout(), parts, gap, margins)


def _fill(layout: L, parts: Iterable[Part], gap: int, margins: Margins) -> L:
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    for part in parts:
        match part:
            case None:
                layout.addStretch(1)
            case int():
                layout.addSpacing(part)
            case QWidget():
                layout.addWidget(part)
            case _:
                layout.addLayout(part)
    return layout


def centred(part: QWidget | QBoxLayout) -> QHBoxLayout:
    """Not setAlignment: that takes a wrapping label's height from its first line."""
    return row(None, part, None)


def boxed(layout: QBoxLayout, *, ground: str = "clear") -> QWidget:
    made = QWidget()
    made.setProperty("ground", ground)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    made.setLayout(layout)
    return made


def frame(layout: QBoxLayout, **properties: object) -> QFrame:
    made = QFrame()
    for name, value in properties.items():
        made.setProperty(name, value)
    made.setLayout(layout)
    return made


def card(*parts: Part, gap: int = Space.M, padding: int = Space.L) -> QFrame:
    return frame(column(*parts, gap=gap, margins=(padding,) * 4), card="true")


def rule() -> QFrame:
    return frame(row(), rule="true")


class Scrolled(QScrollArea):
    """Scrolls downwards only, and is never narrower than what is in it."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside.setProperty("ground", "clear")
        self.setWidget(inside)
        self.viewport().setAutoFillBackground(False)

    def minimumSizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self.widget().minimumSizeHint().width() + bar, 2 * Size.ROW)


class FieldLabel(QLabel):
    """Underlines its letter only while Alt is held. (A QProxyStyle could do it, but crashes from Python.)"""

    underlined = False

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def paintEvent(self, event: object) -> None:
        show = Qt.TextFlag.TextShowMnemonic if self.underlined else Qt.TextFlag.TextHideMnemonic
        how = show.value | Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignVCenter.value
        QPainter(self).drawText(self.rect(), how, self.text())


class Field(QWidget):
    """Label above, input, one line of help or error below; the label is the input's buddy and so its spoken name."""

    def __init__(self, words: str, control: QWidget, *, hint: str = "", error: str = "") -> None:
        super().__init__()
        label = FieldLabel(words)
        label.setProperty("text_role", "label")
        label.setBuddy(control)
        if not control.accessibleName():  # a combo box would be named by its value
            control.setAccessibleName(plain_name(words))
        self.label, self._control = label, control
        self._below = text("", "caption", wrap=True)
        self._glyph = Glyph("warning-circle-fill", 14, "bad")
        below = row(self._glyph, self._below, gap=Space.XS)
        below.setAlignment(self._glyph, Qt.AlignmentFlag.AlignTop)
        below.setStretch(1, 1)
        self.setLayout(column(label, control, below, None, gap=Space.XS))
        self.setFocusProxy(control)
        self.say(hint, error=error)

    def say(self, hint: str = "", *, error: str = "") -> None:
        self._below.setText(error or hint)
        self._below.setProperty("text_role", "error" if error else "caption")
        self._below.setVisible(bool(error or hint))
        self._glyph.setVisible(bool(error))
        self._control.setProperty("invalid", bool(error))
        self._control.setAccessibleDescription(error or hint)
        refresh(self._below)
        refresh(self._control)


def plain_name(words: str) -> str:
    """A label's words without the mark of its key."""
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&")


class Segmented(QFrame):
    """One of a few, all visible. Arrow keys move inside, Tab leaves."""

    chosen = Signal(int)

    def __init__(self, choices: Iterable[str], name: str, at: int = 0) -> None:
        super().__init__()
        self.setProperty("segmented", "true")
        self.setAccessibleName(name)
        self.setFixedHeight(Size.CONTROL)
        self._group = QButtonGroup(self)
        self.setLayout(row(gap=2, margins=(3, 3, 3, 3)))
        for index, words in enumerate(choices):
            part = QPushButton(words)
            part.setCheckable(True)
            self._group.addButton(part, index)  # before it is checked: then Tab stops at the checked one only
            part.setChecked(index == at)
            self.layout().addWidget(part)
        self._group.idClicked.connect(self.chosen)

    def choose(self, at: int) -> None:
        """The one at that place; -1: none."""
        if at < 0:
            self._group.setExclusive(False)
            for part in self._group.buttons():
                part.setChecked(False)
            self._group.setExclusive(True)
        else:
            self._group.button(at).setChecked(True)

    def at(self) -> int:
        """Which one is chosen; -1: none."""
        return self._group.checkedId()


class Search(QLineEdit):
    """Finds as you type; Escape empties it."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setProperty("search", True)
        self.setPlaceholderText(words)
        self.setAccessibleName(words.rstrip(" …"))
        self.setClearButtonEnabled(True)
        self.addAction(icon("magnifying-glass", "faint"), QLineEdit.ActionPosition.LeadingPosition)
        self.setMinimumWidth(4 * Size.ROW)

    def keyPressEvent(self, event: object) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
