"""Persons or offices: a card each, in order."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from avv_desktop.system.language import tr
from avv_desktop.template.model import Column, Template
from ui.look.tokens import Space
from ui.questions.choose import input_for_column
from ui.questions.functions import FunctionInput
from ui.questions.place import row_of
from ui.widgets.controls import Field, button, column, frame, row, text, tool
from ui.widgets.forms import TwoColumns

Person = dict[str, str]


class PersonsInput(QWidget):
    """The value is a list of dicts by part id; cards in which nothing stands do not count.

    `only_one`: a single card, always there.
    """

    edited = Signal()
    reordered = Signal()

    def __init__(self, template: Template, name: str, *, only_one: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._template, self._name, self._only_one = template, name, only_one
        self._cards: list[PersonCard] = []
        self._stack = column(gap=Space.M)
        self.more = button(tr("Add a person"), "quiet", glyph="plus", small=True)
        self.more.setAccessibleName(f"{tr('Add a person')}: {name}")
        self.more.clicked.connect(self._add)
        if only_one:
            self.more.hide()
        self.setLayout(column(self._stack, row(self.more, None), gap=Space.S))
        self._show([])

    def value(self) -> list[Person]:
        return [card.person() for card in self._cards if card.filled()]

    def set_value(self, value: object) -> None:
        people = [dict(each) for each in value if isinstance(each, dict)] if isinstance(value, list) else []
        if [_real(each) for each in people] != [_real(each) for each in self.value()]:
            self._show(people)

    def control(self, part: str) -> QWidget | None:
        at, key = row_of(part)
        if not 0 <= at < len(self._cards):
            return self._cards[0].control("last_name") if self._cards else self.more
        return self._cards[at].control(key or "last_name")

    def say(self, part: str, error: str) -> None:
        at, key = row_of(part)
        if 0 <= at < len(self._cards):
            self._cards[at].say(key, error)

    # ---- cards

    def _show(self, people: list[Person]) -> None:
        """As many cards as persons; cards that are there are kept, and with them the focus."""
        wanted = people or [{}]
        if self._only_one:
            wanted = wanted[:1]
        while len(self._cards) > len(wanted):
            self._drop(self._cards[-1])
        while len(self._cards) < len(wanted):
            self._append()
        for card, person in zip(self._cards, wanted, strict=True):
            card.show_person(person)
        self._number()

    def _append(self) -> PersonCard:
        card = PersonCard(self._template, single=self._only_one)
        card.edited.connect(self.edited)
        card.up.clicked.connect(lambda: self._move(card, -1))
        card.down.clicked.connect(lambda: self._move(card, +1))
        card.remove.clicked.connect(lambda: self._remove(card))
        self._cards.append(card)
        self._stack.addWidget(card)
        return card

    def _drop(self, card: PersonCard) -> None:
        self._cards.remove(card)
        self._stack.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _add(self) -> None:
        card = self._append()
        self._number()
        first = card.control("salutation") or card.control("last_name")
        QTimer.singleShot(0, first, first.setFocus)

    def _move(self, card: PersonCard, by: int) -> None:
        at = self._cards.index(card)
        if not 0 <= at + by < len(self._cards):
            return
        people = [each.person() for each in self._cards]
        people[at], people[at + by] = people[at + by], people[at]
        self._show(people)
        moved = self._cards[at + by]
        (moved.up if by < 0 else moved.down).setFocus()
        self._changed()

    def _remove(self, card: PersonCard) -> None:
        had = card.filled()
        people = [each.person() for each in self._cards if each is not card]
        self._show(people)
        if had:
            self._changed()

    def _changed(self) -> None:
        self.reordered.emit()
        self.edited.emit()

    def _number(self) -> None:
        for index, card in enumerate(self._cards):
            card.number(index, len(self._cards), self._name)
        self.setFocusProxy(self._cards[0].control("salutation") or self._cards[0])


class PersonCard(QWidget):
    """One person; its head names them and moves them."""

    edited = Signal()

    def __init__(self, template: Template, *, single: bool) -> None:
        super().__init__()
        self._title = text("", "strong")
        self.up, self.down = (
            tool("arrow-up", tr("Move up"), small=True),
            tool("arrow-down", tr("Move down"), small=True),
        )
        self.remove = tool("trash", tr("Remove"), small=True)
        self._controls = {part.id: _input(part, template) for part in template.person_columns}
        self._fields = {part.id: Field(part.label, self._controls[part.id]) for part in template.person_columns}
        self._person: Person = {}
        grid = TwoColumns(gap=Space.M)
        for field in self._fields.values():
            grid.add(field)
        for key, control in self._controls.items():
            control.edited.connect(lambda key=key: self._edited(key))
        self._single = single
        if single:
            for each in (self._title, self.up, self.down, self.remove):
                each.setParent(self)
                each.hide()
            self.setLayout(column(grid, gap=0))
        else:
            head = row(self._title, None, self.up, self.down, self.remove, gap=Space.XS)
            inside = column(head, grid, gap=Space.S, margins=(Space.L, Space.M, Space.L, Space.L))
            self.setLayout(column(frame(inside, card="well"), gap=0))

    def person(self) -> Person:
        return {key: value for key, value in self._person.items() if value}

    def filled(self) -> bool:
        return any(self._person.values())

    def show_person(self, person: Person) -> None:
        person = {str(key): str(value or "") for key, value in person.items()}
        if _real(person) == _real(self._person):
            return
        self._person = person
        for key, control in self._controls.items():
            if key == "function":
                control.address(person.get("salutation", ""))
            control.set_value(person.get(key, ""))
        for key in self._fields:
            self.say(key, "")
        self._name()

    def control(self, part: str) -> QWidget | None:
        return self._controls.get(part)

    def say(self, part: str, error: str) -> None:
        if (field := self._fields.get(part)) is not None:
            field.say(error=error)

    def number(self, index: int, count: int, what: str) -> None:
        for key, control in self._controls.items():
            control.setProperty("part", f"[{index}].{key}")
        if self._single:
            return
        self.setProperty("number", index + 1)
        self.up.setEnabled(index > 0)
        self.down.setEnabled(index < count - 1)
        self.remove.setVisible(count > 1 or self.filled())
        self.up.setVisible(count > 1)
        self.down.setVisible(count > 1)
        self._name()

    def _edited(self, key: str) -> None:
        self._person = {**self._person, key: self._controls[key].value()}
        if key == "salutation" and "function" in self._controls:
            self._controls["function"].address(self._person[key])
        self._name()
        self.edited.emit()

    def _name(self) -> None:
        first, last = self._person.get("first_name", ""), self._person.get("last_name", "")
        words = " ".join(each for each in (first, last) if each)
        self._title.setText(words or tr("Person {number}", number=self.property("number") or 1))


def _input(part: Column, template: Template) -> QWidget:
    return FunctionInput(template.functions) if part.id == "function" else input_for_column(part)


def _real(person: Person) -> Person:
    return {key: value for key, value in person.items() if value}
