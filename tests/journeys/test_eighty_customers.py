"""Eighty customers from a table with every trouble: through the command line, and through the window."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from avv_desktop.system.paths import resources
from tests.unit.many_sample import csv_file, line, xlsx_file

ODD = {3: "CON", 5: "../../etc", 7: "=cmd|' /C calc'!A0", 9: "Müßig GmbH GmbH"}
ANSWERS = resources() / "templates" / "avv-de" / "answers.toml"


def rows() -> list[list[object]]:
    """77 good ones of which four have odd names, one wrong, one incomplete, one that stands there twice."""
    found = [line(at, Kunde=ODD.get(at, f"Muster {at} Handel")) for at in range(1, 78)]
    return [*found, line(78, PLZ="247"), line(79, Straße=None), line(1, Nummer="S-080")]


def test_through_the_command_line(avv):
    csv_file(Path("kunden.csv"), rows(), "cp1252")
    said = avv(1, "merge", "kunden.csv", "--answers", ANSWERS, "--out", "kopien", "--format", "docx")
    assert "PLZ" in said and "steht in den Zeilen 2, 81" in said
    files = sorted(path.name for path in Path("kopien").glob("*.docx"))
    assert len(files) == 79 and sum("unvollständig" in name for name in files) == 1
    assert not any("GmbH GmbH" in name for name in files)
    again = avv(1, "merge", "kunden.csv", "--answers", ANSWERS, "--out", "kopien", "--format", "docx", "--json")
    states = [each["state"] for each in json.loads(again)["rows"]]
    assert states.count("kept") == 79 and states.count("wrong") == 1


def test_a_good_table_is_exit_code_0_and_what_is_not_known_is_2(avv):
    xlsx_file(Path("kunden.xlsx"), [line(1), line(2)])
    avv(0, "merge", "kunden.xlsx", "--answers", ANSWERS, "--out", "kopien")
    assert len(list(Path("kopien").glob("*.pdf"))) == 2
    avv(2, "merge", "kunden.xlsx", "--out", "kopien", "--map", "Lieblingsfarbe=Ort")
    avv(2, "merge", "kunden.xlsx", "--answers", ANSWERS, "--out", "kopien", "--name", "gleich")
    Path("leer.csv").write_bytes(b"")
    avv(3, "merge", "leer.csv", "--out", "kopien")


@pytest.fixture
def table(tmp_path):
    return csv_file(tmp_path / "kunden.csv", rows())


def test_through_the_window(hand, complete, table, tmp_path):
    from PySide6.QtCore import Qt

    desk = hand.desk
    contacts = {name: each for name, each in complete.answers.items() if name.startswith("controller.")}
    desk.open_file(table)
    hand.settle(desk)
    page = hand.window.current()
    states = [each.state for each in page.judged.customers]
    assert states.count("wrong") == 1 and len(states) == 80
    assert contacts["controller.privacy_contact"] not in [
        each.answers.get("controller.privacy_contact") for each in page.judged.customers
    ]
    hand.click("Zur ersten falschen Zelle")
    at = page.rows.currentIndex()
    assert at.data() == "247"
    page.rows.edit(at)
    editor = page.rows.indexWidget(at) or hand.window.focusWidget()
    editor.selectAll()
    hand.keys(editor, "24103")
    hand.key(editor, Qt.Key.Key_Return)
    hand.settle(desk)
    assert not any(each.wrong for each in page.judged.customers)
    hand.window.undo()
    hand.settle(desk)
    assert any(each.wrong for each in page.judged.customers)
    hand.window.redo()
    hand.click("Zeilen von Muster 1 Handel zusammenführen")
    hand.settle(desk)
    assert len(page.judged.customers) == 79
    page.panel.folder = tmp_path / "kopien"
    page.panel.format.choose(1)
    hand.click("79 Ausfertigungen erstellen")
    hand.settle(desk)
    assert len(list((tmp_path / "kopien").glob("*.docx"))) == 79
    page.judged = replace_customers(page.judged)
    hand.click("Entwürfe anlegen")
    hand.settle(desk)
    assert {each.customer for each in desk.store.drafts()} >= {"CON GmbH", "../../etc GmbH"}


def replace_customers(judged):
    """A few of them are enough for the shelf."""
    return judged._replace(customers=judged.customers[:6])
