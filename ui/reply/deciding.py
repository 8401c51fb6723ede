"""Deciding off the GUI thread, one after the other; every decision is one step that can be undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from avv_desktop.draft.model import Draft
from avv_desktop.errors import CannotDo
from avv_desktop.system.language import trn
from ui.desk import Desk
from ui.reply.decisions import Decision, Deed, Log, decide_all, decided, taken_back
from ui.reply.reading import Session


class Made(NamedTuple):
    """left: why some could not be decided, by key."""

    draft: Draft
    log: Log
    left: dict[str, str]


Work = Callable[[Draft, Log], Made]


class Deciding(QObject):
    failed = Signal(dict)
    """Why a change could not be decided, by its key."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._count = 0
        self._waiting: list[tuple[Session, Work, bool]] = []

    def decide(self, keys: list[str], decision: Decision, *, told: bool = False) -> None:
        session = self._desk.reply
        if session is None or self._desk.frozen:
            return
        template = session.template

        def work(draft: Draft, log: Log) -> Made:
            known = {step.key for step in log}
            wanted = [session.changes[key] for key in keys if key not in known]
            return Made(*decide_all(template, draft, log, wanted, decision))

        self._ask(session, work, told)

    def decide_rest(self, deed: Deed) -> None:
        """All that is still open; the toast says how many, and takes them back."""
        if self._desk.reply is not None:
            self.decide([change.key for change in self._desk.reply.open], Decision(deed), told=True)

    def take_back(self, key: str) -> None:
        session = self._desk.reply
        if session is None or self._desk.frozen:
            return

        def work(draft: Draft, log: Log) -> Made:
            if key not in decided(log):
                return Made(draft, log, {})
            try:
                return Made(*taken_back(session.template, log, session.changes, key), {})
            except CannotDo as error:
                return Made(draft, log, {key: str(error.details["reason"])})

        self._ask(session, work, False)

    # ---- one after the other

    def _ask(self, session: Session, work: Work, told: bool) -> None:
        self._waiting.append((session, work, told))
        if len(self._waiting) == 1:
            self._next()

    def _next(self) -> None:
        session, work, told = self._waiting[0]
        draft, log = session.draft, session.log

        def then(made: object) -> None:
            if session is self._desk.reply and session.draft is not draft:
                self._next()  # somebody has edited meanwhile: again, from there
                return
            self._waiting.pop(0)
            if session is self._desk.reply:
                self._take(session, made, told)
            if self._waiting:
                self._next()

        self._desk.jobs.run(lambda: work(draft, log), then, self._broken)

    def _broken(self, error: Exception) -> None:
        self._waiting.clear()
        self._desk.failed.emit(error)

    def _take(self, session: Session, made: Made, told: bool) -> None:
        desk, number = self._desk, len(made.log) - len(session.log)
        self._count += 1
        session.went(made.draft, made.log)
        session.reasons = {
            key: why for key, why in {**session.reasons, **made.left}.items() if key not in session.decisions
        }
        desk.edit(made.draft, f"reply {self._count}")
        if told and number:
            desk.told.emit(trn("One change decided.", "{count} changes decided.", number), desk.undo)
        if made.left:
            self.failed.emit(made.left)
