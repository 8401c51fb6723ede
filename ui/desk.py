"""What all pages share: the open agreement, its history, what is kept of it, and where one is."""

from __future__ import annotations

import datetime
import uuid
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from avv_desktop import flow
from avv_desktop.system.language import tr
from ui.jobs import CHECKS, PAGES, STORE, Jobs

if TYPE_CHECKING:
    from avv_desktop.store.open import Store
    from avv_desktop.system.settings import Settings

    from avv_desktop.document.model import Document
    from avv_desktop.draft.history import History
    from avv_desktop.draft.model import Draft, Finding
    from avv_desktop.pdf.typeset import Typesetter
    from avv_desktop.template.model import Template

SAVE_AFTER = 400
"""Milliseconds: at most this long is typing kept in memory only."""
PAGE_NAMES = ("shelf", "editor", "review", "signing", "verify", "settings")
FROZEN = ("half", "signed", "countersigned")


class Desk(QObject):
    """The pages edit the draft through `edit`, and hear of every change through `edited`."""

    opened = Signal()
    """Another agreement lies on the desk (or none)."""
    edited = Signal(object, str)
    """(draft, place) after every edit, undo and redo."""
    checked = Signal()
    """`findings` are those of the newest draft; comes a moment after `edited`."""
    went = Signal(str, str)
    """(page, place)"""
    settings_changed = Signal()
    saved = Signal(object)
    """The moment (datetime) of the newest save."""
    signed_file_changed = Signal()
    store_opened = Signal()
    shelf_changed = Signal()
    failed = Signal(Exception)
    told = Signal(str, object)
    """(words, undo or None): a toast."""

    def __init__(self, settings: Settings, jobs: Jobs | None = None) -> None:
        super().__init__()
        self.settings = settings
        self.jobs = jobs or Jobs()
        self.jobs.failed.connect(self.failed)
        self.store: Store | None = None
        self.template: Template | None = None
        self.draft: Draft | None = None
        self.history: History | None = None
        self.state = "draft"
        """As in the store: draft, ready, half, signed, countersigned, problem."""
        self.state_words = ""
        """What the badge says beyond the state's own words ("1 von 3 unterschrieben")."""
        self.saved_at: datetime.datetime | None = None
        self._found: tuple[Draft, list[Finding]] | None = None
        self._composed: tuple[Draft, Document] | None = None
        self._unsaved = False
        self._save_soon = QTimer(self, singleShot=True, interval=SAVE_AFTER)
        self._save_soon.timeout.connect(self.save)

    # ---- what there is

    @cached_property
    def typesetter(self) -> Typesetter:
        from avv_desktop.pdf.typeset import Typesetter

        return Typesetter()

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

    # ---- the agreement on the desk

    def new(self, template_id: str = "avv-de", answers: dict | None = None) -> None:
        """Begin an agreement with what the company's profile says, and go to its form."""
        template = flow.find_template(template_id)
        known = {field.name for field in template.fields}
        profile = {name: value for name, value in self.settings.profile.items() if name in known}
        self._begin(template, profile | (answers or {}))

    def duplicate(self, draft_id: str) -> None:
        """A new agreement with the answers of another."""

        def then(found: object) -> None:
            draft, template = found
            self._begin(template, {k: v for k, v in draft.answers.items() if k != "agreement.number"}, like=draft)

        self.jobs.run(lambda: self._store().draft(draft_id), then, self.failed.emit, lane=STORE)

    def _begin(self, template: Template, answers: dict, like: Draft | None = None) -> None:
        def then(number: object) -> None:
            draft = flow.begin(template, answers, number=str(number))
            if like is not None:
                draft = replace(draft, measures=like.measures, confirmed=like.confirmed)
            self.lay_down(draft, template)
            self.go("editor")

        self.jobs.run(lambda: self._store().next_number(datetime.date.today()), then, self.failed.emit, lane=STORE)

    def open(self, draft_id: str, page: str = "editor", place: str = "") -> None:
        """Take a kept agreement up again, exactly as it was left."""
        self.save()

        def work() -> object:
            store = self._store()
            return *store.draft(draft_id), next((each for each in store.drafts() if each.id == draft_id), None)

        def then(found: object) -> None:
            draft, template, entry = found
            words = entry.words if entry and entry.state != "draft" else ""
            self.lay_down(draft, template, state=entry.state if entry else "draft", words=words, kept=True)
            if page:
                self.go(page, place)

        self.jobs.run(work, then, self.failed.emit, lane=STORE)

    def lay_down(
        self, draft: Draft, template: Template, *, state: str = "draft", words: str = "", kept: bool = False
    ) -> None:
        """Put an agreement on the desk; the one before is saved first."""
        from avv_desktop.draft.history import History

        self.save()
        self.template, self.draft, self.history, self.state = template, draft, History(draft), state
        self.state_words = words
        self.saved_at = draft.changed if kept else None
        self.opened.emit()
        self._check()
        if not kept:
            self._unsaved = True
            self.save()

    def clear(self) -> None:
        """Nothing on the desk."""
        self._save_soon.stop()
        self.template = self.draft = self.history = None
        self.state, self._unsaved = "draft", False
        self.opened.emit()

    def edit(self, draft: Draft, place: str = "") -> None:
        """The newest draft. A signed agreement stays as it is, and everybody is shown that it does."""
        if self.history is None or draft is self.draft:
            return
        if self.frozen:
            self.told.emit(tr("This agreement is signed; its text cannot be changed any more."), None)
            self.edited.emit(self.draft, place)
            return
        self.history.push(draft, place)
        self._changed(draft, place)

    def undo(self) -> None:
        if self.history and (draft := self.history.undo()) is not None:
            self._changed(draft, "")

    def redo(self) -> None:
        if self.history and (draft := self.history.redo()) is not None:
            self._changed(draft, "")

    def _changed(self, draft: Draft, place: str) -> None:
        self.draft = draft
        self._unsaved = True
        if not self._save_soon.isActive():
            self._save_soon.start()
        self.edited.emit(draft, place)
        self._check()

    def _check(self) -> None:
        template, draft = self.template, self.draft

        def then(found: object) -> None:
            self._found = (draft, found)
            if draft is self.draft:
                self.checked.emit()

        self.jobs.run(lambda: flow.check(template, draft), then, lane=CHECKS, newest="check")

    # ---- keeping

    def save(self) -> None:
        """Send what is not yet saved to the store, now."""
        self._save_soon.stop()
        if not self._unsaved or self.draft is None or self.store is None:
            return
        self._unsaved = False
        draft, template = self.draft, self.template

        def work() -> object:
            missing = sum(finding.severity == "E" for finding in flow.check(template, draft))
            self._store().save(draft, template, findings_count=missing)
            return datetime.datetime.now(datetime.UTC)

        def then(moment: object) -> None:
            if self.draft is not None and self.draft.id == draft.id:
                self.saved_at = moment
                self.saved.emit(moment)
            self.shelf_changed.emit()

        self.jobs.run(work, then, self._not_saved, lane=STORE, newest=f"save {draft.id}")

    def _not_saved(self, error: Exception) -> None:
        """It is still on the desk: the next edit, or closing, tries again."""
        self._unsaved = True
        self.failed.emit(error)

    def keep_signed(self, name: str, data: bytes, state: str, words: str, next_person: str) -> None:
        """Keep a signed file with its agreement, and how far it is now."""
        draft_id = self.draft.id
        self.save()
        self.state, self.state_words = state, words

        def work() -> object:
            store = self._store()
            store.keep_file(draft_id, "signed", name, data, state)
            store.set_state(draft_id, state, words, next_person)
            return None

        def then(_: object) -> None:
            self.signed_file_changed.emit()
            self.shelf_changed.emit()

        self.jobs.run(work, then, self.failed.emit, lane=STORE)

    def open_store(self, passphrase: str | None = None, *, then=None, failed=None) -> None:
        """Open what is kept on this machine, off the GUI thread. Calls `then()` or `failed(error)`."""

        def work() -> object:
            from avv_desktop.store.open import open_store

            return open_store(passphrase=passphrase)

        def opened(store: object) -> None:
            self.store = store
            self.store_opened.emit()
            self.shelf_changed.emit()
            if then:
                then()

        self.jobs.run(work, opened, failed or self.failed.emit, lane=STORE)

    def _store(self) -> Store:
        from avv_desktop.errors import StoreError

        if self.store is None:
            raise StoreError(path="", reason="closed")
        return self.store

    def flush(self) -> bool:
        """Save at once and wait for it. False: it could not be saved (and `failed` has said why)."""
        self.save()
        self.jobs.finish()
        return not self._unsaved or self.store is None

    def close(self) -> None:
        """Finish what is under way and let the store go."""
        self.flush()
        self.jobs.close()
        if self.store is not None:
            self.store.close()
            self.store = None

    # ---- where one is

    def go(self, page: str, place: str = "") -> None:
        """Show a page ("shelf", "editor", …), at a place of it."""
        self.save()
        self.went.emit(page, place)

    def open_file(self, path: Path | str) -> None:
        """A file that was dropped or chosen: a PDF is verified, a draft file is taken up."""
        from avv_desktop.errors import UnreadableFile

        path = Path(path)
        if path.suffix.lower() == ".pdf":
            self.go("verify", str(path))
        elif path.suffix.lower() in (".json", ".avv"):
            self.jobs.run(lambda: _draft_file(path), self._reopened, self.failed.emit, lane=PAGES)
        else:
            self.failed.emit(UnreadableFile(path=str(path), reason=tr("Only PDF and draft files can be opened.")))

    def reopen(self, data: bytes) -> None:
        """The agreement inside a PDF as a new draft."""
        self.jobs.run(lambda: flow.reopen(data), self._reopened, self.failed.emit, lane=PAGES)

    def _reopened(self, found: object) -> None:
        draft, template = found
        self.lay_down(draft, template)
        self.go("editor")

    # ---- settings

    def change_settings(self, **changes: object) -> None:
        """Keep settings and tell everybody; a failure to write is told, the change counts until the end."""
        from avv_desktop.system.settings import save

        self.settings = replace(self.settings, **changes)
        settings = self.settings
        self.jobs.run(lambda: save(settings), None, self.failed.emit, lane=STORE, newest="settings")
        self.settings_changed.emit()


def _draft_file(path: Path) -> tuple[Draft, Template]:
    """As a new agreement, so that it never takes the place of one that is kept here."""
    from avv_desktop.system.files import read

    from avv_desktop.draft.files import from_bytes

    draft, template = from_bytes(read(path), path=str(path))
    return replace(draft, id=str(uuid.uuid4())), template
