"""Two versions beside each other: chosen, dropped, swapped, read, and written to files."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton

from avv_desktop import flow
from avv_desktop.draft.answers import read_answers
from avv_desktop.draft.files import to_bytes
from avv_desktop.draft.model import ClauseEdit
from avv_desktop.system.paths import resources
from avv_desktop.template import edit as template_edit
from avv_desktop.template import versions
from tests.ui.tabbing import one, reachable, skipped, tabbed, told
from ui.compare.sides import OPEN, STANDARD, Side, place_of, sides_of
from ui.hand import Hand
from ui.widgets.marked import MarkedText

COST = ClauseEdit(
    "audit_rights.cost", "changed", ("Jede Partei trägt ihre Kosten.",), reason="Wunsch des Kunden",
    author="Vertrieb Nord", allowed="Aida Dia",
)  # fmt: skip
STRUCK = ClauseEdit("data_subject_rights", "struck", reason="Steht im Hauptvertrag", author="Vertrieb Nord")


@pytest.fixture(scope="module")
def template():
    return flow.find_template("avv-de")


@pytest.fixture(scope="module")
def answers(template):
    return read_answers(resources() / "templates" / "avv-de" / "answers.toml", template)


@pytest.fixture(scope="module")
def files(tmp_path_factory, template, answers):
    """One agreement as the standard has it and with a change, in every kind of file."""
    folder = tmp_path_factory.mktemp("compared")
    plain = flow.begin(template, answers)
    changed = plain.with_edit(COST)
    (folder / "a.json").write_bytes(to_bytes(plain, template))
    (folder / "b.json").write_bytes(to_bytes(changed, template))
    (folder / "b.pdf").write_bytes(flow.render(template, changed).data)
    (folder / "b.docx").write_bytes(flow.export_word(template, changed))
    (folder / "b.txt").write_text(flow.export_text(template, changed), "utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    return folder


@pytest.fixture
def hand(window):
    made = Hand(window)
    made.desk = window.desk
    return made


@pytest.fixture
def laid(hand, answers):
    """An agreement with changes on the desk."""
    hand.desk.new(answers=answers)
    hand.wait(lambda: hand.desk.draft is not None, "a new agreement")
    hand.settle(hand.desk)
    for edit in (COST, STRUCK):
        hand.desk.edit(hand.desk.draft.with_edit(edit), edit.target)
    hand.settle(hand.desk)
    return hand.desk.draft


def show(hand, place):
    hand.desk.go("compare", place)
    hand.settle(hand.desk)
    return hand.window.current()


def marked(page) -> str:
    return " ".join(each.accessibleDescription() for each in page.findChildren(MarkedText) if each.isVisible())


# ---- places


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (STANDARD, OPEN),
        (Side("template", "avv-de/1"), Side("kept", "1b2c")),
        (Side("state", "1b2c/7"), Side("file", "C:\\Verträge\\Muster GmbH.pdf")),
    ],
)
def test_a_place_names_both_sides(old, new):
    assert sides_of(place_of(old, new)) == (old, new)
    assert sides_of("draft") == (STANDARD, OPEN) and sides_of("") == (None, None)


# ---- what is read


def test_without_anything_it_says_what_to_do(hand):
    page = show(hand, "")
    assert hand.reads("Zwei Fassungen nebeneinander")
    assert not any(each.isEnabled() for each in page.exports.buttons)
    assert not page.back.isVisible()


def test_the_open_agreement_beside_its_standard(hand, laid):
    page = show(hand, "draft")
    assert "2 Abweichungen: 1 geändert, 1 gestrichen; davon 1 noch nicht genehmigt" in page.result.summary.text()
    for words in ("Wunsch des Kunden", "Vertrieb Nord", "freigegeben von Aida Dia", "Wartet auf Freigabe."):
        assert hand.reads(words), words
    assert "eingefügt: Jede Partei trägt ihre Kosten." in marked(page).replace("  ", " ")
    said = hand.text(page).replace("\u00a0", " ")
    assert "Nur neu nummeriert" in said and "bisher § 6" in said, "what only has another number is said"
    page.back.click()
    hand.settle(hand.desk)
    assert hand.window.page == "review"


def test_everything_and_only_what_differs(hand, laid):
    page = show(hand, "draft")
    few = len(hand.names(page.result))
    hand.click("Alles")
    hand.settle(hand.desk)
    assert len(hand.names(page.result)) > few + 5
    head = next(each for each in page.result.findChildren(QPushButton) if "Gegenstand und Dauer" in each.text())
    assert head.isVisible()
    hand.click("Nur Abweichungen")
    hand.settle(hand.desk)
    assert len(hand.names(page.result)) == few


def test_a_part_is_folded_with_the_keyboard(hand, laid):
    page = show(hand, "draft")
    head = next(each for each in page.result.findChildren(QPushButton) if each.isChecked() and each.isCheckable())
    shown = marked(page)
    head.setFocus()
    QTest.keyClick(hand.window.focusWidget(), Qt.Key.Key_Space)
    assert len(marked(page)) < len(shown)


def test_it_follows_the_agreement(hand, laid):
    show(hand, "draft")
    hand.desk.undo()
    page = show(hand, "")
    assert page.result.summary.text() == "1 Abweichung: 1 geändert"


@pytest.mark.parametrize("name", ["b.json", "b.pdf"])
def test_files_of_our_own_beside_a_draft_file(hand, files, name):
    page = show(hand, f"{files / 'a.json'}\n{files / name}")
    assert page.result.summary.text() == "1 Abweichung: 1 geändert", name
    assert f"{name}, verglichen mit a.json" in page.result.about.text()
    assert "Jede Partei trägt ihre Kosten." in marked(page)


@pytest.mark.parametrize("name", ["b.docx", "b.txt"])
def test_files_of_other_kinds_are_read_by_their_words(hand, files, name):
    page = show(hand, f"{files / 'a.json'}\n{files / name}")
    assert "Jede Partei trägt ihre Kosten." in marked(page)


def test_our_pdf_beside_its_standard(hand, files):
    page = show(hand, f"standard:\n{files / 'b.pdf'}")
    assert page.result.summary.text() == "1 Abweichung: 1 geändert"


def test_a_draft_file_beside_its_template_has_its_reasons(hand, files):
    show(hand, f"template:avv-de/1\n{files / 'b.json'}")
    assert hand.reads("Wunsch des Kunden")


def test_two_versions_of_a_template(hand, template):
    own = versions.save(versions.own_copy(template, "Meine AVV"), template)
    versions.save(template_edit.retitle(own, "duties", "Pflichten"), own)
    page = show(hand, f"template:{own.id}/1\ntemplate:{own.id}/2")
    assert page.result.summary.text() == "1 Abweichung: 1 geändert" and "Pflichten" in marked(page)
    words = [page.after.choice.itemText(at) for at in range(page.after.choice.count())]
    assert {"Vorlage: Meine AVV, Fassung 1", "Vorlage: Meine AVV, Fassung 2"} <= set(words)


def test_an_earlier_state_of_the_open_agreement(hand, laid, template):
    store, before = hand.desk.store, laid.changed - datetime.timedelta(minutes=5)
    store.save(replace(laid, edits=(COST,), changed=before), template)
    store.save(laid, template)
    earlier = store.earlier(laid.id)[-1]
    page = show(hand, f"state:{laid.id}/{earlier.id}\nopen:")
    assert page.before.choice.currentText().startswith("Früherer Stand: ")
    assert page.result.summary.text().endswith("1 gestrichen")


def test_swapping_turns_what_was_and_what_is(hand, files):
    page = show(hand, f"{files / 'a.json'}\n{files / 'b.json'}")
    assert "eingefügt: Jede Partei" in marked(page)
    hand.click("Seiten tauschen")
    hand.settle(hand.desk)
    assert "gelöscht: Jede Partei" in marked(page)
    assert page.before.choice.currentText() == "Datei: b.json"


def test_nothing_differs(hand, files):
    show(hand, f"{files / 'a.json'}\n{files / 'a.json'}")
    assert hand.reads("Beide Fassungen sagen dasselbe.") and hand.reads("Wort für Wort dasselbe")


# ---- choosing


def test_everything_is_chosen_from_the_lists(hand, laid):
    page = show(hand, "")
    assert (page.old, page.new) == (STANDARD, OPEN), "the open agreement is what one most likely means"
    hand.choose("Was war", "Vorlage: Vereinbarung zur Auftragsverarbeitung (AVV), deutsch, Fassung 1")
    hand.settle(hand.desk)
    assert page.before.choice.accessibleName() == "Was war" and isinstance(page.before.choice, QComboBox)


def test_a_file_is_chosen_by_dialog(hand, files):
    page = show(hand, f"{files / 'a.json'}\n")
    hand.click("Was ist: Datei wählen")
    hand.choose_file(str(files / "b.json"))
    hand.settle(hand.desk)
    assert page.result.summary.text() == "1 Abweichung: 1 geändert"


@pytest.mark.parametrize("names", [("b.json",), ("a.json", "b.json")])
def test_files_are_dropped_where_they_belong(hand, files, names):
    page = show(hand, f"{files / 'a.json'}\n")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(files / name)) for name in names])
    at = QPointF(page.width() - 60, 300)
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page, QDragEnterEvent(at.toPoint(), *how))
    assert page.after.property("drop") == "true", "one sees where it would go"
    QApplication.sendEvent(page, QDropEvent(at, *how))
    assert not page.after.property("drop")
    hand.settle(hand.desk)
    assert (Path(page.old.key).name, Path(page.new.key).name) == ("a.json", "b.json")
    assert hand.window.page == "compare" and page.result.summary.text() == "1 Abweichung: 1 geändert"


def test_what_cannot_be_read_is_said_and_nothing_is_lost(hand, files):
    page = show(hand, f"{files / 'a.json'}\n{files / 'b.json'}")
    page.choose(page.old, Side("file", str(files / "picture.png")))
    hand.settle(hand.desk)
    assert hand.reads("picture.png") and not any(each.isEnabled() for each in page.exports.buttons)
    hand.click("Zurück zum Vergleich davor")
    hand.settle(hand.desk)
    assert page.result.summary.text() == "1 Abweichung: 1 geändert" and hand.reads("Wunsch") is False


def test_what_has_no_standard_says_so(hand, files):
    show(hand, f"standard:\n{files / 'b.txt'}")
    assert hand.reads("Einen Standard hat nur ein Vertrag, der hier entstanden ist")


def test_the_newest_choice_wins(hand, files):
    page = show(hand, "")
    for name in ("b.pdf", "b.docx", "a.json"):
        page.choose(Side("file", str(files / "a.json")), Side("file", str(files / name)))
    hand.settle(hand.desk)
    assert page.result.about.text() == "a.json, verglichen mit a.json"


# ---- files


@pytest.mark.parametrize(("name", "start"), [("r.pdf", b"%PDF"), ("r.json", b"{"), ("r.docx", b"PK")])
def test_what_is_shown_is_written(hand, files, tmp_path, name, start):
    show(hand, f"{files / 'a.json'}\n{files / 'b.json'}")
    words = {".pdf": "PDF", ".json": "JSON", ".docx": "Word mit markierten Änderungen"}[Path(name).suffix]
    hand.click(f"Als {words} sichern")
    hand.choose_file(str(tmp_path / name))
    hand.settle(hand.desk)
    assert (tmp_path / name).read_bytes().startswith(start)
    assert hand.window.messages.toast_words == f"Gesichert als „{name}“"
    if name == "r.json":
        assert json.loads((tmp_path / name).read_text("utf-8"))["summary"] == "1 Abweichung: 1 geändert"


def test_a_file_that_is_compared_is_never_replaced(hand, files):
    before = (files / "a.json").read_bytes()
    page = show(hand, f"{files / 'a.json'}\n{files / 'b.json'}")
    page.exports.save(files / "a.json", ".json")
    hand.settle(hand.desk)
    assert (files / "a.json").read_bytes() == before
    assert "wird gerade verglichen" in hand.window.messages.words


# ---- ways to it


def test_from_the_review_the_shelf_and_the_keyboard(hand, laid):
    hand.desk.go("review")
    hand.settle(hand.desk)
    hand.click("Was weicht ab?")
    hand.settle(hand.desk)
    assert hand.window.page == "compare" and hand.reads("Wunsch des Kunden")
    hand.desk.go("shelf")
    hand.settle(hand.desk)
    shelf = hand.window.current()
    shelf.deeds.compare(shelf.list.entry())
    hand.settle(hand.desk)
    assert hand.window.page == "compare" and hand.window.current().new == OPEN
    hand.desk.go("shelf")
    hand.settle(hand.desk)
    hand.window.activateWindow()
    assert QTest.qWaitForWindowActive(hand.window)
    QTest.keyClick(hand.window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    hand.settle(hand.desk)
    assert hand.window.page == "compare" and hand.window.rail.compare.isChecked()


def test_the_review_hands_out_matrix_and_deviations(hand, laid, tmp_path):
    hand.desk.go("review")
    hand.settle(hand.desk)
    for button, name in (("Prüfmatrix Art. 28 als PDF …", "m.pdf"), ("„Was weicht ab?“ als PDF …", "w.pdf")):
        hand.click(button)
        hand.choose_file(str(tmp_path / name))
        hand.settle(hand.desk)
    from avv_desktop.pdf.pages import Pages

    said = []
    for name in ("m.pdf", "w.pdf"):
        with Pages((tmp_path / name).read_bytes()) as pages:
            said.append(" ".join(" ".join(pages.text(at) for at in range(pages.count)).split()))
    assert "Prüfmatrix Art. 28 DSGVO" in said[0] and "K40" in said[0]
    assert "Was weicht ab?" in said[1] and "Wunsch des Kunden" in said[1]


def test_all_that_is_shown_is_reached_by_tab(hand, laid):
    show(hand, "draft")
    way = tabbed(hand.window, hand.window.rail.shelf)
    passed = {one(each) for each in way} | skipped(hand.window)
    assert [told(each) for each in reachable(hand.window) if one(each) not in passed] == []


def test_it_fits_a_small_window(hand, laid):
    hand.window.resize(1024, 700)
    page = show(hand, "draft")
    for each in (*page.exports.buttons, page.swap, page.after.file, page.result.filter):
        right = each.mapTo(hand.window, each.rect().bottomRight())
        assert right.x() < 1024 and right.y() < 700
