"""Unterschreiben: first read, then see who signs, then choose a key, then sign. Told as stories, one a task."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from avv_desktop.signing.model import PreCheck
from ui.desk import Desk
from ui.jobs import PAGES, SIGNING, STORE, In, Story, Teller
from ui.signing import tasks
from ui.signing.card_search import look_for_cards
from ui.signing.done import Done
from ui.signing.opening import let_go, opened, remember
from ui.signing.panel import Panel
from ui.signing.reading import Reading, Waiting
from ui.signing.service_login import log_in_to
from ui.signing.who import doubts_of
from ui.trust.kept import KEPT
from ui.trust.paper import OpenFiles, Reader
from ui.widgets.controls import Scrolled, boxed, column, row
from ui.widgets.header import Header


class SigningPage(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._prepared: tasks.Prepared | None = None
        self._outcome: tasks.Outcome | None = None
        self._accepted: list[PreCheck] = []
        self._files, self._panel = OpenFiles(self), Panel()
        self._teller = Teller(desk.jobs, STORE)
        self._teller.ended.connect(lambda: (self._panel.talk.end(), self._panel.work(False)))
        self._teller.failed.connect(self._panel.say_failed)
        self.header = Header(desk, 2)
        self._waiting, self._reading, self._reader, self._done = Waiting(), Reading(desk), Reader(desk.jobs), Done(desk)
        self._stack = QStackedWidget()
        for part in (self._waiting, self._to_sign(), self._reader, self._done):
            self._stack.addWidget(part)
        self.setLayout(column(self.header, self._stack, gap=0))
        self._connect()

    # ---- furniture

    def _to_sign(self) -> QWidget:
        body = row(Scrolled(self._reading), self._panel, gap=0)
        body.setStretch(0, 1)
        return boxed(body)

    def _connect(self) -> None:
        desk, panel = self._desk, self._panel
        panel.sign.clicked.connect(self._begin)
        panel.secret.entered.connect(self._begin)
        panel.who.chosen.connect(self._check)
        panel.keys.chosen.connect(self._key_chosen)
        panel.keys.added.connect(self._add_key)
        panel.keys.wants_trial.connect(self._ask_trial)
        panel.keys.wants_cards.connect(lambda: look_for_cards(desk, panel.keys, panel.settle))
        panel.keys.services.wanted.connect(lambda each: log_in_to(desk, panel.keys, panel.talk, each, self._key_chosen))
        panel.trial.made.connect(lambda name, secret: self._tell(self._trial_story(name, secret)))
        self._reading.wants_pages.connect(self._read_pages)
        self._reading.wants_review.connect(lambda: desk.go("review"))
        self._reading.wants_verdict.connect(lambda: desk.go("verify", f"{KEPT}{desk.draft.id}"))
        self._reader.left.connect(lambda: self._stack.setCurrentIndex(1))
        self._waiting.wants_place.connect(lambda place: desk.go("editor", place))
        self._waiting.wants_review.connect(lambda: desk.go("review"))
        self._done.go_on.connect(self._prepare)
        self._done.wants_verdict.connect(lambda path: desk.go("verify", path))
        self._done.wants_shelf.connect(lambda: desk.go("shelf"))
        self._done.wants_folder.connect(self._export_into)
        desk.opened.connect(self._other_agreement)
        desk.closing.connect(panel.talk.give_up)
        desk.checked.connect(self._draft_changed)

    # ---- arriving

    def arrive(self, place: str) -> None:
        self._panel.offer(self._desk.settings)
        self._prepare()

    def hideEvent(self, event) -> None:
        """Keys are in memory only while the page is open."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._panel.talk.give_up()
            self._panel.keys.forget()
            self._panel.secret.take()

    def _other_agreement(self) -> None:
        self._prepared = self._outcome = None
        self._reading.tick.setChecked(False)
        if self.isVisible() and self._desk.draft is not None:
            self._prepare()

    def _draft_changed(self) -> None:
        if self.isVisible() and self._prepared is not None and self._prepared.draft is not self._desk.draft:
            self._prepare()

    def _prepare(self) -> None:
        """The file to sign, made elsewhere; what cannot be signed yet says what is missing."""
        desk = self._desk
        stopping = [finding for finding in desk.findings if finding.severity == "E"]
        if stopping and not desk.frozen:
            self._waiting.show_missing([(finding.message, finding.place) for finding in stopping])
            self._stack.setCurrentIndex(0)
            return
        draft, template, frozen = desk.draft, desk.template, desk.frozen
        if self._prepared is None or self._prepared.draft.id != draft.id:
            self._waiting.show_working()
            self._stack.setCurrentIndex(0)

        def then(prepared: object) -> None:
            if desk.draft is draft:
                self._show(prepared)
            else:
                prepared.pages.close()

        desk.jobs.run(
            lambda: tasks.prepare(desk, draft, template, frozen), then, desk.failed.emit, lane=PAGES, newest="signing"
        )

    def _show(self, prepared: tasks.Prepared) -> None:
        self._prepared = prepared
        self._files.show_only(prepared.pages)
        self._panel.say(None)
        self._reading.show_file(prepared)
        self._panel.who.show_progress(prepared.progress)
        self._accepted = []
        self._check()
        self._stack.setCurrentIndex(1)

    def _read_pages(self) -> None:
        self._stack.setCurrentIndex(2)
        self._reader.show_pages(self._prepared.pages, self._desk.customer)

    # ---- keys

    def _key_chosen(self) -> None:
        self._panel.secret.calm()
        self._check()
        if not self._panel.secret.isHidden():
            self._panel.secret.edit.setFocus()

    def _add_key(self, path: str) -> None:
        remember(self._desk, self._panel.keys, path)
        self._key_chosen()

    def _ask_trial(self) -> None:
        slot = self._panel.who.slot
        self._panel.trial.begin(slot.name if slot else "")

    def _trial_story(self, name: str, secret: str) -> Story:
        """Make a self-signed key, and have it open at once."""
        folder = self._desk.settings.last_folder
        path = yield lambda: tasks.make_trial_key(name, secret, folder)
        key = yield lambda: tasks.open_key(path, secret)
        self._panel.trial.hide()
        self._add_key(path)
        self._panel.keys.keep(path, key)
        self._check()
        self._panel.sign.setFocus()

    # ---- the dry run

    def _check(self) -> None:
        self._accepted = []
        slot, prepared, key = self._panel.who.slot, self._prepared, self._panel.keys.key()
        self._panel.settle()
        if slot is None or prepared is None:
            self._panel.checks.show_checks([])
            return
        desk, panel = self._desk, self._panel
        desk.jobs.run(
            lambda: tasks.checks(desk.store, prepared, slot, key), panel.checks.show_checks, panel.say, newest="checks"
        )

    # ---- signing

    def _begin(self) -> None:
        """What is still to be done is said where it is to be done; then the story begins."""
        if self._teller.telling or self._prepared is None:
            return
        if self._reading.read() and self._panel.ready():
            self._tell(self._signing_story())

    def _signing_story(self) -> Story:
        """Open the key, look once more with its certificate, sign, keep, and say how it went."""
        desk, prepared, slot, panel = self._desk, self._prepared, self._panel.who.slot, self._panel
        desk.save()
        path = panel.keys.path
        key = yield from opened(panel.keys, panel.secret, panel.talk)
        if key is None:
            return
        found = yield lambda: tasks.checks(desk.store, prepared, slot, key)
        panel.checks.show_checks(found)
        if not self._may_go_on(found):
            return
        services, folder = panel.services(desk.settings.timestamp_services), desk.settings.last_folder
        try:
            signed = yield In(SIGNING, lambda: tasks.sign(desk.store, prepared, key, slot, services))
        finally:
            let_go(panel.keys, path, key)
            panel.settle()
        outcome = yield lambda: tasks.keep(desk.store, prepared, signed, slot, folder)
        self._signed(outcome)

    def _may_go_on(self, found: list[PreCheck]) -> bool:
        """A stop ends it; a doubt is said aloud, and whoever presses the button again has seen it."""
        stops = [check for check in found if check.severity == "stop"]
        doubts = doubts_of(found)
        if stops:
            self._panel.refuse(stops[0])
        elif doubts and doubts != self._accepted:
            self._accepted = doubts
            self._panel.doubt(doubts)
        else:
            return True
        return False

    def _signed(self, outcome: tasks.Outcome) -> None:
        desk = self._desk
        self._outcome = outcome
        desk.state, desk.state_words = outcome.progress.state, tasks.state_words(outcome.progress)
        self._reading.tick.setChecked(False)
        self._done.show_outcome(outcome)
        self._stack.setCurrentIndex(3)
        desk.signed_file_changed.emit()
        desk.shelf_changed.emit()

    def _export_into(self, folder: str) -> None:
        outcome = self._outcome

        def then(path: object) -> None:
            self._done.show_outcome(outcome._replace(path=path, why_not=None))
            self._desk.change_settings(last_folder=folder)

        def work() -> object:
            return tasks.export(outcome.data, outcome.name, folder)

        self._desk.jobs.run(work, then, self._desk.failed.emit, lane=STORE)

    # ---- telling

    def _tell(self, story: Story) -> None:
        if not self._teller.telling:
            self._panel.work(True)
            self._panel.say(None)
            self._teller.tell(story)
