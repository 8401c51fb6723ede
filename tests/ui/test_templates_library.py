"""The annex library: from one template's annexes, into another's, with a day to look again."""

import datetime

import pytest

from avv_desktop.system.paths import library_file
from avv_desktop.template import library


@pytest.fixture
def page(window, drain):
    window.activateWindow()
    window.desk.go("templates")
    drain(window.desk)
    page = window.current()
    page.copy("avv-de")
    drain(window.desk)
    return page


def annex(page, id, drain):
    page.editor.outline.choose(f"annex/{id}")
    drain()
    return page.editor.form


def test_a_sub_processor_goes_into_the_library_and_back_into_a_template(page, window, drain, named):
    form = annex(page, "annex_sub_processors", drain)
    rows = page.book.now.field("sub_processors.list").default
    company = rows[0]["company"]
    named(form, f"In die Bibliothek: {company}").click()
    drain(window.desk)
    (entry,) = library.read().entries
    assert (entry.kind, entry.title, entry.row["company"]) == ("sub_processor", company, company)
    named(page.editor.form, f"Nicht mehr vorschlagen: {company}").click()
    drain()
    assert len(page.book.now.field("sub_processors.list").default) == len(rows) - 1
    from ui.templates.sub_processors import _add

    _add(page.book, "sub_processors.list", entry)
    again = page.book.now.field("sub_processors.list").default[-1]
    assert {**again, "id": ""} == {**rows[0], "id": ""}
    assert len({row["id"] for row in page.book.now.field("sub_processors.list").default}) == len(rows)


def test_a_measure_keeps_its_fields_in_the_library(page, window, drain):
    form = annex(page, "annex_measures", drain)
    control = page.book.now.sections[0].controls[1]
    measure = next(each for each in control.measures if each.id == "password_rule")
    form._keep(measure.id, "Passwörter")
    drain(window.desk)
    (entry,) = library.read().entries
    form._take(control, entry)
    drain()
    assert page.book.now.sections[0].controls[1].measures[-1].parts == measure.parts


def test_what_is_due_is_named_and_put_off(page, window, drain, words_of, named):
    day = datetime.date.today() - datetime.timedelta(days=1)
    page.books.load()
    page.books.change(library.Library().add(library.Entry("", "measure", "Wachhund", day, text="Ein Wachhund.")))
    page.show_library()
    drain(window.desk)
    assert "1 Eintrag muss wieder geprüft werden" in words_of(page.library)
    named(page.library, "Heute geprüft: Wachhund").click()
    drain(window.desk)
    assert "Alles ist aktuell" in words_of(page.library)
    assert library.read().entries[0].review > datetime.date.today()


def test_a_damaged_library_is_said_and_not_written_over(page, window, drain):
    library_file().parent.mkdir(parents=True, exist_ok=True)
    library_file().write_bytes(b"{")
    page.show_library()
    page.books.take_in("measure", "Neu", text="Neu.")
    drain(window.desk)
    assert library_file().read_bytes() == b"{"
    assert "Bibliothek ist beschädigt" in window.messages.words
