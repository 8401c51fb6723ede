"""One agreement, two versions: place by place yours and theirs, and a choice where both have changed it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QWidget

from avv_desktop.system.language import tr
from ui.look.tokens import Space
from ui.team.tasks import Two
from ui.widgets.controls import Part, boxed, button, card, column, row, rule, text


class Place(QWidget):
    """One difference. What only one side has changed is chosen already, and can be chosen otherwise."""

    changed = Signal()

    def __init__(self, difference, said, by: str) -> None:
        super().__init__()
        self.key = difference.key
        self.mine, self.theirs = QRadioButton(tr("Mine")), QRadioButton(by or tr("The other version"))
        group = QButtonGroup(self)
        sides: list[Part] = []
        for each, words, side in ((self.mine, said.mine, "mine"), (self.theirs, said.theirs, "theirs")):
            group.addButton(each)
            each.setChecked(difference.chosen == side)
            each.setAccessibleName(f"{said.label}, {each.text()}: {words}")
            each.toggled.connect(lambda _: self.changed.emit())
            sides.append(column(each, text(words, wrap=True), None, gap=Space.XS))
        both = row(*sides, gap=Space.L)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self.setLayout(column(text(said.label, "strong", wrap=True), both, gap=Space.S))

    @property
    def side(self) -> str:
        return "mine" if self.mine.isChecked() else "theirs" if self.theirs.isChecked() else ""


class Choices(QWidget):
    """`chosen` with what counts; `wanted` to look at the agreement first."""

    chosen = Signal(str, object)
    wanted = Signal(str)

    def __init__(self, two: Two) -> None:
        super().__init__()
        self.id = two.entry.id
        name = two.entry.customer.strip() or two.entry.number or tr("New agreement")
        words = tr("{name} has changed the same agreement. Nothing is overwritten: please choose what counts.",
                   name=two.by or tr("Somebody of your team"))  # fmt: skip
        self.places = [Place(difference, said, two.by) for difference, said in two.differences]
        self.take = button(tr("Keep this choice"), "primary")
        look = button(tr("Look at mine"), "quiet")
        look.setAccessibleName(tr("Look at mine: {name}", name=name))
        look.clicked.connect(lambda: self.wanted.emit(self.id))
        self.take.setAccessibleName(tr("Keep this choice: {name}", name=name))
        self.take.clicked.connect(self._choose)
        self._open = text("", "caption", wrap=True)
        parts: list[Part] = []
        for each in self.places:
            each.changed.connect(self._count)
            parts += [rule(), each]
        foot = row(self.take, look, self._open, gap=Space.M)
        foot.setStretch(2, 1)
        made: QFrame = card(text(name, "subtitle", wrap=True), text(words, "soft", wrap=True), *parts, rule(),
                            boxed(foot), gap=Space.M, padding=Space.XL)  # fmt: skip
        self.setLayout(column(made))
        self._count()

    def _count(self) -> None:
        left = sum(not each.side for each in self.places)
        self.take.setEnabled(not left)
        self._open.setText(tr("Still to choose: {count}", count=left) if left else "")

    def _choose(self) -> None:
        self.chosen.emit(self.id, {each.key: each.side for each in self.places})
