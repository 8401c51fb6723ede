"""A customer's answer and what was decided about each of its changes; every decision can be taken back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QObject, Signal

from avv_desktop import flow
from avv_desktop.errors import CannotDo
from avv_desktop.system.language import tr
from ui.desk import Desk
from ui.jobs import PAGES

if TYPE_CHECKING:
    from avv_desktop.draft.model import Draft
    from avv_desktop.reply.model import Reply, ReplyChange
    from avv_desktop.review.deviations_model import DeviationPage

Verdict = Literal["taken", "declined", "edited"]


class Decision(NamedTuple):
    """`text`: the words that were put instead, of an edited one."""

    verdict: Verdict
    text: str = ""


class ReplyBook(QObject):
    opened, changed = Signal(), Signal()
    refused = Signal(str, Exception)
    """(key of the change, why it could not be taken over)"""
    failed = Signal(Exception)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.path: Path | None = None
        self.reply: Reply | None = None
        self.page: DeviationPage | None = None
        """Of a returned PDF: what it says otherwise."""
        self.base: Draft | None = None
        """The draft that the answer was compared with."""
        self.decisions: dict[str, Decision] = {}
        self._result: Draft | None = None
        self._states: list[tuple[Draft, dict[str, Decision]]] = []
        desk.edited.connect(self._edited)
        desk.opened.connect(self._other)

    # ---- reading

    def open(self, path: Path) -> None:
        draft, template = self._desk.draft, self._desk.template

        def work() -> object:
            from avv_desktop.system.files import read

            data = read(path)
            if data[:1024].lstrip().startswith(b"%PDF"):
                return _compared(data, path, draft, template)
            return flow.read_reply(data, path.name, draft, template)

        def then(found: object) -> None:
            if self._desk.draft is None or draft is None or self._desk.draft.id != draft.id:
                return
            from avv_desktop.reply.model import Reply

            self.path, self.base, self._result = path, draft, draft
            self.reply, self.page = (found, None) if isinstance(found, Reply) else (None, found)
            self.decisions = {}
            self._states = [(draft, {})]
            self.opened.emit()

        self._desk.jobs.run(work, then, self.failed.emit, lane=PAGES, newest="reply")

    def _other(self) -> None:
        """Another agreement lies on the desk."""
        if self.base is not None and (self._desk.draft is None or self._desk.draft.id != self.base.id):
            self.path = self.reply = self.page = self.base = self._result = None
            self.decisions, self._states = {}, []
            self.opened.emit()

    # ---- deciding

    @property
    def left(self) -> list[ReplyChange]:
        """Changes nobody has decided yet."""
        return [each for each in self.reply.changes if each.key not in self.decisions] if self.reply else []

    def take(self, change: ReplyChange) -> None:
        self._decide([(change, Decision("taken"))])

    def decline(self, change: ReplyChange) -> None:
        self._decide([(change, Decision("declined"))])

    def edit(self, change: ReplyChange, text: str) -> None:
        self._decide([(change, Decision("edited", text))])

    def take_all(self) -> None:
        """All that are left and can be taken over."""
        self._decide([(each, Decision("taken")) for each in self.left if not each.by_hand])

    def decline_all(self) -> None:
        self._decide([(each, Decision("declined")) for each in self.left])

    def _decide(self, made: list[tuple[ReplyChange, Decision]]) -> None:
        draft, decisions = self._desk.draft, dict(self.decisions)
        if draft is None or self._desk.frozen:
            self._desk.told.emit(tr("This agreement is signed; its text cannot be changed any more."), None)
            return
        for change, decision in made:
            try:
                draft = self._applied(draft, change, decision)
            except CannotDo as error:
                self.refused.emit(change.key, error)
                continue
            decisions[change.key] = decision
        self._lay(draft, decisions)

    def _applied(self, draft: Draft, change: ReplyChange, decision: Decision) -> Draft:
        from avv_desktop.reply import take as taking

        template = self._desk.template
        match decision.verdict:
            case "taken":
                return taking.take(draft, template, change)
            case "edited":
                return taking.edit(draft, template, change, decision.text)
        return taking.decline(draft, change)

    def take_back(self, key: str) -> None:
        """As if it had not been decided; the others stay. Not once the draft was changed elsewhere since."""
        if self._desk.draft is not self._result or self.base is None or self.reply is None:
            self._desk.told.emit(tr("The draft was changed since; Ctrl+Z goes back step by step."), None)
            return
        changes = {each.key: each for each in self.reply.changes}
        draft, kept = self.base, {}
        for other, decision in self.decisions.items():
            if other == key:
                continue
            try:
                draft = self._applied(draft, changes[other], decision)
                kept[other] = decision
            except CannotDo as error:
                self.refused.emit(other, error)
        self._lay(draft, kept)

    def _lay(self, draft: Draft, decisions: dict[str, Decision]) -> None:
        self.decisions, self._result = decisions, draft
        self._states.append((draft, decisions))
        if draft is not self._desk.draft:
            self._desk.edit(draft, "")
        self.changed.emit()

    def _edited(self, draft: Draft, place: str) -> None:
        """Undo and redo bring the decisions back that belong to that state."""
        if self.reply is None or draft is self._result:
            return
        found = next((made for known, made in reversed(self._states) if known is draft), None)
        if found is not None:
            self.decisions, self._result = found, draft
        self.changed.emit()


def _compared(data: bytes, path: Path, draft: object, template: object) -> DeviationPage:
    from avv_desktop.reply.returned import same_agreement
    from avv_desktop.review.deviations_compare import comparison_page

    return comparison_page(same_agreement(data, draft, template, path.name), tr("the draft"), path.name)
