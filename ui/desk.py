"""What all pages share: the open agreement, what is kept of it, and where one is."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QTimer, Signal

from avv_desktop import flow
from avv_desktop.errors import StoreError
from avv_desktop.system.language import tr
from ui import arrivals
from ui.jobs import PAGES, STORE, Jobs
from ui.sheet import Sheet

if TYPE_CHECKING:
    from avv_desktop.draft.model import Draft
    from avv_desktop.pdf.typeset import Typesetter
    from avv_desktop.store.open import Store
    from avv_desktop.system.settings import Settings
    from avv_desktop.template.model import Template

SAVE_AFTER = 400
"""Milliseconds: at most this long is typing kept in memory only."""
PAGE_NAMES = (
    "shelf", "editor", "clauses", "reply", "review", "signing", "verify", "templates", "intake",
    "stack", "compare", "many", "notice", "returned", "team", "proof", "bin", "past", "settings",
)  # fmt: skip
NUMBER = "agreement.number"


class Desk(Sheet):
    went = Signal(str, str)
    """(page, place)"""
    settings_changed = Signal()
    keeping = Signal()
    """Whoever has something unsaved keeps it now."""
    saved = Signal(object)
    """The moment (datetime, UTC) of the newest save."""
    signed_file_changed = Signal()
    closing = Signal()
    """The window is about to go: whoever waits for a person waits no longer."""
    store_opened = Signal()
    shelf_changed = Signal()

    def __init__(self, settings: Settings, jobs: Jobs | None = None) -> None:
        super().__init__(jobs or Jobs())
        self.settings = settings
        self.store: Store | None = None
        self.stranger: arrivals.Stranger | None = None
        """What waits for a word on whether its template may be used."""
        self.reply: object | None = None
        """The customer's answer to the agreement that lies here, and what was decided about it; of the page "reply"."""
        self.saved_at: datetime.datetime | None = None
        self._unsaved = False
        self._save_soon = QTimer(self, singleShot=True, interval=SAVE_AFTER)
        self._save_soon.timeout.connect(self.save)

    @cached_property
    def typesetter(self) -> Typesetter:
        from avv_desktop.pdf.typeset import Typesetter

        return Typesetter()

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
            self._begin(template, {name: v for name, v in draft.answers.items() if name != NUMBER}, like=draft)

        self.run_in_store(lambda store: store.draft(draft_id), then)

    def _begin(self, template: Template, answers: dict, like: Draft | None = None) -> None:
        def then(number: object) -> None:
            draft = flow.begin(template, answers, number=str(number))
            if like is not None:
                draft = replace(draft, measures=like.measures, confirmed=like.confirmed)
            self.lay_down(draft, template)
            self.go("editor")

        self.run_in_store(lambda store: store.next_number(datetime.date.today()), then)

    def open(self, draft_id: str, page: str = "editor", place: str = "") -> None:
        """Take a kept agreement up again, exactly as it was left."""
        self.save()

        def work(store: Store) -> object:
            entry = next((each for each in store.drafts() if each.id == draft_id), None)
            return *store.draft(draft_id), entry, store.steps(draft_id)

        def then(found: object) -> None:
            draft, template, entry, steps = found
            words = entry.words if entry and entry.state != "draft" else ""
            state = entry.state if entry else "draft"
            self.lay_down(draft, template, state=state, words=words, kept=True, steps=steps)
            if page:
                self.go(page, place)

        self.run_in_store(work, then)

    def lay_down(
        self,
        draft: Draft,
        template: Template,
        *,
        state: str = "draft",
        words: str = "",
        kept: bool = False,
        steps: dict[int, Draft] | None = None,
    ) -> None:
        """Put an agreement on the desk; the one before is saved first."""
        self.save()
        self.saved_at = draft.changed if kept else None
        self.lay(draft, template, state, words, steps)
        if not kept:
            self._unsaved = True
            self.save()

    def clear(self) -> None:
        """Nothing on the desk."""
        self._save_soon.stop()
        self._unsaved = False
        self.lay(None, None)

    def changed(self, draft: Draft, place: str) -> None:
        self._unsaved = True
        if not self._save_soon.isActive():
            self._save_soon.start()
        super().changed(draft, place)

    # ---- keeping

    def open_store(
        self,
        passphrase: str | None = None,
        *,
        then: Callable[[], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Open what is kept on this machine, off the GUI thread."""

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

    def run_in_store(
        self, work: Callable[[Store], object], then: Callable[[object], object] | None = None, *, newest: str = ""
    ) -> None:
        """Do something with what is kept, off the GUI thread and in order."""
        store = self.store
        if store is None:
            self.failed.emit(StoreError(path="", reason=tr("The shelf is not open.")))
            return
        self.jobs.run(lambda: work(store), then, self.failed.emit, lane=STORE, newest=newest)

    def save(self) -> None:
        """Send what is not yet saved to the store, now."""
        self._save_soon.stop()
        self.keeping.emit()
        if not self._unsaved or self.draft is None or self.store is None:
            return
        self._unsaved = False
        store, draft, template, steps = self.store, self.draft, self.template, self.history.steps

        def work() -> object:
            missing = sum(finding.severity == "E" for finding in flow.check(template, draft))
            store.save(draft, template, findings_count=missing, steps=steps)
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
        """A file that was dropped or chosen, where it belongs."""
        arrivals.arrive(self, Path(path))

    def reopen(self, data: bytes) -> None:
        """The agreement inside a PDF as a new draft."""
        self.jobs.run(lambda: flow.reopen(data), self._reopened, self.failed.emit, lane=PAGES)

    def _reopened(self, found: object) -> None:
        arrivals.take_up(self, found)

    # ---- settings

    def change_settings(self, **changes: object) -> None:
        """Keep settings and tell everybody; a failure to write is told, the change counts until the end."""
        from avv_desktop.system.settings import save

        self.settings = settings = replace(self.settings, **changes)
        self.jobs.run(lambda: save(settings), None, self.failed.emit, lane=STORE, newest="settings")
        self.settings_changed.emit()
