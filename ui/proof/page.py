"""Beweis für später: what is missing of timestamps and seals, one by one or all at once; and copies that are out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from avv_desktop.errors import AvvError
from avv_desktop.system.language import tr, trn
from ui.desk import Desk
from ui.jobs import CHECKS, STORE, Story, Teller
from ui.look.tokens import Size, Space, State
from ui.proof import tasks
from ui.proof.lines import ProofLine
from ui.trust.parts import empty
from ui.trust.saving import ask_where, save
from ui.widgets.banner import Banner
from ui.widgets.controls import Scrolled, boxed, button, card, column, frame, row, rule, text, tool

WIDEST = 860


class ProofPage(QWidget):
    """`arrive`: everything signed is looked up anew, one after the other, so that the first are there at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._stop = desk, False
        self.lines: dict[str, ProofLine] = {}
        self.teller = Teller(desk.jobs, STORE)
        self.teller.ended.connect(self._ended)
        self.teller.failed.connect(self._failed)
        self.all, self.stop = button("", "primary", glyph="clock"), button(tr("Stop"))
        self.calendar = button(tr("Dates for the calendar …"), "quiet")
        self.services = button(tr("Timestamp services"), "quiet", glyph="clock")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Adding long-term proof"))
        self._top, self._list, self._told = column(gap=0), column(gap=0), text("", "soft", wrap=True)
        self._nothing = text(tr("No agreement is signed yet."), "soft", wrap=True)
        words = tr(
            "A signature can be proved as long as its certificate lasts. A timestamp, and a seal that is renewed in "
            "time, let it be proved for as long as you keep the agreement."
        )
        head = row(self.all, self.stop, None, self.services, self.calendar, gap=Space.M)
        sheet = card(text(tr("Signed agreements"), "subtitle"), text(words, "soft", wrap=True), boxed(head), self.bar,
                     self._told, self._nothing, boxed(self._list), gap=Space.M, padding=Space.XL)  # fmt: skip
        held = boxed(column(boxed(self._top), sheet, None, gap=Space.L))
        held.setMaximumWidth(WIDEST)
        around = row(held, margins=(Space.XXL, Space.XL, Space.XL, Space.XL))
        whole = column(self._head(), Scrolled(boxed(around)), gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.stop.hide()
        self.bar.hide()
        self._told.hide()
        self.all.clicked.connect(lambda: self._add([each.line.entry for each in self._open()]))
        self.stop.clicked.connect(self._halt)
        self.calendar.clicked.connect(self._save_calendar)
        self.services.clicked.connect(lambda: self._desk.go("settings", "stamps"))

    def _head(self) -> QFrame:
        back = tool("arrow-left", tr("Back to the shelf"))
        back.clicked.connect(lambda: self._desk.go("shelf"))
        inside = row(back, text(tr("Proof for later"), "subtitle"), None, gap=Space.M)
        inside.setContentsMargins(Space.L, 0, Space.XL, 0)
        made = frame(inside, line="below")
        made.setFixedHeight(Size.HEADER)
        return made

    # ---- what there is

    def arrive(self, place: str) -> None:
        if self._desk.store is None or self.teller.telling:
            return
        self.lines = {}
        empty(self._list)
        self._count()
        self._desk.run_in_store(tasks.signed, self._look, newest="proof")

    def _look(self, entries: object) -> None:
        store = self._desk.store
        for entry in entries:
            self._desk.jobs.run(lambda entry=entry: tasks.look_at(store, entry), self._found, lane=CHECKS)
        self._count()

    def _found(self, line: object) -> None:
        if line is None:
            return
        known = self.lines.get(line.entry.id)
        if known is not None:
            known.show_line(line)
        else:
            self._list.addWidget(rule())
            self.lines[line.entry.id] = made = ProofLine(line)
            made.wants.connect(lambda entry: self._add([entry]))
            made.hands_out.connect(lambda entry: self._change(tasks.hand_out, entry))
            made.recalls.connect(self._ask_recall)
            self._list.addWidget(made)
        self._count()

    def _open(self) -> list[ProofLine]:
        return [each for each in self.lines.values() if each.line.wants and each.line.out is None]

    def _count(self) -> None:
        count = len(self._open())
        self.all.setText(
            trn("Add to one agreement", "Add to {count} agreements", count) if count else tr("All is there")
        )
        self.all.setEnabled(count > 0 and not self.teller.telling)
        self.calendar.setEnabled(bool(self.lines))
        self._nothing.setVisible(not self.lines)
        if count and not self._desk.settings.timestamp_services:
            self._say_no_service()
            self.all.setEnabled(False)
        elif self._top.count() and not self.teller.telling:
            empty(self._top)

    def _say_no_service(self) -> None:
        if self._top.count():
            return
        go = button(tr("To the settings"), small=True)
        go.clicked.connect(lambda: self._desk.go("settings", "stamps"))
        words = tr("A service confirms the time. Without one nothing goes over the network, and nothing can be added.")
        self._top.addWidget(Banner(State.HALF, tr("No timestamp service is set up"), words, go))

    # ---- what a person does

    def _change(self, deed, entry) -> None:
        self._desk.run_in_store(lambda store: deed(store, entry), self._changed)

    def _changed(self, line: object) -> None:
        self._found(line)
        self._desk.shelf_changed.emit()

    def _ask_recall(self, entry) -> None:
        empty(self._top)
        yes, no = button(tr("Recall"), "danger"), button(tr("Cancel"))
        yes.clicked.connect(lambda: (empty(self._top), self._change(tasks.recall, entry)))
        no.clicked.connect(lambda: empty(self._top))
        words = tr(
            "Please agree on it with the customer first: the copy they have must not be signed any more, or there "
            "would be two originals."
        )
        self._top.addWidget(Banner(State.PROBLEM, tr("Does the copy no longer count?"), words, yes, no))
        no.setFocus()

    def _add(self, entries: list) -> None:
        if not self.teller.telling and entries:
            self._stop = False
            self.teller.tell(self._story(entries))

    def _story(self, entries: list) -> Story:
        """One after the other; one that fails stops none of the others."""
        store, settings = self._desk.store, self._desk.settings
        self.bar.setRange(0, len(entries))
        for part in (self.bar, self.stop, self._told):
            part.show()
        done = failed = 0
        for number, entry in enumerate(entries):
            if self._stop:
                break
            self.bar.setValue(number)
            self._told.setText(tr("{number} of {count}: {name}", number=number + 1, count=len(entries),
                                  name=entry.customer or entry.number))  # fmt: skip
            try:
                added = yield lambda entry=entry: tasks.add(store, entry, settings)
                self._found(added.line)
                done += 1
            except AvvError as error:
                self._show_failure(entry, error)
                failed += 1
        parts = [trn("One agreement added to", "{count} agreements added to", done)] if done else []
        parts += [trn("one failed", "{count} failed", failed)] if failed else []
        self._told.setText(" · ".join(parts))

    def _show_failure(self, entry, error: AvvError) -> None:
        from avv_desktop.system.sentences import explain

        said = explain(error)
        self.lines[entry.id].show_failure(f"{said.happened} {said.todo}".strip())

    def _halt(self) -> None:
        self._stop = True

    def _ended(self) -> None:
        self.bar.hide()
        self.stop.hide()
        self._count()
        self._desk.shelf_changed.emit()

    def _failed(self, error: Exception) -> None:
        self._ended()
        self._desk.failed.emit(error)

    def _save_calendar(self) -> None:
        lines, settings = [each.line for each in self.lines.values()], self._desk.settings

        def to(path: Path) -> None:
            save(self._desk, path, lambda: tasks.as_calendar(lines, settings))

        ask_where(self, tr("Dates of long-term proof"), ".ics", to)
