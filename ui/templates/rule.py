"""When a part is printed: always, or only for certain answers; chosen, never written."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from avv_desktop.system.language import tr
from avv_desktop.template.conditions import Condition, in_words, kinds, read, written
from avv_desktop.template.model import Template
from ui.look.tokens import Space
from ui.questions.chips import ChipsInput
from ui.widgets.controls import boxed, button, column, row, text
from ui.widgets.inputs import Choice


class RuleInput(QWidget):
    """`edited(when)`: what a person chose, as the template writes it."""

    edited = Signal(str)

    def __init__(self, template: Template, when: str, name: str, *, fixed: bool = False) -> None:
        super().__init__()
        self._fields = {field.name: field for field in template.fields}
        self._name = name
        self._condition = read(template, when)
        self._parts = column(gap=Space.S)
        self._said = text(self._words(template, when), "caption", wrap=True)
        self.turn = button(tr("Change"), "quiet", small=True)
        self.turn.setAccessibleName(tr("Change when it is printed: {part}", part=name))
        self.turn.clicked.connect(self._open)
        self.turn.setVisible(not fixed)
        head = row(self._said, self.turn, gap=Space.S)
        head.setStretch(0, 1)
        self._panel = boxed(self._parts)
        self._panel.hide()
        self._complex = bool(when) and self._condition is None
        self._always = bool(when)
        self.setLayout(column(head, self._panel, gap=Space.S))

    def show_words(self, template: Template, when: str) -> None:
        """What was chosen, in words."""
        self._said.setText(self._words(template, when))
        if not when:
            self._panel.hide()
        elif not self._complex:
            self.always.show()

    @staticmethod
    def _words(template: Template, when: str) -> str:
        if not when:
            return tr("Always printed")
        return tr("Only if {condition}", condition=in_words(template, when))

    def _open(self) -> None:
        if self._panel.isVisible():
            self._panel.hide()
            return
        if self._parts.count() == 0:
            self._build()
        self._panel.show()
        (self.field if not self._complex else self.always).setFocus()

    def _build(self) -> None:
        self.always = button(tr("Always print it"), "quiet", small=True)
        self.always.setAccessibleName(tr("Always print it: {part}", part=self._name))
        self.always.clicked.connect(lambda: self.edited.emit(""))
        self.always.setVisible(self._always)
        if self._complex:
            words = tr("This condition asks several things at once and stays as it is.")
            self._parts.addWidget(text(words, "soft", wrap=True))
            self._parts.addLayout(row(self.always, None))
            return
        self.field = Choice([(name, field.label) for name, field in self._fields.items()])
        self.field.setAccessibleName(tr("Question that decides: {part}", part=self._name))
        self.kind = Choice()
        self.kind.setAccessibleName(tr("Which answer: {part}", part=self._name))
        self.options = ChipsInput([], tr("Answers that count"), own=False)
        if self._condition:
            self.field.set_value(self._condition.field)
        self._ask()
        if self._condition:
            self.kind.set_value(self._condition.kind)
            self.options.set_value(list(self._condition.options))
            self._show_options()
        self.field.edited.connect(self._ask_anew)
        self.kind.edited.connect(self._chosen)
        self.options.edited.connect(self._chosen)
        first = row(self.field, self.kind, gap=Space.S)
        first.setStretch(0, 2)
        first.setStretch(1, 1)
        for each in (first, row(self.options), row(self.always, None)):
            self._parts.addLayout(each)

    def _ask(self) -> None:
        """What this question can be asked."""
        words = {
            "is": tr("is one of"),
            "has": tr("names one of"),
            "yes": tr("is yes"),
            "no": tr("is no"),
            "filled": tr("is filled in"),
            "empty": tr("is empty"),
        }
        field = self._fields.get(self.field.value())
        possible = kinds(field) if field else ()
        self.kind.set_options([(kind, words[kind]) for kind in possible])
        self.kind.set_value(possible[0] if possible else "")
        self.options.set_options([(each.id, each.label) for each in field.options] if field else [])
        self.options.set_value([])
        self._show_options()

    def _ask_anew(self) -> None:
        self._ask()
        self._chosen()

    def _show_options(self) -> None:
        self.options.setVisible(self.kind.value() in ("is", "has"))
        self.kind.setVisible(self.kind.count() > 1 or self.kind.value() not in ("is", ""))

    def _chosen(self) -> None:
        self._show_options()
        name, kind = self.field.value(), self.kind.value()
        if not name or not kind:
            return
        when = written(Condition(name, kind, tuple(self.options.value())))
        if when:
            self.edited.emit(when)
