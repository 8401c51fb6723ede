"""The company's profile: with it every new agreement begins."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from avv_desktop import flow
from avv_desktop.system.language import tr
from avv_desktop.template.model import Field as Question
from ui.desk import Desk
from ui.look.tokens import Space
from ui.questions.question import kind, question_input
from ui.settings.cards import titled
from ui.widgets.controls import Field, column
from ui.widgets.forms import TwoColumns
from ui.widgets.tab_order import TabAsLaidOut

TEMPLATE = "avv-de"
PREFIX = "processor."
KEEP_AFTER = 400
"""Milliseconds after the last key."""


class Company(TabAsLaidOut):
    """All fields `processor.*` of the template."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.inputs: dict[str, QWidget] = {}
        self._standard: dict[str, object] = {}
        self._soon = QTimer(self, singleShot=True, interval=KEEP_AFTER)
        self._soon.timeout.connect(self.keep)
        self._body = column(gap=Space.L)
        self.setLayout(self._body)
        desk.jobs.run(lambda: flow.find_template(TEMPLATE), self._build)

    def keep(self) -> None:
        """Into the settings what differs from the template; also while typing, a moment later."""
        self._soon.stop()
        profile = {name: value for name, value in self._desk.settings.profile.items() if name not in self.inputs}
        for name, control in self.inputs.items():
            value = control.value()
            if value != self._standard[name]:
                profile[name] = value
        if profile != self._desk.settings.profile:
            self._desk.change_settings(profile=profile)

    def _build(self, template: object) -> None:
        questions = [each for each in template.fields if each.name.startswith(PREFIX)]
        for question in questions:
            control = self.inputs[question.name] = question_input(question, template)
            control.set_value(question.default)
            self._standard[question.name] = control.value()
            if question.name in self._desk.settings.profile:
                control.set_value(self._desk.settings.profile[question.name])
            control.edited.connect(self._soon.start)
        for question in questions:
            if _composite(question):
                self._body.addWidget(titled(question.label, question.help, self.inputs[question.name]))
            if question.name == PREFIX + "representatives":
                self._body.addWidget(self._short_ones(questions))
        self._body.addStretch(1)

    def _short_ones(self, questions: list[Question]) -> QWidget:
        grid = TwoColumns()
        for question in questions:
            if not _composite(question):
                grid.add(Field(question.label, self.inputs[question.name], hint=question.help))
        return titled(tr("How the company is represented"), "", grid)


def _composite(question: Question) -> bool:
    return kind(question) in ("party", "person")
