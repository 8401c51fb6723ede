"""The template that is open: what it says now, what it said, and the way back."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from avv_desktop.document.numbering import numbered
from avv_desktop.draft.history import History
from avv_desktop.errors import AvvError
from avv_desktop.template.model import Template
from ui.desk import Desk
from ui.jobs import STORE

SAVE_AFTER = 400
"""Milliseconds."""


class Book(QObject):
    """`changed(by)`: after every edit, undo and redo; `by` names who made it, so that it need not read it anew."""

    changed = Signal(str)
    opened = Signal()
    saved = Signal(object)
    """The template as a new version."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.base: Template | None = None
        self.given = False
        """It comes with the program: it is looked at, not changed."""
        self._history: History | None = None
        self._steps = 0
        self._keep_soon = QTimer(self, singleShot=True, interval=SAVE_AFTER)
        self._keep_soon.timeout.connect(self.keep)
        desk.keeping.connect(self._keep_now)

    @property
    def now(self) -> Template:
        assert self._history is not None
        return self._history.now

    @property
    def touched(self) -> bool:
        """Is there anything that is no version yet?"""
        return self._history is not None and self.now is not self.base

    def open(self, template: Template, *, given: bool) -> None:
        """The newest version, or what was last made of it."""
        from avv_desktop.template import working

        self.keep()
        found = None if given else working.read(template.id)
        now = found.now if found and found.base.hash == template.hash else template
        self.base, self.given, self._history = template, given, History(template)
        if now is not template:
            self._history.push(now, "before")
        self.opened.emit()

    def close(self) -> None:
        self.keep()
        self.base = self._history = None

    # ---- changing it

    def edit(self, change: Callable[[Template], Template], by: str = "", *, typing: str = "") -> bool:
        """Change it, or say why not. `typing`: the place in which letters are one step."""
        if self.given or self._history is None:
            return False
        try:
            new = change(self.now)
        except AvvError as error:
            self._desk.failed.emit(error)
            return False
        if replace(new, hash="") == replace(self.now, hash=""):
            return True
        if self.base is not None and replace(new, hash="") == replace(self.base, hash=""):
            new = self.base
        self._steps += 1
        self._history.push(new, typing or f"step {self._steps}")
        self._told(by)
        return True

    def undo(self) -> None:
        if self._history is not None and self._history.undo() is not None:
            self._told("")

    def redo(self) -> None:
        if self._history is not None and self._history.redo() is not None:
            self._told("")

    def _told(self, by: str) -> None:
        self._keep_soon.start()
        self.changed.emit(by)

    # ---- keeping it

    def keep(self) -> None:
        """What is not a version yet, off the GUI thread."""
        from avv_desktop.template import working

        self._keep_soon.stop()
        if self.base is None or self.given:
            return
        base, now = self.base, self.now
        if now is base:
            self._run(lambda: working.drop(base.id), base.id)
        else:
            self._run(lambda: working.keep(working.Working(base, now)), base.id)

    def _keep_now(self) -> None:
        if self._keep_soon.isActive():
            self.keep()

    def save(self) -> None:
        """Make it the next version."""
        from avv_desktop.template import versions, working

        if self.base is None or not self.touched:
            return
        self._keep_soon.stop()
        base, now = self.base, self.now

        def work() -> object:
            saved = versions.save(now, base)
            working.drop(base.id)
            return saved

        def then(saved: object) -> None:
            if self.base is base and self.now is now:
                self.open(saved, given=False)  # type: ignore[arg-type]
            self.saved.emit(saved)

        self._desk.jobs.run(work, then, self._desk.failed.emit, lane=STORE)

    def _run(self, work: Callable[[], object], id: str) -> None:
        self._desk.jobs.run(work, None, self._desk.failed.emit, lane=STORE, newest=f"template {id}")

    # ---- what things are called

    def called(self, name: str) -> str:
        """The words of a field, or where a reference leads today."""
        assert self.base is not None
        for template in (self.now, self.base):
            for field in template.fields:
                if field.name == name:
                    return field.label
        gone = (each for each in (*self.base.clauses, *self.base.annexes) if each.id == name.partition(".")[0])
        return self.reference(name) or next((f"„{each.title}“" for each in gone), name)

    def reference(self, target: str) -> str:
        """ "§ 7 Abs. 2", "Anlage 1", counted over everything."""
        clauses = ((each.id, each.numbered, [one.id for one in each.paragraphs]) for each in self.now.clauses)
        numbers = numbered(clauses, (annex.id for annex in self.now.annexes))
        title = next((each.title for each in self.now.clauses if each.id == target), "")
        return numbers.reference(target) or title
