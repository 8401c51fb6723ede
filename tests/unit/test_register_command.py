"""`avv register …`: what it says, writes and refuses, by its exit codes."""

from __future__ import annotations

import json

import pytest

from avv_desktop import flow
from avv_desktop.cli import main
from avv_desktop.draft.answers import read_answers
from avv_desktop.draft.create import new_draft
from avv_desktop.store.open import open_store
from avv_desktop.system.paths import resources


@pytest.fixture
def kept(keychain):
    """Two agreements on this machine's shelf, one of them countersigned."""
    template = flow.find_template("avv-de")
    answers = read_answers(resources() / "templates" / "avv-de" / "answers.toml", template)
    store = open_store()
    for number, name in (("AVV-1", "Müller"), ("AVV-2", "Groß")):
        company = {**answers["controller.company"], "name": name}
        given = answers | {"controller.company": company, "agreement.number": number}
        draft = new_draft(template, answers=given)
        store.save(draft, template)
        if number == "AVV-2":
            store.set_state(draft.id, "countersigned", "", "")
    store.close()


def said(capsys, *words: str, code: int = 0) -> str:
    assert main(["register", *words]) == code, capsys.readouterr()
    return capsys.readouterr().out


def test_list_tag_and_json(kept, capsys):
    assert "AVV-1 · Müller GmbH" in said(capsys, "list", "mueller")
    said(capsys, "list", "gibtesnicht", code=1)
    said(capsys, "tag", "AVV-1", "AVV-2", "--add", "Nord", "--add", "Süd")
    said(capsys, "tag", "AVV-2", "--remove", "Nord")
    assert [each["number"] for each in json.loads(said(capsys, "list", "--tag", "Nord", "--json"))] == ["AVV-1"]
    both = ("list", "--state", "countersigned", "--state", "signed", "--json")
    assert [each["tags"] for each in json.loads(said(capsys, *both))] == [["Süd"]]


def test_an_agreement_ends_and_the_record_is_written(kept, capsys, tmp_path):
    record, days = tmp_path / "protokoll.pdf", tmp_path / "termine.ics"
    said(capsys, "cleared", "AVV-2", "-o", str(record), "--who", "Aida Dia", code=4)
    said(capsys, "terminate", "AVV-2", "--day", "2020-01-31", "--reason", "Wechsel")
    assert "Groß GmbH · AVV-2: Daten des Kunden löschen" in said(capsys, "due", "--ics", str(days), code=1)
    assert b"BEGIN:VEVENT" in days.read_bytes()
    said(capsys, "cleared", "AVV-2", "-o", str(record), "--who", "Aida Dia")
    assert record.read_bytes().startswith(b"%PDF-")
    assert "Daten des Kunden" not in said(capsys, "due")


def test_renew_review_export_and_figures(kept, capsys, tmp_path):
    assert "Begonnen: AVV-" in said(capsys, "renew", "AVV-2")
    said(capsys, "reviewed", "AVV-2")
    for ending in (".csv", ".xlsx", ".pdf"):
        said(capsys, "export", "-o", str(tmp_path / f"register{ending}"))
        assert (tmp_path / f"register{ending}").stat().st_size > 200
    assert "Unterschrieben je Monat" in said(capsys, "figures")
    assert json.loads(said(capsys, "figures", "--json"))["open_by_age"][0]["count"] == 2


def test_what_is_wrong_is_said(kept, capsys, tmp_path):
    for words in (("tag", "AVV-9", "--add", "x"), ("terminate", "AVV-1", "--day", "morgen"),
                  ("export", "-o", str(tmp_path / "a.txt")), ("list", "--state", "odd")):  # fmt: skip
        said(capsys, *words, code=2)
