"""The window as a person meets it."""

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from avv_desktop.errors import CannotWrite
from avv_desktop.system.settings import Settings, load
from tests.ui.tabbing import one, reachable, skipped, tabbed, told
from ui.desk import PAGE_NAMES
from ui.look import theme


@pytest.fixture
def agreement(window, drain):
    """An agreement for a Muster company lies on the desk, in its form."""
    window.desk.new()
    drain(window.desk)
    company = {"name": "Muster Logistik", "legal_form": "GmbH"}
    window.desk.edit(window.desk.draft.answer("controller.company", company), "controller.company.name")
    drain(window.desk)
    return window.desk.draft


def test_an_empty_shelf_says_what_to_do(window, named, words_of):
    assert window.page == "shelf"
    assert named(window, "Neuer Vertrag", QAccessible.Role.Button).isVisible()
    assert "Der erste Vertrag" in words_of(window)


def test_a_new_agreement_can_be_typed_at_once(window, drain):
    assert QTest.qWaitForWindowActive(window)
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    drain(window.desk)
    assert window.page == "editor" and window.focusWidget().accessibleName() == "Name"
    QTest.keyClicks(window.focusWidget(), "Muster Logistik")
    assert window.desk.draft.answers["controller.company"] == {"name": "Muster Logistik"}
    window.desk.go("editor", "controller.company.city")
    city = window.focusWidget()
    window.desk.go("review")
    window.desk.go("editor")
    drain(window.desk)
    assert one(window.focusWidget()) == one(city)


def test_the_rail_goes_to_its_places(window, drain):
    for button, page in (
        (window.rail.verify, "verify"),
        (window.rail.settings, "settings"),
        (window.rail.shelf, "shelf"),
    ):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        drain(window.desk)
        assert window.page == page and button.isChecked()


def test_pages_are_built_when_first_shown(window):
    assert set(window._built) == {"shelf"}


@pytest.mark.parametrize(
    ("key", "page"), [(Qt.Key.Key_2, "verify"), (Qt.Key.Key_3, "settings"), (Qt.Key.Key_1, "shelf")]
)
def test_the_keyboard_goes_to_its_places(window, drain, key, page):
    window.activateWindow()
    QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    drain(window.desk)
    assert window.page == page


def test_a_new_agreement_is_kept_and_shown(window, agreement, drain):
    assert window.page == "editor"
    assert window.desk.number
    assert [entry.id for entry in window.desk.store.drafts()] == [agreement.id]
    window.desk.go("shelf")
    drain(window.desk)
    shelf = window.current()
    assert shelf.list.entry().customer.startswith("Muster Logistik")
    assert shelf.details.isVisible()
    assert "Muster Logistik" in shelf.details.title.text()


def test_typing_is_saved_within_a_second(window, agreement, until):
    moments = []
    window.desk.saved.connect(moments.append)
    window.desk.edit(window.desk.draft.answer("main_contract.subject", "Lagerverwaltung"))
    until(lambda: moments, seconds=2)
    draft, _ = window.desk.store.draft(agreement.id)
    assert draft == window.desk.draft


def test_the_newest_of_many_edits_is_kept(window, agreement, drain):
    for n in range(30):
        window.desk.edit(window.desk.draft.answer("main_contract.subject", f"Stand {n}"))
        window.desk.save()
    drain(window.desk)
    draft, _ = window.desk.store.draft(agreement.id)
    assert draft.answers["main_contract.subject"] == "Stand 29"


def test_closing_saves_and_starting_comes_back(make_window, drain):
    first = make_window()
    first.desk.new()
    drain(first.desk)
    first.desk.edit(first.desk.draft.answer("main_contract.subject", "Zuletzt getippt"))
    before = first.desk.draft
    first.close()
    second = make_window()
    drain(second.desk)
    assert second.page == "editor"
    assert second.desk.draft == before


def test_undo_and_redo(window, agreement, drain):
    desk, said = window.desk, []
    desk.edited.connect(lambda draft, place: said.append(draft))
    desk.edit(desk.draft.answer("main_contract.subject", "Neu"), "main_contract.subject")
    window.undo()
    assert "main_contract.subject" not in desk.draft.answers
    window.redo()
    assert desk.draft.answers["main_contract.subject"] == "Neu"
    assert len(said) == 3
    window.desk.go("settings")
    window.undo()
    assert desk.draft.answers["main_contract.subject"] == "Neu"


def test_a_signed_agreement_is_not_edited(window, agreement):
    window.desk.state = "half"
    before = window.desk.draft
    window.desk.edit(before.answer("main_contract.subject", "Anders"))
    assert window.desk.draft is before
    assert "unterschrieben" in window.messages.toast_words


def test_delete_and_undo(window, agreement, drain):
    window.desk.go("shelf")
    drain(window.desk)
    shelf = window.current()
    shelf.list.setFocus()
    QTest.keyClick(shelf.list, Qt.Key.Key_Delete)
    drain(window.desk)
    assert window.desk.store.drafts() == []
    assert window.desk.draft is None
    assert "gelöscht" in window.messages.toast_words
    window.undo()
    drain(window.desk)
    assert [entry.id for entry in window.desk.store.drafts()] == [agreement.id]
    assert shelf.list.entry().id == agreement.id


def test_enter_opens_what_is_chosen(window, agreement, drain):
    window.desk.go("shelf")
    drain(window.desk)
    QTest.keyClick(window.current().list, Qt.Key.Key_Return)
    drain(window.desk)
    assert window.page == "editor"
    assert window.desk.draft == agreement


def test_a_copy_has_its_own_number_and_the_same_answers(window, agreement, drain):
    number = window.desk.number
    window.desk.duplicate(agreement.id)
    drain(window.desk)
    assert window.desk.draft.id != agreement.id
    assert window.desk.number != number
    assert window.desk.draft.answers["controller.company"] == agreement.answers["controller.company"]


def test_search_finds_as_one_types(window, agreement, drain, words_of):
    window.desk.go("shelf")
    drain(window.desk)
    shelf = window.current()
    QTest.keyClicks(shelf.search, "logistik")
    drain(window.desk)
    assert shelf.list.entry().id == agreement.id
    QTest.keyClicks(shelf.search, "zzz")
    drain(window.desk)
    assert not shelf.list.isVisible() and "Nichts gefunden" in words_of(shelf)
    QTest.keyClick(shelf.search, Qt.Key.Key_Escape)
    drain(window.desk)
    assert shelf.list.isVisible()


def test_filters_filter(window, agreement, drain):
    window.desk.go("shelf")
    drain(window.desk)
    shelf = window.current()
    assert shelf.chips["drafts"].text() == "Entwürfe  1"
    assert not shelf.chips["done"].isVisible()
    shelf.chips["drafts"].click()
    assert shelf.list.entry().id == agreement.id


def test_the_theme_changes_while_running(window, drain):
    window.desk.change_settings(theme="dark")
    assert theme.colours().dark
    window.turn_lights()
    assert not theme.colours().dark
    drain(window.desk)
    assert load().theme == "light"


def test_the_language_changes_while_running(window, drain, named):
    window.desk.change_settings(language="en")
    drain(window.desk)
    assert window.rail.shelf.text() == "Shelf"
    assert named(window, "New agreement", QAccessible.Role.Button)
    window.desk.change_settings(language="de")
    assert window.rail.shelf.text() == "Ablage"


def test_the_keys_are_shown_and_closed(window, named, qapp, words_of):
    window.show_keys()
    (dialog,) = [each for each in qapp.topLevelWidgets() if each.isVisible() and each is not window]
    assert "Strg+N" in words_of(dialog)
    named(dialog, "Schließen").click()


def drag(window, file: Path, *, drop: bool = False) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(9, 9), *how))
    if drop:
        QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), *how))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize(("name", "openable"), [("a.pdf", True), ("a.json", True), ("a.exe", False)])
def test_a_dragged_file_is_answered(window, tmp_path, name, openable):
    drag(window, tmp_path / name)
    assert window.drop_sign.isVisible() and window.drop_sign.openable is openable


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_dropped_file_that_is_not_there_is_told_in_whole_sentences(window, tmp_path, drain):
    drag(window, tmp_path / "weg.json", drop=True)
    drain(window.desk)
    assert not window.drop_sign.isVisible()
    assert window.messages.words.count(".") >= 2
    assert "Traceback" not in window.messages.words


def test_a_draft_file_becomes_an_agreement_of_its_own(window, agreement, tmp_path, drain):
    from avv_desktop.draft.files import to_bytes

    file = tmp_path / "entwurf.json"
    file.write_bytes(to_bytes(agreement, window.desk.template))
    window.desk.open_file(file)
    drain(window.desk)
    assert window.desk.draft.answers == agreement.answers
    assert len(window.desk.store.drafts()) == 2


def test_what_cannot_be_saved_keeps_the_window_open_once(window, agreement, drain, monkeypatch):
    def full(*_, **__):
        raise CannotWrite(path="store", reason="disk full")

    with monkeypatch.context() as patch:
        patch.setattr(type(window.desk.store), "save", full)
        window.desk.edit(window.desk.draft.answer("main_contract.subject", "Nicht verlieren"))
        window.close()
        assert window.isVisible()
        assert window.messages.words
    drain(window.desk)
    draft, _ = window.desk.store.draft(agreement.id)
    assert draft.answers["main_contract.subject"] == "Nicht verlieren"


def test_without_a_keychain_a_passphrase_opens_the_shelf(make_window, drain, monkeypatch, qapp, words_of):
    import keyring
    import keyring.backends.fail

    keyring.set_keyring(keyring.backends.fail.Keyring())
    window = make_window()
    assert window.page == "unlock"
    page = window.current()
    QTest.keyClick(page.passphrase, Qt.Key.Key_Return)
    QTest.keyClick(page.again, Qt.Key.Key_Return)
    assert "Bitte geben Sie die Passphrase ein." in words_of(page)
    QTest.keyClicks(page.passphrase, "eine lange Passphrase")
    QTest.keyClicks(page.again, "eine andere")
    QTest.keyClick(page.again, Qt.Key.Key_Return)
    assert window.page == "unlock" and "Die beiden sind nicht gleich." in words_of(page)
    page.again.clear()
    QTest.keyClicks(page.again, "eine lange Passphrase")
    QTest.keyClick(page.again, Qt.Key.Key_Return)
    drain(window.desk)
    assert window.page == "shelf"
    window.close()
    again = make_window()
    QTest.keyClicks(again.current().passphrase, "eine falsche")
    QTest.keyClick(again.current().passphrase, Qt.Key.Key_Return)
    drain(again.desk)
    assert again.page == "unlock"
    assert "öffnet die Ablage nicht" in words_of(again.current())


def test_a_second_window_on_the_same_shelf_says_so(make_window, window, words_of):
    second = make_window()
    assert second.page == "unlock"
    assert words_of(second.current()).count(".") >= 2
    window.close()


@pytest.mark.parametrize("size", [(1024, 700), (1440, 900)])
@pytest.mark.parametrize("page", PAGE_NAMES)
def test_every_page_fits_names_its_controls_and_is_reached_by_tab(window, agreement, drain, page, size):
    window.resize(*size)
    window.desk.go(page)
    drain(window.desk)
    assert (window.width(), window.height()) == size
    assert nameless(window) == []
    way = tabbed(window, window.rail.shelf)
    assert len(way) >= 3
    assert len(way) == len(set(map(one, way)))
    passed = {one(each) for each in way} | skipped(window)
    assert [told(each) for each in reachable(window) if one(each) not in passed] == []


def test_the_program_starts_fast_and_says_so(home):
    code = "import sys; from ui.app import run; c = run([]); " + (
        "print([m for m in ('typst', 'pikepdf', 'pyhanko', 'docx', 'pypdfium2') if m in sys.modules]); sys.exit(c)"
    )
    import os

    known = {"AVV_DESKTOP_HOME": str(home), "AVV_DESKTOP_EXIT_WHEN_READY": "1", "QT_QPA_PLATFORM": "offscreen"}
    known["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, cwd=root, env=os.environ | known
    )
    assert done.returncode == 0, done.stderr
    ready, heavy = done.stdout.splitlines()
    assert ready.startswith("ready ") and float(ready.split()[1]) < 15_000
    assert heavy == "[]"


def test_settings_of_another_machine_are_the_same_window(make_window):
    window = make_window(settings=msgspec.structs.replace(Settings(), theme="dark", language="en"))
    assert window.rail.settings.text() == "Settings"
    assert theme.colours().dark


def walk(root: QWidget):
    waiting = [QAccessible.queryAccessibleInterface(root)]
    while waiting:
        node = waiting.pop()
        if node is None:
            continue
        yield node
        waiting += [node.child(index) for index in range(node.childCount())]


def nameless(root: QWidget) -> list[str]:
    """Controls a screen reader could not announce."""
    return [
        f"{type(node.object()).__name__} {node.object().objectName()}"
        for node in walk(root)
        if node.object() is not None
        and node.state().focusable
        and not node.state().invisible
        and not node.text(QAccessible.Text.Name).strip()
    ]
