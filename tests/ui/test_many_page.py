"""Serie: choose, match, correct, compare, make; what cannot be read is said in the page."""

import pytest
from PySide6.QtCore import Qt

from tests.unit.many_sample import csv_file, line
from ui.look.tokens import State
from ui.widgets.banner import Banner


@pytest.fixture
def many(window, drain, tmp_path):
    """The page, with a table of three rows of which one is wrong."""
    path = csv_file(tmp_path / "kunden.csv", [line(1), line(2, PLZ="1"), line(3)])
    window.desk.open_file(path)
    drain(window.desk)
    drain(window.desk)
    return window.current()


def test_a_dropped_table_is_shown_with_the_state_of_its_rows(many, words_of):
    model = many.model
    states = [model.index(at, 1).data() for at in range(model.rowCount())]
    assert states == ["unvollständig", "falsch", "unvollständig"]
    assert "1 falsch" in words_of(many) and "2 Ausfertigungen: " in words_of(many)


def test_a_cell_is_corrected_in_place_and_that_is_undone(many, window, drain):
    index = many.model.first_wrong()
    assert index.data() == "1" and index.data(Qt.ItemDataRole.ForegroundRole) is not None
    many.model.setData(index, "24103")
    drain(window.desk)
    assert not many.model.first_wrong().isValid()
    window.undo()
    drain(window.desk)
    assert many.model.first_wrong().data() == "1"
    window.redo()
    drain(window.desk)
    assert not many.model.first_wrong().isValid()


def test_a_field_is_filled_by_one_column_only(many, window, drain):
    choice = many.columns.choices["Straße"]
    choice.set_value("controller.company.city")
    choice.edited.emit()
    drain(window.desk)
    assert many.choices.mapping["Straße"] == "controller.company.city"
    assert many.choices.mapping["Ort"] == ""
    window.undo()
    drain(window.desk)
    assert many.columns.choices["Ort"].value() == "controller.company.city"


def test_what_cannot_be_read_is_said_in_the_page(window, drain, tmp_path):
    path = tmp_path / "leer.xlsx"
    path.write_bytes(b"PK nothing")
    window.desk.open_file(path)
    drain(window.desk)
    banners = [each for each in window.current().findChildren(Banner) if each.isVisible()]
    assert len(banners) == 1 and banners[0]._state is State.PROBLEM and "leer.xlsx" in banners[0].words


def test_everything_has_a_name_and_fits_the_smallest_window(many, window, drain):
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

    window.resize(1024, 700)
    drain(window.desk)
    assert window.width() == 1024 and many.minimumSizeHint().width() <= 924
    for kind in (QAbstractButton, QComboBox, QLineEdit):
        for each in many.findChildren(kind):
            if each.isVisible():
                assert each.accessibleName() or getattr(each, "text", str)(), each


def test_copies_are_made_off_the_window(many, window, drain, tmp_path):
    many.panel.folder = tmp_path / "kopien"
    many.panel.format.choose(1)
    many.panel.begin.click()
    drain(window.desk)
    drain(window.desk)
    assert len(list((tmp_path / "kopien").glob("*.docx"))) == 2
    assert many.panel.told.text() == "2 Ausfertigungen liegen im Ordner."


def test_samples_can_be_saved(window, drain, tmp_path):
    from avv_desktop.many.table import open_table
    from ui.many.sample import save_sample

    for ending in (".csv", ".xlsx"):
        save_sample(window.desk, tmp_path / f"muster{ending}")
        drain(window.desk)
        assert "Nummer" in open_table(tmp_path / f"muster{ending}").headers
