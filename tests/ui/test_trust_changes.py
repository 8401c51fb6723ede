"""A director reads what deviates before signing: the words, the reason, who allowed it."""

from __future__ import annotations

import pytest

from avv_desktop import flow
from avv_desktop.draft.answers import read_answers
from avv_desktop.draft.model import ClauseEdit
from avv_desktop.review.deviations import deviations
from avv_desktop.system.paths import resources
from ui.trust.changes import changed_clauses
from ui.widgets.marked import MarkedText


@pytest.fixture
def agreement():
    template = flow.find_template("avv-de")
    return template, flow.begin(template, read_answers(resources() / "templates" / "avv-de" / "answers.toml", template))


def test_the_changed_words_their_reason_and_who_allowed_them_are_read(qapp, words_of, agreement):
    template, draft = agreement
    edit = ClauseEdit(
        "audit_rights.cost", "changed", ("Jede Partei trägt ihre Kosten.",), reason="Wunsch des Kunden",
        author="Vertrieb Nord", allowed="Aida Dia",
    )  # fmt: skip
    card = changed_clauses(deviations(template, draft.with_edit(edit)))
    assert card is not None
    card.show()
    said = words_of(card)
    marked = " ".join(each.accessibleDescription() for each in card.findChildren(MarkedText))
    card.close()
    card.deleteLater()
    for words in ("geändert", "Wunsch des Kunden", "Vertrieb Nord", "freigegeben von Aida Dia"):
        assert words in said
    assert "eingefügt: " in marked and "gelöscht: " in marked


def test_nothing_is_said_where_nothing_differs(qapp, agreement):
    assert changed_clauses(deviations(*agreement)) is None
