"""The input of a whole question: simple, a party, or persons. Tables have an editor of their own."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from avv_desktop.template.model import Field, Template
from ui.questions.choose import input_for
from ui.questions.party import PartyInput
from ui.questions.persons import PersonsInput


def question_input(question: Field, template: Template) -> QWidget:
    """A widget with `value()`, `set_value(value)` and the signal `edited`."""
    match kind(question):
        case "party":
            return PartyInput(template.party_columns, question.label)
        case "person":
            return PersonsInput(template, question.label, only_one=bool(question.check and question.check.maximum == 1))
        case _:
            return input_for(question, template)


def kind(question: Field) -> str:
    """The first word of its type: "party", "person", "table", "text" …"""
    return question.type.partition(" ")[0]
