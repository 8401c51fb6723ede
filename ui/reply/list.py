"""All changes of an answer below each other, clause by clause; of very many the first, and more on demand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from avv_desktop.reply.fields import field_of
from avv_desktop.reply.model import ReplyChange
from avv_desktop.system.language import tr
from avv_desktop.template.model import Template
from ui.look.tokens import Space
from ui.reply.card import Entry
from ui.reply.decisions import Decision
from ui.trust.parts import empty
from ui.widgets.controls import button, column, row, text

AT_ONCE = 30


class ChangeList(QWidget):
    decided = Signal(str, object)
    """(key, Decision)"""
    taken_back = Signal(str)
    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[str, Entry] = {}
        self._changes: Sequence[ReplyChange] = ()
        self.decisions: Mapping[str, Decision] = {}
        """As they are shown."""
        self._reasons: Mapping[str, str] = {}
        self._fixed = False
        self._cards = column(gap=Space.M)
        self.more = button(tr("Show more"), small=True)
        self.more.clicked.connect(self._go_on)
        self.setLayout(column(self._cards, row(self.more, None), gap=Space.M))

    def show_changes(self, changes: Sequence[ReplyChange], template: Template) -> None:
        empty(self._cards)
        self.entries, self._changes, self._template = {}, changes, template
        self._add()

    def follow(self, decisions: Mapping[str, Decision], reasons: Mapping[str, str], *, fixed: bool) -> None:
        """What is decided now, and why something could not be taken over."""
        self.decisions, self._reasons, self._fixed = decisions, reasons, fixed
        for entry in self.entries.values():
            self._dress(entry)

    def focus_behind(self, key: str) -> bool:
        """The next change that is still open has the keyboard; False if there is none."""
        keys = list(self.entries)
        at = keys.index(key) + 1 if key in keys else 0
        for each in (*keys[at:], *keys[:at]):
            if each not in self.decisions:
                self.entries[each].focus_first()
                return True
        return False

    def _dress(self, entry: Entry) -> None:
        key = entry.change.key
        entry.show_decision(self.decisions.get(key), fixed=self._fixed, reason=self._reasons.get(key, ""))

    def _add(self) -> None:
        start = len(self.entries)
        for number, change in enumerate(self._changes[start : start + AT_ONCE], start=start + 1):
            if number == 1 or change.title != self._changes[number - 2].title:
                self._cards.addWidget(text(change.title, "heading", wrap=True))
            self._cards.addWidget(self._entry(change, number))
        self.more.setVisible(len(self.entries) < len(self._changes))

    def _go_on(self) -> None:
        first = self._changes[len(self.entries)].key
        self._add()
        self.entries[first].focus_first()

    def _entry(self, change: ReplyChange, number: int) -> Entry:
        field = field_of(self._template, change.field) if change.field else None
        entry = Entry(change, number, field.label if field else "")
        entry.decided.connect(self.decided)
        entry.taken_back.connect(self.taken_back)
        entry.wanted.connect(self.wanted)
        self.entries[change.key] = entry
        self._dress(entry)
        return entry
