"""Several of a list, and own entries beside them, as chips."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from avv_desktop.system.language import tr
from ui.look.icons import icon
from ui.look.tokens import Space
from ui.widgets.controls import button, column, row
from ui.widgets.flow import Flow
from ui.widgets.inputs import TextInput


class ChipsInput(QWidget):
    """The value is a list of option ids and own entries (text), in the order they were chosen.

    `own=False` takes nothing but the options.
    """

    edited = Signal()

    def __init__(self, options: Iterable[tuple[str, str]], name: str, *, own: bool = True) -> None:
        super().__init__()
        self._name, self._own = name, own
        self._options = list(options)
        self._chosen: list[str] = []
        self._chips: dict[str, QPushButton] = {}
        self._flow = QWidget()
        self._flow.setLayout(Flow(gap=Space.S))
        self.entry = _Entry(tr("Own entry"))
        self.entry.setAccessibleName(tr("Own entry for {field}", field=name))
        self.entry.setMaximumWidth(320)
        self.entry.entered.connect(self._add)
        self.add = button(tr("Add"), "quiet", glyph="plus", small=True)
        self.add.setAccessibleName(tr("Add own entry to {field}", field=name))
        self.add.clicked.connect(self._add)
        self._more = QWidget()
        self._more.setLayout(row(self.entry, self.add, None))
        self._more.layout().setStretch(0, 1)
        if not own:
            self._more.hide()
        self.setLayout(column(self._flow, self._more, gap=Space.S))
        self.setAccessibleName(name)
        self._build()

    def value(self) -> list[str]:
        return list(self._chosen)

    def set_value(self, value: object) -> None:
        chosen = [str(each) for each in value] if isinstance(value, list | tuple) else []
        if chosen != self._chosen:
            self._chosen = chosen
            self._build()

    def set_options(self, options: Iterable[tuple[str, str]]) -> None:
        options = list(options)
        if options != self._options:
            self._options = options
            self._build()

    # ---- chips

    def _build(self) -> None:
        """Chips that stay are kept, and with them the focus."""
        known = dict(self._options)
        wanted = [key for key, _ in self._options] + [each for each in self._chosen if each not in known]
        for key in [
            key for key, chip in self._chips.items() if key not in wanted or chip.property("own") == (key in known)
        ]:
            gone = self._chips.pop(key)
            gone.hide()
            gone.deleteLater()
        flow = self._flow.layout()
        while flow.takeAt(0) is not None:
            pass
        for key in wanted:
            if key not in self._chips:
                self._chips[key] = self._chip(key, known.get(key))
            chip = self._chips[key]
            if key in known:
                chip.setText(_quoted(known[key]))
                chip.setChecked(key in self._chosen)
            flow.addWidget(chip)
            chip.show()
        first = next(iter(self._chips.values()), None)
        self.setFocusProxy(first or self.entry)
        self._flow.setVisible(bool(wanted))
        self._flow.updateGeometry()
        flow.invalidate()

    def _chip(self, key: str, label: str | None) -> QPushButton:
        made = QPushButton(_quoted(key if label is None else label), self._flow)
        made.setProperty("chip", True)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.setMaximumWidth(460)
        made.setCheckable(True)
        made.setProperty("own", label is None)
        if label is None:
            made.setChecked(True)
            made.setIcon(icon("x", "accent_text"))
            made.setIconSize(QSize(14, 12))
            made.setToolTip(key)
            made.setAccessibleName(tr("Remove “{entry}”", entry=key))
        made.clicked.connect(lambda _=False, key=key: self._toggle(key))
        return made

    def _toggle(self, key: str) -> None:
        if key in self._chosen:
            self._chosen = [each for each in self._chosen if each != key]
        else:
            self._chosen = [*self._chosen, key]
        self._build()
        self.edited.emit()

    def _add(self) -> None:
        words = self.entry.value()
        if not words:
            self.entry.setFocus()
            return
        by_words = {label.lower(): key for key, label in self._options}
        key = by_words.get(words.lower(), words)
        self.entry.clear()
        if key not in self._chosen:
            self._toggle(key)
        self.entry.setFocus()


class _Entry(TextInput):
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


def _quoted(words: str) -> str:
    """As a button's words: a single & would be the mark of a key."""
    shown = words if len(words) <= 70 else words[:69] + "…"
    return shown.replace("&", "&&")
