"""When to say that something is wrong: not while a person types it for the first time, but after a pause or when they
leave; once said, it goes as soon as it is right."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from avv_desktop.draft.model import Finding
from ui.questions.place import joined, split

PAUSE = 1500
"""Milliseconds without typing."""


class Manners(QObject):
    ripe = Signal(str)
    """The person has paused in this field."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._typed: set[str] = set()
        self._told: set[str] = set()
        self._asked: set[str] = set()
        self._last = self._name = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._paused)

    def edited(self, name: str) -> None:
        place = joined(name, _part_in_focus())
        self._typed.add(place)
        self._last, self._name = place, name
        self._pause.start()

    def leave(self, name: str, part: str) -> bool:
        """Whether there may now be something to say."""
        place = joined(name, part)
        if place not in self._typed:
            return False
        self._told |= {place, name}
        return True

    def ask(self, name: str, part: str) -> None:
        """Somebody wants to know what is wrong there, also if it is only empty."""
        self._told |= {joined(name, part), name}
        self._asked.add(joined(name, part))

    def forget(self, name: str) -> None:
        """Rows have moved: start anew."""
        for places in (self._typed, self._told, self._asked):
            places -= {each for each in places if each.startswith(name)}

    def shown(self, names: Iterable[str]) -> set[str]:
        """Those of the fields of which something may be said."""
        return {split(each, names)[0] for each in self._told} - {""}

    def errors(self, name: str, found: list[Finding], said: dict[str, str]) -> dict[str, str]:
        """Part → message, for those that may be said now."""
        errors: dict[str, str] = {}
        for finding in found:
            place = finding.place or name
            part = place[len(name) :].removeprefix(".") if place.startswith(name) else ""
            if finding.severity != "E" or part in errors:
                continue
            empty = finding.rule == "missing"
            if place in self._asked or (not empty and (place in self._told or part in said)):
                errors[part] = finding.message
        return errors

    def _paused(self) -> None:
        self._told |= {self._last, self._name}
        self.ripe.emit(self._name)


def _part_in_focus() -> str:
    at = QApplication.focusWidget()
    while at is not None:
        if part := at.property("part"):
            return str(part)
        if at.property("entry"):
            return ""
        at = at.parentWidget()
    return ""
