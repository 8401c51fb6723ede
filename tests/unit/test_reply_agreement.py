"""What comes back says the same as what went out, whatever the file: Word, PDF, text."""

import msgspec
import pytest

from avv_desktop import flow
from avv_desktop.document.compare.compare import compare
from avv_desktop.draft.answers import read_answers
from avv_desktop.draft.model import ClauseEdit
from avv_desktop.errors import AvvError, NewerFormat
from avv_desktop.intake.read import read
from avv_desktop.reply.agreement import agreement
from avv_desktop.system.paths import resources

structure = pytest.importorskip("avv_desktop.intake.structure", reason="reading lines into a tree is not there")


@pytest.fixture(scope="module")
def template():
    return flow.find_template("avv-de")


@pytest.fixture(scope="module")
def draft(template):
    return flow.begin(template, read_answers(resources() / "templates" / "avv-de" / "answers.toml", template))


def differing(old, new):
    return [
        (change.state, (change.new or change.old).label)
        for each in compare(old, new).clauses
        for change in each.changes
        if change.state != "same" or change.moved
    ]


def test_word_there_and_back(template, draft):
    assert differing(flow.compose(template, draft), agreement(flow.export_word(template, draft), "a.docx")) == []


def test_the_pages_alone_say_the_same(template, draft):
    source = read(flow.render(template, draft).data, "a.pdf")
    assert differing(flow.compose(template, draft), structure.understand(source).document) == []


def test_a_changed_word_file_differs_where_it_was_changed(template, draft):
    edited = draft.with_edit(
        ClauseEdit("audit_rights.cost", "changed", ("Was eine Kontrolle beide kostet, trägt der Auftraggeber selbst.",))
    )
    found = differing(flow.compose(template, draft), agreement(flow.export_word(template, edited), "a.docx"))
    assert [(state, label.replace("\u00a0", " ")) for state, label in found] == [("changed", "§ 7 Abs. 8")]


def test_files_that_hold_no_agreement_say_so():
    for data in (b"{", b"{}", b"", b"%PDF-1.7", b"PK\x03\x04"):
        with pytest.raises(AvvError):
            agreement(data, "a.json")


def test_a_draft_of_a_newer_program_is_told():
    with pytest.raises(NewerFormat):
        agreement(msgspec.json.encode({"schema": 99}), "a.json")
