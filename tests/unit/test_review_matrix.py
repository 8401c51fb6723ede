"""The matrix of Art. 28: on one page where all is well, with remarks where it is not."""

from __future__ import annotations

import datetime

import msgspec
import pytest

from avv_desktop import flow
from avv_desktop.document import model as m
from avv_desktop.draft.answers import read_answers
from avv_desktop.draft.model import ClauseEdit, Override
from avv_desktop.review.matrix import as_json, as_pdf, as_report, as_text, matrix
from avv_desktop.system.paths import resources

DAY = datetime.date(2026, 11, 23)
NOW = datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def default():
    template = flow.find_template("avv-de")
    draft = flow.begin(template, read_answers(resources() / "templates" / "avv-de" / "answers.toml", template))
    return template, draft


def test_a_good_agreement_fits_one_page(default):
    from avv_desktop.pdf.pages import Pages

    template, draft = default
    document = flow.compose(template, draft)
    rows = matrix(template, document, draft=draft, today=DAY)
    data = as_pdf(rows, document, NOW)
    assert as_pdf(rows, document, NOW) == data
    with Pages(data) as pages:
        assert pages.count == 1
        said = pages.text(0)
    assert "Prüfmatrix" in said and "K40" in said and "erfüllt" in said


def test_what_is_missing_is_told_with_its_reason(default):
    template, draft = default
    struck = draft.with_edit(ClauseEdit("instruction_rights.legal_obligation", "struck"))
    struck = struck.override(Override("K10", "k.a.rechtspflicht", "steht im Hauptvertrag", "Leitung", NOW))
    document = flow.compose(template, struck)
    rows = matrix(template, document, draft=struck, today=DAY)
    row = next(each for each in rows if each.id == "K10")
    assert (row.verdict, row.where, row.answered) == ("GAP", "", "steht im Hauptvertrag")
    report = as_report(rows, document)
    assert "39 erfüllt, 1 fehlt" in report.lead
    (entry,) = report.sections[1].entries
    assert entry.place == "K10" and not entry.alert and ("Bleibt so", "steht im Hauptvertrag") in entry.details
    assert as_pdf(rows, document, NOW).startswith(b"%PDF")
    text = as_text(rows)
    assert "K10  fehlt" in text and "Bleibt so: steht im Hauptvertrag" in text
    assert len(msgspec.json.decode(as_json(rows))) == 40


def test_a_language_without_rules_says_so():
    english = m.Document("en", (m.Text("Agreement"),), (), m.Text(""), m.Text(""), (), ())
    rows = matrix(None, english, today=DAY)
    assert rows == ()
    assert as_pdf(rows, english, NOW).startswith(b"%PDF")
