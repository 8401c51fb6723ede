"""Inputs with one manner."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ui.widgets.controls import Field
from ui.widgets.flow import Flow
from ui.widgets.inputs import Choice, DateInput, LongTextInput, NumberInput, TextInput, YesNo

OPTIONS = [("a", "Erstens"), ("b", "Zweitens")]
MAKERS = [
    (TextInput, "Muster GmbH"),
    (LongTextInput, "Erste Zeile\nzweite"),
    (DateInput, "2027-03-01"),
    (lambda: NumberInput("Tage"), 14),
    (lambda: Choice(OPTIONS), "b"),
    (YesNo, False),
]


@pytest.mark.parametrize(("make", "value"), MAKERS, ids=["text", "long", "date", "number", "choice", "yes-no"])
def test_a_value_set_is_silent_and_comes_back(qapp, make, value):
    control, said = make(), []
    control.edited.connect(lambda: said.append(1))
    assert control.value() in ("", None)
    control.set_value(value)
    assert control.value() == value
    control.set_value(None)
    assert control.value() in ("", None)
    assert not said


def test_typing_is_told(qapp):
    control, said = TextInput(), []
    control.edited.connect(lambda: said.append(control.value()))
    QTest.keyClicks(control, "ab")
    assert said == ["a", "ab"]


def test_a_day_is_read_and_tidied(qapp):
    control = DateInput()
    QTest.keyClicks(control, "1.3.27")
    assert control.value() == "2027-03-01"
    QTest.keyClick(control, Qt.Key.Key_Return)
    assert control.text() == "01.03.2027"


def test_words_that_are_no_day_are_kept(qapp):
    control = DateInput()
    QTest.keyClicks(control, "bald")
    assert control.value() == "bald"


def test_a_day_from_the_calendar(qapp):
    control, said = DateInput(), []
    control.set_value("2027-03-01")
    control.edited.connect(lambda: said.append(control.value()))
    control.show()
    control.open_calendar()
    from PySide6.QtWidgets import QCalendarWidget

    (days,) = control.findChildren(QCalendarWidget)
    assert days.selectedDate().toString("yyyy-MM-dd") == "2027-03-01"
    days.clicked.emit(days.selectedDate().addDays(1))
    assert said == ["2027-03-02"]
    control.close()


def test_arrows_step_a_number(qapp):
    control = NumberInput("Tage", least=1, most=3)
    for _ in range(5):
        QTest.keyClick(control, Qt.Key.Key_Up)
    assert control.value() == 3
    for _ in range(5):
        QTest.keyClick(control, Qt.Key.Key_Down)
    assert control.value() == 1


def test_a_long_text_grows_with_its_words(qapp):
    control = LongTextInput(lines=2, most=6)
    control.resize(300, 10)
    control.show()
    low = control.height()
    control.set_value("\n".join("Zeile" for _ in range(5)))
    qapp.processEvents()
    middle = control.height()
    control.set_value("\n".join("Zeile" for _ in range(50)))
    qapp.processEvents()
    assert low < middle < control.height() < 50 * 13
    control.close()


def test_options_change_and_the_choice_stays(qapp):
    control = Choice(OPTIONS)
    control.set_value("b")
    control.set_options([("c", "Drittens"), *OPTIONS])
    assert control.value() == "b"
    control.set_options([("c", "Drittens")])
    assert control.value() == ""


@pytest.mark.parametrize(("make", "value"), MAKERS, ids=["text", "long", "date", "number", "choice", "yes-no"])
def test_a_field_gives_its_input_a_name_and_tells_its_error(qapp, make, value):
    control = make()
    field = Field("&Firma && Partner", control, hint="Wie im Register")
    said = QAccessible.queryAccessibleInterface(control)
    assert said.text(QAccessible.Text.Name) == "Firma & Partner"
    field.say(error="Fehlt noch.")
    assert said.text(QAccessible.Text.Description) == "Fehlt noch."
    assert control.property("invalid")


def test_a_flow_takes_more_lines_where_there_is_less_room(qapp):
    flow = Flow(*(TextInput() for _ in range(4)))
    host = QWidget()
    host.setLayout(flow)
    one = flow.heightForWidth(5000)
    assert flow.heightForWidth(300) > one
