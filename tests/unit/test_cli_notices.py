"""Sub-processors, kits and returned files on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from avv_desktop.__main__ import main
from avv_desktop.store.open import open_store
from tests.unit.notice_sample import draft, template
from tests.unit.returned_copies import rewritten
from tests.unit.signing_sample import signed

LIST = """
[[sub_processors.list]]
id = "frisch"
company = "Frisch Support"
legal_form = "GmbH"
service = "Support"
"""


@pytest.fixture
def avv(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("list.toml").write_text(LIST, "utf-8")

    def run(code: int, *arguments: str) -> str:
        assert main(list(arguments)) == code, capsys.readouterr()
        said = capsys.readouterr()
        return said.out + said.err

    return run


@pytest.fixture
def holding():
    store, kept = open_store(), draft()
    store.save(kept, template())
    store.set_state(kept.id, "countersigned", "", "")
    store.close()


def test_from_the_list_to_the_files(avv, holding, tmp_path):
    said = avv(0, "subprocessor", "plan", "--list", "list.toml", "--from", "2099-02-02", "--keep")
    assert "AVV-2026-001 Muster Logistik GmbH" in said and "Ein Vertrag ist betroffen." in said
    avv(0, "subprocessor", "notices", "--out", "notices", "--sent", "2020-01-07")
    assert {path.suffix for path in Path("notices").iterdir()} == {".pdf", ".docx", ".eml", ".ics"}
    said = avv(0, "subprocessor", "objection", "AVV-2026-001", "--who", "Erika Muster", "--day", "2020-01-09")
    assert "Erika Muster hat am 09.01.2020 widersprochen." in said
    avv(1, "subprocessor", "issue", "--out", "annexes")
    agreed = ("--settled", "withdrawn", "--agreed", "Zurückgenommen", "--day", "2020-01-10")
    avv(0, "subprocessor", "objection", "AVV-2026-001", *agreed)
    avv(0, "subprocessor", "issue", "--out", "annexes")
    assert len(list(Path("annexes").glob("*.pdf"))) == 1


def test_what_is_asked_wrongly_is_told(avv, holding):
    assert "kein Tag" in avv(2, "subprocessor", "plan", "--list", "list.toml", "--from", "morgen")
    assert "nicht festgehalten" in avv(2, "subprocessor", "issue", "--out", "annexes")
    avv(3, "subprocessor", "plan", "--list", "nowhere.toml", "--from", "2099-02-02")


def test_a_promise_beside_ours(avv):
    Path("theirs.txt").write_text("§ 1 Meldung\n\nVerletzungen meldet er binnen 72 Stunden.\n", "utf-8")
    Path("ours.txt").write_text("§ 1 Meldung\n\nVerletzungen meldet er binnen 24 Stunden.\n", "utf-8")
    said = avv(1, "subprocessor", "upstream", "theirs.txt", "--against", "ours.txt")
    assert "weniger, als wir versprechen" in said
    found = json.loads(avv(0, "subprocessor", "upstream", "ours.txt", "--against", "theirs.txt", "--json"))
    assert found[0]["answer"] == "kept"


def test_a_kit_and_what_came_back(avv):
    Path("Vertrag.pdf").write_bytes(signed(2).data)
    avv(0, "kit", "Vertrag.pdf", "--out", "kit")
    assert len(list(Path("kit").iterdir())) == 4
    avv(0, "kit", "Vertrag.pdf", "--out", "kit", "--zip")
    assert len(list(Path("kit").glob("*.zip"))) == 1
    Path("fremd.pdf").write_bytes(rewritten(signed(2).data))
    assert "gehört zu keinem Vertrag" in avv(1, "returned", "fremd.pdf")
