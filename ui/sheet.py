"""The open agreement: its draft, its history, what it says and what it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from avv_desktop import flow
from avv_desktop.system.language import tr
from ui.jobs import CHECKS, Jobs

if TYPE_CHECKING:
    from avv_desktop.document.model import Document
    from avv_desktop.draft.history import History
    from avv_desktop.draft.model import Draft, Finding
    from avv_desktop.template.model import Template

FROZEN = ("half", "signed", "countersigned")


class Sheet(QObject):
    """The pages edit the draft through `edit`, and hear of every change through `edited`."""

    opened = Signal()
    """Another agreement lies on the desk (or none)."""
    edited = Signal(object, str)
    """(draft, place) after every edit, undo and redo."""
    checked = Signal()
    """`findings` are those of the newest draft; comes a moment after `edited`."""
    failed = Signal(Exception)
    told = Signal(str, object)
    """(words, undo or None): a toast."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.jobs = jobs
        jobs.failed.connect(self.failed)
        self.template: Template | None = None
        self.draft: Draft | None = None
        self.history: History | None = None
        self.state = "draft"
        """As in the store: draft, ready, half, signed, countersigned, problem."""
        self.state_words = ""
        """What the badge says beyond the state's own words ("1 von 3 unterschrieben")."""
        self._found: tuple[Draft, list[Finding]] | None = None
        self._composed: tuple[Draft, Document] | None = None

    # ---- what it says

    @property
    def findings(self) -> list[Finding]:
        """Of the draft as it is now."""
        if self.draft is None or self.template is None:
            return []
        if self._found is None or self._found[0] is not self.draft:
            self._found = (self.draft, flow.check(self.template, self.draft))
        return self._found[1]

    def document(self) -> Document:
        """The open agreement, composed once a draft."""
        assert self.template is not None and self.draft is not None
        if self._composed is None or self._composed[0] is not self.draft:
            self._composed = (self.draft, flow.compose(self.template, self.draft))
        return self._composed[1]

    @property
    def customer(self) -> str:
        """The customer's name as the screen says it."""
        company = (self.draft.answers.get("controller.company") if self.draft else None) or {}
        name = company.get("name", "") if isinstance(company, dict) else ""
        return str(name).strip() or tr("New agreement")

    @property
    def number(self) -> str:
        return str(self.draft.answers.get("agreement.number") or "") if self.draft else ""

    @property
    def frozen(self) -> bool:
        """Somebody has signed: the text stays as it is."""
        return self.state in FROZEN

    # ---- changing it

    def edit(self, draft: Draft, place: str = "") -> None:
        """The newest draft. A signed agreement stays as it is, and everybody is shown that it does."""
        if self.history is None or draft is self.draft:
            return
        if self.frozen:
            self.told.emit(tr("This agreement is signed; its text cannot be changed any more."), None)
            self.edited.emit(self.draft, place)
            return
        self.history.push(draft, place)
        self.changed(draft, place)

    def undo(self) -> None:
        if self.history and not self.frozen and (draft := self.history.undo()) is not None:
            self.changed(draft, "")

    def redo(self) -> None:
        if self.history and not self.frozen and (draft := self.history.redo()) is not None:
            self.changed(draft, "")

    def changed(self, draft: Draft, place: str) -> None:
        self.draft = draft
        self.edited.emit(draft, place)
        self.check_soon()

    def lay(
        self,
        draft: Draft | None,
        template: Template | None,
        state: str = "draft",
        words: str = "",
        steps: dict[int, Draft] | None = None,
    ) -> None:
        """Another agreement, or none; `steps` can be undone."""
        from avv_desktop.draft.history import History

        self.template, self.draft = template, draft
        self.history = History(draft, steps) if draft is not None else None
        self.state, self.state_words = state, words
        self.opened.emit()
        if draft is not None:
            self.check_soon()

    def check_soon(self) -> None:
        """Off the GUI thread; only the newest draft's findings are told."""
        template, draft = self.template, self.draft

        def then(found: object) -> None:
            if draft is self.draft:
                self._found = (draft, found)
                self.checked.emit()

        self.jobs.run(lambda: flow.check(template, draft), then, lane=CHECKS, newest="check")
