"""Unterauftragnehmer ändern: change the list once, see whom it concerns, tell them, and follow what they answer."""

from __future__ import annotations

import datetime
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from avv_desktop.notice.listed import LIST
from avv_desktop.notice.model import Change, Notice
from avv_desktop.system.language import tr, trn
from avv_desktop.system.paths import documents_folder
from ui.desk import Desk
from ui.jobs import STORE
from ui.look.theme import refresh
from ui.look.tokens import Space, State
from ui.notice import work
from ui.notice.beside import beside_card
from ui.notice.listing import Listing
from ui.notice.result import Result
from ui.notice.words import title
from ui.trust.parts import empty
from ui.widgets.banner import Banner
from ui.widgets.controls import Field, Scrolled, boxed, button, card, column, row, text
from ui.widgets.date_input import DateInput
from ui.widgets.inputs import Choice
from ui.widgets.tab_order import TabAsLaidOut

WIDEST = 900
NEW = ""
AHEAD = datetime.timedelta(days=60)


class NoticePage(QWidget):
    """`arrive(place)`: the id of a change, or "" for the list."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._known: work.Known | None = None
        self._planned: tuple[Change, list[Notice]] | None = None
        self.choice, self.listing = Choice(), Listing()
        self.choice.setAccessibleName(tr("Which change?"))
        self.start, self.sent = DateInput(), DateInput()
        self.ask = button(tr("Whom does it concern?"), "primary")
        self.check = button(tr("Check a sub-processor’s agreement"), glyph="scales")
        self._upstream, self._below = column(gap=Space.L), column(gap=Space.L)
        self._new = self._new_change()
        inside = TabAsLaidOut()
        inside.setMaximumWidth(WIDEST)
        head = row(text(tr("Change sub-processors"), "display"), None, self.check, gap=Space.M)
        inside.setLayout(column(head, self.choice, self._upstream, self._new, self._below, None, gap=Space.L))
        whole = row(inside, margins=(Space.XXL, Space.XL, Space.XL, Space.XL))
        whole.addStretch(0)
        whole.setStretch(0, 1)
        self.setLayout(column(Scrolled(boxed(whole)), gap=0))
        self._connect()

    def _new_change(self) -> QWidget:
        today = datetime.date.today()
        self.start.set_value((today + AHEAD).isoformat())
        self.sent.set_value(today.isoformat())
        days = row(
            Field(tr("The change holds from"), self.start),
            Field(tr("The notices are sent on"), self.sent),
            gap=Space.L,
        )
        return boxed(column(self.listing, card(days, row(self.ask, None), padding=Space.XL), gap=Space.L))

    def _connect(self) -> None:
        self.ask.clicked.connect(self._plan)
        self.check.clicked.connect(self._ask_agreement)
        self.choice.edited.connect(lambda: self._choose(self.choice.value()))
        self.listing.edited.connect(self._forget_plan)
        self._desk.store_opened.connect(lambda: self.isVisible() and self.arrive(""))

    # ---- arriving

    def arrive(self, place: str = "") -> None:
        """What is typed in the list stays while one is elsewhere."""
        desk = self._desk
        if desk.store is None:
            return

        def then(found: object) -> None:
            fresh = self._known is None or self._known.rows != found.rows
            self._known = found
            if fresh:
                self.listing.show_list(found.rows, found.columns)
            self._offer(place)

        profile = dict(desk.settings.profile)
        desk.run_in_store(lambda store: work.known(store, profile), then, newest="notice-known")

    def _offer(self, chosen: str) -> None:
        now = chosen or self.choice.value()
        options = [(NEW, tr("A new change")), *((each.id, title(each)) for each in self._known.changes)]
        self.choice.set_options(options)
        self.choice.set_value(now if now in dict(options) else NEW)
        self._choose(self.choice.value())

    def _choose(self, id: str) -> None:
        change = next((each for each in self._known.changes if each.id == id), None) if self._known else None
        self._new.setVisible(change is None)
        if change is None:
            self._planned = None
            empty(self._below)
        else:
            self._desk.run_in_store(lambda store: work.kept(store, change), lambda found: self._show(found, kept=True))

    # ---- planning

    def _plan(self) -> None:
        old, new = self.listing.old, self.listing.new
        start, sent = _day(self.start), _day(self.sent)
        if not self.listing.changes or start is None or sent is None:
            empty(self._below)
            said = (
                tr("Nothing has been changed in the list yet.")
                if self.listing.changes == ()
                else tr("A day is missing.")
            )
            self._below.addWidget(Banner(State.DRAFT, said))
            return

        def then(found: object) -> None:
            self._planned = found
            self._stress(self.ask, "secondary")
            self._show(found, kept=False)

        self._desk.run_in_store(lambda store: work.plan(store, old, new, start, sent), then, newest="notice-plan")

    def _forget_plan(self) -> None:
        """The list is another one now."""
        self._stress(self.ask, "primary")
        self._planned = None
        empty(self._below)

    def _stress(self, made: QPushButton, kind: str) -> None:
        """One filled button at a time."""
        made.setProperty("kind", kind)
        refresh(made)

    def _keep(self) -> None:
        """The change is kept with its notices, and its list is the company's from now on."""
        assert self._planned is not None
        (change, notices), rows = self._planned, [dict(each) for each in self.listing.new]
        desk = self._desk

        def then(_: object) -> None:
            desk.change_settings(profile=desk.settings.profile | {LIST: rows})
            self._planned = None
            self.arrive(change.id)

        desk.run_in_store(lambda store: work.keep(store, change, notices), then)

    def _forget(self, change: Change) -> None:
        """Nobody was told of it yet: the list is again what it was."""
        desk, profile = self._desk, dict(self._desk.settings.profile)

        def then(rows: object) -> None:
            desk.change_settings(profile=desk.settings.profile | {LIST: rows})
            self.arrive("")

        desk.run_in_store(lambda store: work.forget(store, change, profile), then)

    # ---- what is shown

    def _show(self, found: object, *, kept: bool) -> None:
        change, notices = found
        empty(self._below)
        shown = Result(change, notices, kept=kept)
        shown.wants_keeping.connect(self._keep)
        shown.wants_forgetting.connect(lambda: self._forget(change))
        shown.wants_files.connect(lambda: self._in_folder(lambda folder: self._write(change, notices, folder)))
        shown.wants_sent.connect(lambda: self._change(lambda store: work.sent(store, change, notices)))
        shown.wants_annexes.connect(lambda: self._in_folder(lambda folder: self._issue(change, notices, folder)))
        shown.answered.connect(lambda notice: self._change(lambda store: work.update(store, change, notice)))
        self._below.addWidget(shown)

    def _change(self, deed) -> None:
        self._desk.run_in_store(deed, lambda found: self._show(found, kept=True))

    def _write(self, change: Change, notices: list[Notice], folder: Path) -> None:
        def then(count: object) -> None:
            words = trn(
                "One notice written to “{folder}”.", "{count} notices written to “{folder}”.", count, folder=folder.name
            )
            self._desk.told.emit(words, None)

        def dated(found: object) -> None:
            self._show(found, kept=True)
            self._desk.jobs.run(lambda: work.write(folder, *found), then, self._desk.failed.emit)

        today = datetime.date.today()
        self._desk.run_in_store(lambda store: work.dated(store, change, notices, today), dated)

    def _issue(self, change: Change, notices: list[Notice], folder: Path) -> None:
        def then(found: object) -> None:
            shown, count = found
            self._show(shown, kept=True)
            words = trn(
                "One new annex, filed and ready to be signed.",
                "{count} new annexes, filed and ready to be signed.",
                count,
            )
            self._desk.told.emit(words, None)

        self._desk.run_in_store(lambda store: work.issue(store, change, notices, folder), then)

    # ---- files

    def _in_folder(self, then) -> None:
        dialog = QFileDialog(self.window(), tr("Where to?"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setDirectory(str(documents_folder()))
        dialog.fileSelected.connect(lambda path: then(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_agreement(self) -> None:
        dialog = QFileDialog(self.window(), tr("Check a sub-processor’s agreement"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("Word and PDF files") + " (*.docx *.docm *.pdf)")
        dialog.fileSelected.connect(lambda path: self.check_agreement(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def check_agreement(self, path: Path) -> None:
        """Beside the strictest promises of the agreements that hold."""
        store = self._desk.store

        def then(found: object) -> None:
            empty(self._upstream)
            self._upstream.addWidget(beside_card(*found))

        self._desk.jobs.run(lambda: work.upstream(store, path), then, self._desk.failed.emit, lane=STORE)


def _day(control: DateInput) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(control.value())
    except ValueError:
        return None
