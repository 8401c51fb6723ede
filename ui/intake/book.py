"""The document that is being read as a template: what is made of it so far, and the way back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from avv_desktop.errors import NoAgreement
from ui.desk import Desk
from ui.jobs import PAGES, STORE

if TYPE_CHECKING:
    from avv_desktop.intake.model import Intake
    from avv_desktop.intake.propose import Proposal

NAME = "intake"


class Reading(Struct, frozen=True):
    """What a person made of it. `without`: facts that stay text; rejected: as before its tracked changes."""

    intake: Intake
    without: frozenset[str] = frozenset()
    rejected: bool = False


class IntakeBook(QObject):
    opened = Signal()
    """Another document, or another reading of it, is there."""
    changed = Signal()
    """Its tree, or what becomes a field, is another."""
    proposed = Signal()
    refused = Signal(Exception)
    """It is no data-processing agreement; `insist` reads it nevertheless."""
    failed = Signal(Exception)
    kept = Signal(object, object)
    """(template, answers of the document)"""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.path: Path | None = None
        self.proposal: Proposal | None = None
        self._refused: Intake | None = None
        self._before: list[Reading] = []
        self._after: list[Reading] = []
        self._now: Reading | None = None

    @property
    def now(self) -> Reading | None:
        return self._now

    @property
    def can_undo(self) -> bool:
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        return bool(self._after)

    # ---- reading it

    def open(self, path: Path) -> None:
        """Read a file, off the GUI thread; what was open stays until it is there."""

        def work() -> object:
            from avv_desktop.intake.read import read as lines_of
            from avv_desktop.intake.structure import understand
            from avv_desktop.system.files import read

            return understand(lines_of(read(path), path.name))

        def then(intake: object) -> None:
            self.path = path
            self._take(intake, insist=False)

        self._desk.jobs.run(work, then, self.failed.emit, lane=PAGES, newest=NAME)

    def insist(self) -> None:
        """Read what was refused as if it were an agreement."""
        if self._refused is not None:
            self._take(self._refused, insist=True)

    def _take(self, intake: object, *, insist: bool) -> None:
        from avv_desktop.intake.structure import refuse

        try:
            if not insist:
                refuse(intake)
        except NoAgreement as error:
            self._now, self._refused = None, intake
            self.refused.emit(error)
            return
        self._refused = None
        self._begin(Reading(intake))

    def _begin(self, reading: Reading) -> None:
        self._before, self._after, self._now = [], [], reading
        self.opened.emit()
        self._propose()

    def turn(self, rejected: bool) -> None:
        """The other reading of its tracked changes, from the beginning."""
        now = self._now
        if now is None or now.rejected == rejected:
            return
        source = now.intake.source
        other = replace(source, lines=source.lines_before, lines_before=source.lines)

        def work() -> object:
            from avv_desktop.intake.structure import understand

            return understand(other)

        def then(intake: object) -> None:
            if self._now is now:
                self._begin(Reading(intake, now.without, rejected))

        self._desk.jobs.run(work, then, self.failed.emit, lane=PAGES, newest=NAME)

    # ---- mending it

    def move(self, key: str, by: int) -> bool:
        """A point one level up (-1) or down (+1); False where it cannot be."""
        from avv_desktop.intake.structure import move_unit

        return self._change(lambda intake: move_unit(intake, key, by))

    def settle(self, key: str) -> bool:
        """It is right as it stands."""
        from avv_desktop.intake.structure import settle

        return self._change(lambda intake: settle(intake, key))

    def _change(self, change) -> bool:
        if self._now is None:
            return False
        intake = change(self._now.intake)
        if intake is self._now.intake or intake == self._now.intake:
            return False
        self._push(replace(self._now, intake=intake))
        return True

    def as_field(self, name: str, wanted: bool) -> None:
        """A recognised fact becomes a field of the form, or stays text."""
        if self._now is not None:
            without = self._now.without - {name} if wanted else self._now.without | {name}
            if without != self._now.without:
                self._push(replace(self._now, without=without))

    def _push(self, reading: Reading) -> None:
        self._before.append(self._now)
        self._after, self._now = [], reading
        self._told()

    def undo(self) -> None:
        if self._before:
            self._after.append(self._now)
            self._now = self._before.pop()
            self._told()

    def redo(self) -> None:
        if self._after:
            self._before.append(self._now)
            self._now = self._after.pop()
            self._told()

    def _told(self) -> None:
        self.changed.emit()
        self._propose()

    # ---- what comes of it

    def _propose(self) -> None:
        """With every fact, those that stay text as well: a person sees all of them."""
        now = self._now

        def work() -> object:
            from avv_desktop.intake.propose import propose

            return propose(now.intake)

        def then(proposal: object) -> None:
            if self._now is now:
                self.proposal = proposal
                self.proposed.emit()

        self._desk.jobs.run(work, then, self.failed.emit, lane=PAGES, newest=f"{NAME} proposal")

    def keep(self, title: str) -> None:
        """Among the user's templates, under an id of its own."""
        now = self._now

        def work() -> object:
            from avv_desktop.intake.propose import propose
            from avv_desktop.template import catalog
            from avv_desktop.template.clean import new_id

            proposal = propose(now.intake, title=title, without=now.without)
            known = [each.id.replace("-", "_") for each in catalog.every_version()]
            id = new_id(proposal.template.id, known, "avv").replace("_", "-")
            return catalog.keep(replace(proposal.template, id=id)), proposal.answers

        def then(kept: object) -> None:
            template, answers = kept
            self.kept.emit(template, answers)

        self._desk.jobs.run(work, then, self.failed.emit, lane=STORE)

    def close(self) -> None:
        """Nothing open any more."""
        self._now = self._refused = self.path = self.proposal = None
        self._before, self._after = [], []
