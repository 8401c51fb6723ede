"""Who signs: the slots as a timeline, the one who is next, and what was checked before the passphrase."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from avv_desktop.signing.badge import marked
from avv_desktop.signing.model import PreCheck, Progress, Slot
from avv_desktop.system.language import tr
from ui.look.icons import Glyph
from ui.look.tokens import Space
from ui.trust.parts import empty
from ui.widgets.controls import Field, boxed, column, row, text
from ui.widgets.timeline import Step, Timeline

CHECK_GLYPHS = {
    "ok": ("check", "good"),
    "warn": ("warning-fill", "warn"),
    "stop": ("warning-circle-fill", "bad"),
}


class Who(QWidget):
    """The timeline; where the order is free, also the choice of who signs now."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._count = text("", "soft")
        self._steps = column(gap=0)
        self._choice = QComboBox()
        self._choice.activated.connect(self._choose)
        self._field = Field(tr("&Who signs now"), self._choice)
        self._where = text("", "caption", wrap=True)
        self._slots: list[Slot] = []
        head = row(text(tr("Who signs"), "subtitle"), None, self._count)
        self.setLayout(column(head, boxed(self._steps), self._field, self._where, gap=Space.M))

    def show_progress(self, progress: Progress) -> None:
        empty(self._steps)
        at = self.slot.field if self.slot else ""
        self._slots = open_slots(progress)
        self._choice.clear()
        self._choice.addItems([slot.name for slot in self._slots])
        self._choice.setCurrentIndex(next((i for i, slot in enumerate(self._slots) if slot.field == at), 0))
        self._field.setVisible(len(self._slots) > 1)
        self._progress = progress
        self._count.setText("  ·  ".join(party.words for party in progress.parties if party.signed))
        self._write()

    @property
    def slot(self) -> Slot | None:
        """Whose field is signed now."""
        at = self._choice.currentIndex()
        return self._slots[at] if 0 <= at < len(self._slots) else None

    def _choose(self) -> None:
        self._write()
        self.chosen.emit()

    def _write(self) -> None:
        empty(self._steps)
        self._steps.addWidget(Timeline(steps(self._progress, self.slot)))
        slot = self.slot
        self._where.setVisible(slot is not None)
        if slot:
            words = tr("The signature goes into the field of {name}, for {party}.", name=slot.name, party=slot.party)
            self._where.setText(words)


class Checks(QWidget):
    """What the dry run found."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = column(gap=Space.XS)
        self._title = text(tr("Checked before the passphrase"), "heading")
        self.setLayout(column(self._title, boxed(self._lines), gap=Space.S))
        self.hide()

    def show_checks(self, found: list[PreCheck]) -> None:
        empty(self._lines)
        for check in found:
            glyph, tone = CHECK_GLYPHS[check.severity]
            mark = Glyph(glyph, 14, tone)
            line = row(column(2, mark, None, gap=0), text(check.message, "caption", wrap=True), gap=Space.S)
            line.setStretch(1, 1)
            self._lines.addLayout(line)
        self.setVisible(bool(found))


def open_slots(progress: Progress) -> list[Slot]:
    """Who may sign now: the one who is next, or everybody left where the order is free."""
    free = [slot for slot in progress.slots if not slot.signed and slot.order == 0]
    if free and (progress.next is None or progress.next.order == 0):
        wanting = {party.side for party in progress.parties if not party.done}
        return [slot for slot in free if slot.side in wanting] or free
    return [progress.next] if progress.next else []


def steps(progress: Progress, now: Slot | None = None) -> list[Step]:
    """The slots as steps of a timeline; `now` is the one that is signed next."""
    now = now or progress.next
    in_order = sorted(progress.slots, key=lambda slot: slot.order or len(progress.slots) + 1)
    return [_step(slot, now is not None and slot.field == now.field) for slot in in_order]


def _step(slot: Slot, now: bool) -> Step:
    about = " · ".join(filter(None, (slot.function, slot.party)))
    if slot.signed:
        name = marked(slot.name, trial=slot.trial)
        when = tr("signed on {moment}", moment=moment_words(slot.signed_at)) if slot.signed_at else tr("signed")
        fitting = slot.fits is not False
        glyph, tone = ("check-circle-fill", "good") if fitting else ("warning-circle-fill", "bad")
        if not fitting:
            when = tr("signed by {signer}, whose name does not fit", signer=slot.signer)
        return Step(name, when, glyph, "faint" if slot.trial and fitting else tone)
    if now:
        return Step(slot.name, f"{about} · " + tr("next"), "arrow-circle-right-fill", "accent_text", now=True)
    return Step(slot.name, f"{about} · " + tr("afterwards"))


def moment_words(moment: datetime.datetime) -> str:
    return moment.astimezone().strftime("%d.%m.%Y, %H:%M")


def doubts_of(found: list[PreCheck]) -> list[PreCheck]:
    """What should be looked at before signing. That a trial key is one stands on everything it makes."""
    return [check for check in found if check.severity == "warn" and check.name != "trial"]
