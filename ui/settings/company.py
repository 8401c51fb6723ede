"""The company's profile: with it every new agreement begins."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from avv_desktop import flow
from avv_desktop.system.language import tr
from ui.desk import Desk
from ui.look.tokens import Space
from ui.settings.people import input_for, is_composite, titled, two_columns
from ui.widgets.controls import Field, boxed, column

TEMPLATE = "avv-de"
PREFIX = "processor."
KEEP_AFTER = 400
"""Milliseconds after the last key."""


class Company(QWidget):
    """All fields `processor.*` of the template."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.inputs: dict[str, QWidget] = {}
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
            if value not in (None, "", [], {}) and value != self._template.field(name).default:
                profile[name] = value
        if profile != self._desk.settings.profile:
            self._desk.change_settings(profile=profile)

    def _build(self, template: object) -> None:
        self._template = template
        questions = [each for each in template.fields if each.name.startswith(PREFIX)]
        for question in questions:
            control = self.inputs[question.name] = input_for(question, template)
            control.set_value(self._desk.settings.profile.get(question.name, question.default))
            control.edited.connect(self._soon.start)
        for question in questions:
            if is_composite(question):
                self._body.addWidget(titled(question.label, question.help, self.inputs[question.name]))
            if question.name == PREFIX + "representatives":
                self._body.addWidget(self._short_ones(questions))
        self._body.addStretch(1)

    def _short_ones(self, questions: list) -> QWidget:
        grid = two_columns()
        short = [each for each in questions if not is_composite(each)]
        for at, question in enumerate(short):
            field = Field(question.label, self.inputs[question.name], hint=question.help)
            grid.addWidget(field, at // 2, at % 2, Qt.AlignmentFlag.AlignTop)
        return titled(tr("How the company is represented"), "", boxed(grid))
