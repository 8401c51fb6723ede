"""The evidence of a signed agreement is one ZIP, from the menu of the shelf."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from avv_desktop import flow
from avv_desktop.draft.answers import read_answers
from avv_desktop.errors import NotReady
from avv_desktop.signing.keys import open_key
from avv_desktop.signing.trial import trial_key
from avv_desktop.system.paths import resources
from ui.shelf.deeds import menu_of
from ui.trust.evidence import evidence


@pytest.fixture
def signed(window, tmp_path):
    template = flow.find_template("avv-de")
    answers = read_answers(resources() / "templates" / "avv-de" / "answers.toml", template)
    draft = flow.begin(template, answers, number="AVV-2026-077")
    (tmp_path / "k.p12").write_bytes(trial_key("Aida Dia", "probe-geheim-1", kind="p-256"))
    data = flow.render(template, draft).data
    slot = next(each for each in flow.progress(data).slots if each.name == "Aida Dia")
    data = flow.sign_file(data, open_key(tmp_path / "k.p12", "probe-geheim-1"), slot).data
    store = window.desk.store
    store.save(draft, template)
    store.keep_file(draft.id, "signed", "../report.pdf", data, "half")
    store.set_state(draft.id, "half", "1 von 2 unterschrieben", "Jörn Fischer")
    return draft.id, data


def test_the_menu_writes_the_evidence_where_one_wants_it(window, signed, drain, tmp_path):
    _, data = signed
    window.desk.go("shelf")
    drain(window.desk)
    page = window.current()
    (entry,) = window.desk.store.drafts()
    menu = menu_of(page.deeds, entry, page)
    next(each for each in menu.actions() if each.text() == "Beweispaket in einer Datei (ZIP)").trigger()
    menu.close()
    drain()
    (dialog,) = (each for each in window.findChildren(QFileDialog) if each.isVisible())
    assert "AVV-2026-077" in dialog.findChild(QLineEdit, "fileNameEdit").text()
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(tmp_path / "e.zip"))
    dialog.accept()
    drain(window.desk)
    with zipfile.ZipFile(tmp_path / "e.zip") as packed:
        names = packed.namelist()
        assert not any("/" in each or each.startswith(".") for each in names) and len(set(names)) == len(names) == 6
        assert packed.read(names[0]) == data and packed.read("report.pdf").startswith(b"%PDF")
        hashes = dict(line.split("  ")[::-1] for line in packed.read("SHA256SUMS").decode().splitlines())
        assert {name: hashlib.sha256(packed.read(name)).hexdigest() for name in names[:-1]} == hashes
        assert b"file signed" in packed.read("trail.json")


def test_without_a_signature_there_is_nothing_to_prove(window):
    with pytest.raises(NotReady):
        evidence(window.desk.store, "unknown", ())


def test_a_draft_is_not_offered_it(window, drain):
    from tests.unit.store_sample import agreement, template

    window.desk.store.save(agreement("Muster"), template())
    window.desk.go("shelf")
    drain(window.desk)
    page = window.current()
    (entry,) = window.desk.store.drafts()
    menu = menu_of(page.deeds, entry, page)
    assert not [each for each in menu.actions() if "Beweispaket" in each.text()]
    menu.close()


def test_two_runs_hold_the_same_signed_file(window, signed):
    id, data = signed
    with zipfile.ZipFile(io.BytesIO(evidence(window.desk.store, id, ()))) as packed:
        assert packed.read(packed.namelist()[0]) == data
