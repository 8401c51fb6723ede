"""A person asks to be erased (Art. 17 GDPR): where they stand, what goes, what is kept and why."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from avv_desktop.system.language import tr, trn
from ui.desk import Desk
from ui.look.tokens import Space, State
from ui.settings.cards import titled
from ui.trust.parts import Place, bring_into_sight, empty
from ui.trust.saving import ask_where, save
from ui.widgets.banner import Banner
from ui.widgets.controls import Field, boxed, button, column, row, rule, text

if TYPE_CHECKING:
    from avv_desktop.store.kept import Store
    from avv_desktop.store.model import Found
    from avv_desktop.store.paper import Outcome

LANE = "persons"
"""Of its own: saving does not wait for it."""


class Erasing(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._person = desk, ""
        self.lines: dict[str, FoundLine] = {}
        self._done: list[Outcome] = []
        self.name = QLineEdit()
        self._field = Field(tr("Name of the person"), self.name)
        self.search = button(tr("Search"), glyph="magnifying-glass")
        self.erase = button("", "danger")
        self.report = button(tr("Report to save …"), glyph="file-text")
        self._top, self._list, self._said = Place(), column(gap=0), text("", "soft", wrap=True)
        words = tr(
            "Finds a person in all agreements, in the bin and in every earlier state. Drafts can be erased; what is "
            "signed is kept unless you decide otherwise."
        )
        parts = (self._field, boxed(row(self.search, None)), self._top, self._said, boxed(self._list),
                 boxed(row(self.erase, self.report, None, gap=Space.M)))  # fmt: skip
        self.setLayout(column(titled(tr("Erase a person’s data"), words, *parts), gap=0))
        for each in (self._said, self.erase, self.report):
            each.hide()
        self.search.clicked.connect(self._look)
        self.name.returnPressed.connect(self._look)
        self.erase.clicked.connect(self._ask)
        self.report.clicked.connect(self._save_report)

    # ---- where they stand

    def _look(self) -> None:
        self._person = " ".join(self.name.text().split())
        self._field.say(error="" if self._person else tr("Please enter a name."))
        self._clear()
        if not self._person:
            self.name.setFocus()
            return
        desk, person, store = self._desk, self._person, self._desk.store
        if store is None:
            return
        desk.save()
        self.search.setEnabled(False)
        self._said.setText(tr("Looking through all agreements …"))
        self._said.show()

        def begin(_: object) -> None:
            desk.jobs.run(lambda: store.naming(person), self._show, self._failed, lane=LANE)

        desk.run_in_store(lambda _: None, begin)  # after what is being saved

    def _failed(self, error: Exception) -> None:
        self.search.setEnabled(True)
        self._said.hide()
        self._desk.failed.emit(error)

    def _show(self, found: object) -> None:
        self.search.setEnabled(True)
        entries: list[Found] = found  # type: ignore[assignment]
        said = [trn("One agreement names this person.", "{count} agreements name this person.", len(entries))]
        if not entries:
            said = [tr("Nobody of this name is in any agreement.")]
        self._said.setText(" ".join([*said, *_elsewhere(self._desk, self._person)]))
        self._said.show()
        for each in entries:
            self.lines[each.entry.id] = line = FoundLine(each)
            line.box.toggled.connect(lambda _: self._count())
            self._list.addWidget(rule())
            self._list.addWidget(line)
        self._count()
        QTimer.singleShot(0, self, lambda: bring_into_sight(self.erase if self.lines else self._said))

    def _count(self) -> None:
        count = sum(each.box.isChecked() for each in self.lines.values())
        self.erase.setVisible(bool(self.lines))
        self.erase.setEnabled(count > 0)
        self.erase.setText(trn("Erase in one agreement …", "Erase in {count} agreements …", count))

    def _clear(self) -> None:
        self.lines = {}
        empty(self._list)
        self._top.clear()
        for each in (self._said, self.erase, self.report):
            each.hide()

    # ---- what goes

    def _ask(self) -> None:
        self._top.clear()
        wanted = [each.found for each in self.lines.values() if each.box.isChecked()]
        signed = sum(each.signed and each.now for each in wanted)
        words = tr("This cannot be undone. Older backups still hold it until they are rotated away.")
        if signed:
            more = trn("One of them is signed.", "{count} of them are signed.", signed)
            words = f"{more} {words}"
        yes, no = button(tr("Erase now"), "danger"), button(tr("Cancel"))
        yes.clicked.connect(lambda: self._erase(wanted))
        no.clicked.connect(lambda: (self._top.clear(), self.erase.setFocus()))
        self._top.put(Banner(State.PROBLEM, tr("Erase {person}?", person=self._person), words, yes, no))
        no.setFocus()

    def _erase(self, wanted: list[Found]) -> None:
        self._top.clear()
        self.erase.setEnabled(False)
        person, all_of_them = self._person, [each.found for each in self.lines.values()]
        desk = self._desk
        if desk.draft is not None and desk.draft.id in {each.entry.id for each in wanted}:
            desk.clear()
        desk.run_in_store(lambda store: erased(store, person, wanted, all_of_them), self._erased)

    def _erased(self, done: object) -> None:
        self._clear()
        self._done = done  # type: ignore[assignment]
        for each in self._done:
            words = " ".join(filter(None, (f"{each.what}.", each.why)))
            self._list.addWidget(rule())
            lines = column(text(each.number, "strong", wrap=True), text(words, "soft", wrap=True), gap=Space.HAIR,
                           margins=(0, Space.S, 0, Space.S))  # fmt: skip
            self._list.addWidget(boxed(lines))
        self._top.put(Banner(State.SIGNED, tr("Done."), tr("The report says what was erased and what is kept.")))
        self.report.show()
        self.report.setFocus()
        self._desk.shelf_changed.emit()

    def _save_report(self) -> None:
        person, done, notes = self._person, self._done, [*_elsewhere(self._desk, self._person), *_notes()]

        def make() -> bytes:
            from avv_desktop.store.paper import erasure_report

            return erasure_report(person, done, notes, datetime.datetime.now().astimezone())

        ask_where(self, tr("Erasure report"), ".pdf", lambda path: save(self._desk, path, make))


class FoundLine(QWidget):
    """One agreement, whether it is erased, and why it may be kept."""

    def __init__(self, found: Found) -> None:
        super().__init__()
        self.found = found
        entry = found.entry
        name = " · ".join(filter(None, (entry.customer.strip(), entry.number.strip()))) or tr("New agreement")
        self.box = QCheckBox()
        self.box.setAccessibleName(tr("Erase: {name}", name=name))
        self.box.setChecked(not (found.signed and found.now))
        why = text(_about(found), "caption", wrap=True)
        self.box.setAccessibleDescription(why.text())
        words = column(text(name, "strong", wrap=True), why, gap=Space.HAIR)
        inside = row(column(self.box, None, gap=0), words, gap=Space.S, margins=(0, Space.S, 0, Space.S))
        inside.setStretch(1, 1)
        self.setLayout(inside)


def _about(found: Found) -> str:
    if not found.now:
        words = tr("Only earlier states name the person. Those are erased; the agreement stays as it is.")
    elif found.signed:
        words = f"{tr('Signed.')} {why_kept()}"
    else:
        words = tr("Nobody has signed it: the whole draft is erased, with its earlier states and files.")
    return f"{tr('In the bin.')} {words}" if found.deleted else words


def why_kept() -> str:
    return tr(
        "Kept as proof of what was agreed, and as long as the law asks for it "
        "(Art. 17(3)(b) and (e) GDPR, § 257 HGB, § 147 AO)."
    )


def erased(store: Store, person: str, wanted: list[Found], found: list[Found]) -> list[Outcome]:
    """Erase in the wanted ones; what became of all. For a worker."""
    from avv_desktop.store.paper import Outcome
    from avv_desktop.store.pictures import forget_person

    ids = {each.entry.id for each in wanted}
    whole = [each.entry.id for each in wanted if each.now]
    for id in whole:
        store.delete(id)
    store.erase(whole)
    store.forget_earlier([each.entry.id for each in wanted if not each.now], person)
    said = [Outcome(tr("Handwriting"), tr("Erased"))] if forget_person(store, person) else []
    for each in found:
        number = each.entry.number.strip() or tr("without a number")
        if each.entry.id in ids:
            what = tr("Agreement erased") if each.now else tr("Earlier states erased")
            said.append(Outcome(number, what))
        else:
            said.append(Outcome(number, tr("Kept"), why_kept() if each.signed else tr("Left so by your decision.")))
    return said


def _elsewhere(desk: Desk, person: str) -> list[str]:
    """Places outside the agreements that name the person too."""
    from avv_desktop.store.rows import folded

    wanted = folded(person).split()
    known = folded(f"{desk.settings.profile} {desk.settings.author} {list(desk.settings.pinned)}")
    if wanted and all(word in known for word in wanted):
        return [tr("The name also stands in the settings: please change it there yourself.")]
    return []


def _notes() -> list[str]:
    return [
        tr("Backups are encrypted; they still hold what was erased until they are rotated away, after twelve months "
           "at the latest."),
        tr("What was put aside before a restore or a rescue is listed under “Put aside” in the settings."),
        tr("Files that were saved or sent, and copies on colleagues’ computers, are not reached from here."),
    ]  # fmt: skip
