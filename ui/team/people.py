"""The members of a team, and who asks to be let in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from avv_desktop.system.language import tr
from ui.look.icons import Glyph
from ui.look.tokens import Space
from ui.team.tasks import Company, Person
from ui.widgets.controls import Field, Part, boxed, button, card, column, row, rule, text, tool
from ui.widgets.inputs import Choice


def role_words() -> dict[str, str]:
    return {"sales": tr("Sales"), "director": tr("Managing directors"), "privacy": tr("Data protection")}


class Asking(QWidget):
    """Somebody who asks: let in only after a person has compared the fingerprint."""

    admitted = Signal(str, str, str)

    def __init__(self, fingerprint: str, login: str) -> None:
        super().__init__()
        self.name, self.role = QLineEdit(), Choice()
        self.role.set_options(list(role_words().items()))
        self.role.set_value("sales")
        self.same = QCheckBox(tr("They have read out exactly this fingerprint to me"))
        self.let_in = button(tr("Let in"), "primary")
        self.let_in.setEnabled(False)
        self.let_in.setAccessibleName(tr("Let in: {login}", login=login))
        self.same.toggled.connect(lambda _: self._check())
        self.name.textChanged.connect(lambda _: self._check())
        self.let_in.clicked.connect(
            lambda: self.admitted.emit(fingerprint, self.name.text().strip(), self.role.value())
        )
        mark = _mark(fingerprint)
        fields = row(Field(tr("Their name"), self.name), Field(tr("Role"), self.role), gap=Space.M)
        fields.setStretch(0, 2)
        fields.setStretch(1, 1)
        self.setLayout(
            column(text(tr("{login} asks to be let in", login=login), "strong", wrap=True), mark, fields, self.same,
                   row(self.let_in, None), gap=Space.M)
        )  # fmt: skip

    def _check(self) -> None:
        self.let_in.setEnabled(self.same.isChecked() and bool(self.name.text().strip()))


class People(QWidget):
    admitted = Signal(str, str, str)
    removed = Signal(str, str)
    """Id and name."""

    def __init__(self, company: Company) -> None:
        super().__init__()
        parts: list[Part] = []
        for each in company.people:
            parts += [rule(), self._line(each, company)]
        self.asking = [Asking(*each) for each in company.asking] if company.leads else []
        for each in self.asking:
            each.admitted.connect(self.admitted)
            parts += [rule(), each]
        self.setLayout(column(card(text(tr("Members"), "subtitle"), *parts, gap=Space.M, padding=Space.XL)))

    def _line(self, person: Person, company: Company) -> QWidget:
        name = person.name or tr("Unknown")
        mine = "  ·  " + tr("this computer") if person.id == company.me else ""
        said = column(text(name, "strong", wrap=True), text(role_words()[person.role] + mine, "soft", wrap=True),
                      _mark(person.fingerprint), gap=Space.HAIR)  # fmt: skip
        line = row(Glyph("user", 20), said, gap=Space.M)
        line.setStretch(1, 1)
        if company.leads and person.id != company.me:
            away = tool("trash", tr("Remove {name} from the team", name=name), small=True)
            away.clicked.connect(lambda: self.removed.emit(person.id, name))
            line.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        return boxed(line)


def _mark(fingerprint: str) -> QWidget:
    made = text(fingerprint, "caption", wrap=True)
    made.setAccessibleName(tr("Fingerprint: {digits}", digits=fingerprint))
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return made
