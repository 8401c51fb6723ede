"""`avv redline` and `avv reply`, as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from avv_desktop import flow
from avv_desktop.cli import main
from avv_desktop.draft.files import from_bytes, to_bytes
from avv_desktop.draft.model import Draft
from avv_desktop.intake.read import read
from tests.golden.drafts import complete, template, two_of_three
from tests.unit.reply_samples import CUSTOMER, Answer


def kept(path: Path, draft: Draft) -> Path:
    path.write_bytes(to_bytes(draft, template()))
    return path


@pytest.fixture
def draft(tmp_path):
    return kept(tmp_path / "draft.json", complete())


@pytest.fixture
def answer(tmp_path):
    made = Answer().replace("teilt er das innerhalb von", "14 Tagen", "21 Tagen")
    made.tracked = False
    made.replace("Ohne konkreten Anlass", "Inspektionen", "Kontrollbesuche").comment("Die Vereinbarung gilt,", "Gut.")
    made.replace("Nach einem Zwischenfall", "schnell", "sofort")
    path = tmp_path / "answer.docx"
    path.write_bytes(made.data())
    return path


def test_redline(tmp_path, draft):
    old, out = kept(tmp_path / "old.json", two_of_three()), tmp_path / "out.docx"
    assert main(["redline", str(old), str(draft), "-o", str(out), "--author", "Aida Dia"]) == 0
    source = read(out.read_bytes(), "out.docx")
    assert {each.author for each in source.tracked} == {"Aida Dia"} and source.data
    new = read(flow.export_word(template(), complete()), "x.docx")
    assert [(line.label, line.text) for line in source.lines] == [(line.label, line.text) for line in new.lines]


def test_redline_never_overwrites_what_it_reads(draft):
    assert main(["redline", str(draft), str(draft), "-o", str(draft), "--author", "A"]) == 2
    assert from_bytes(draft.read_bytes())


def test_reply_tells(draft, answer, capsys):
    assert main(["reply", str(draft), str(answer)]) == 1
    said = capsys.readouterr().out
    assert f"nachverfolgt, {CUSTOMER}, 2026-11-10" in said
    assert "[-14-][+21+]" in said and "[-Inspektionen-][+Kontrollbesuche+]" in said
    assert "2 Änderungen wurden nicht nachverfolgt." in said and "Gut." in said
    assert "für alle Kunden gleich" in said


def test_reply_for_machines(draft, answer, capsys):
    assert main(["reply", str(draft), str(answer), "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["score"] == 1.0 and [each["kind"] for each in said["changes"]] == ["field", "changed", "changed"]


def test_reply_takes_all_that_can_be(tmp_path, draft, answer, capsys):
    new = tmp_path / "new.json"
    assert main(["reply", str(draft), str(answer), "--take", "all", "-o", str(new)]) == 1
    assert "3. Anlage" in capsys.readouterr().err
    taken, _ = from_bytes(new.read_bytes())
    assert taken.answers["duties.change_notice_days"] == 21
    assert [each.target for each in taken.edits] == ["audit_rights.frequency"]
    assert from_bytes(draft.read_bytes())[0] == complete()


def test_reply_takes_some(tmp_path, draft, answer):
    new = tmp_path / "new.json"
    assert main(["reply", str(draft), str(answer), "--take", "1", "-o", str(new)]) == 0
    taken, _ = from_bytes(new.read_bytes())
    assert taken.answers["duties.change_notice_days"] == 21 and not taken.edits
    for wrong in ("4", "x", "0"):
        assert main(["reply", str(draft), str(answer), "--take", wrong, "-o", str(tmp_path / "other.json")]) == 2
    assert main(["reply", str(draft), str(answer), "--take", "1"]) == 2


def test_nothing_changed(tmp_path, draft, capsys):
    same = tmp_path / "same.docx"
    same.write_bytes(flow.export_word(template(), complete()))
    assert main(["reply", str(draft), str(same)]) == 0
    assert "Es wurde nichts verändert." in capsys.readouterr().out


def test_a_file_of_somebody_else(tmp_path, draft, capsys):
    other = tmp_path / "other.docx"
    other.write_bytes(flow.export_word(template(), two_of_three().answer("agreement.number", "AVV-1")))
    main(["reply", str(draft), str(other)])
    assert main(["reply", str(draft), str(tmp_path / "missing.docx")]) == 3
    other.write_bytes(b"PK\x03\x04 broken")
    assert main(["reply", str(draft), str(other)]) == 3
