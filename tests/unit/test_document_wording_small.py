"""Lists, numbers, dates, contacts, counts and the small rules of typesetting."""

from __future__ import annotations

import pytest

from avv_desktop.document.wording import dates
from avv_desktop.document.wording.contacts import contact, contacts
from avv_desktop.document.wording.counts import case_of, lacking, sub_processors
from avv_desktop.document.wording.lists import bullet_ends, joined
from avv_desktop.document.wording.quantities import accusative, dative, digits, every, in_words, times
from avv_desktop.document.wording.typography import full_stop, kept_together, typographic, without_full_stop
from tests.unit.document_people import FUNCTIONS, NB, UNITS, person

LISTS = [
    (["Abrechnungsdaten"], "Abrechnungsdaten"),
    (["Abrechnungsdaten", "Bankverbindungen"], "Abrechnungsdaten und Bankverbindungen"),
    (
        ["Speichern", "Auslesen und Abfragen", "Sichern und Wiederherstellen"],
        "Speichern; Auslesen und Abfragen; Sichern und Wiederherstellen",
    ),
    (["Flensburg", "Hamburg"], "Flensburg und Hamburg"),
    (["A", "B", "C"], "A, B und C"),
    (["Halle 1, Tor 2", "Lager"], "Halle 1, Tor 2; Lager"),
    ([], ""),
    ([""], ""),
    (["Bundesweit", "Stunden"], "Bundesweit und Stunden"),
    (["Hetzner Online GmbH"], "Hetzner Online GmbH"),
    (
        ["Microsoft Ireland Operations Limited", "Hetzner Online GmbH", "Stadtwerke Flensburg GmbH"],
        "Microsoft Ireland Operations Limited, Hetzner Online GmbH und Stadtwerke Flensburg GmbH",
    ),
]


@pytest.mark.parametrize(("entries", "phrase"), LISTS)
def test_lists(entries, phrase):
    assert joined(entries) == phrase


@pytest.mark.parametrize(("count", "ends"), [(0, []), (1, ["."]), (2, [" oder", "."]), (4, ["", "", " oder", "."])])
def test_ends_of_bullets(count, ends):
    assert bullet_ends(count) == ends


@pytest.mark.parametrize(
    ("count", "case", "short"),
    [
        (0, "none", "Keine Unterauftragnehmer"),
        (1, "one", "Ein Unterauftragnehmer"),
        (2, "many", "2 Unterauftragnehmer"),
        (4, "many", "4 Unterauftragnehmer"),
    ],
)
def test_sub_processors(count, case, short):
    assert (case_of(count), sub_processors(count)) == (case, short)


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (1, "Bei 1 Unterauftragnehmer fehlt die Ansprechstelle."),
        (3, "Bei 3 Unterauftragnehmern fehlt die Ansprechstelle."),
        (0, "Bei keinem Unterauftragnehmer fehlt etwas."),
    ],
)
def test_lacking(count, sentence):
    assert lacking(count, "die Ansprechstelle") == sentence


QUANTITIES = [
    (1, "day", "einen Tag", "einem Tag"),
    (30, "day", "30 Tage", "30 Tagen"),
    (1, "workday", "einen Werktag", "einem Werktag"),
    (3, "workday", "3 Werktage", "3 Werktagen"),
    (1, "hour", "eine Stunde", "einer Stunde"),
    (24, "hour", "24 Stunden", "24 Stunden"),
    (1, "week", "eine Woche", "einer Woche"),
    (12, "week", "12 Wochen", "12 Wochen"),
    (1, "month", "einen Monat", "einem Monat"),
    (3, "month", "3 Monate", "3 Monaten"),
    (1, "year", "ein Jahr", "einem Jahr"),
    (3, "year", "3 Jahre", "3 Jahren"),
    (12, "character", "12 Zeichen", "12 Zeichen"),
    (3, "copy", "3 Kopien", "3 Kopien"),
    (120, "euro", "120 Euro", "120 Euro"),
    (1200, "euro", "1.200 Euro", "1.200 Euro"),
]


@pytest.mark.parametrize(("number", "unit", "acc", "dat"), QUANTITIES)
def test_quantities(number, unit, acc, dat):
    assert (accusative(number, UNITS[unit]), dative(number, UNITS[unit])) == (acc, dat)


@pytest.mark.parametrize(
    ("number", "unit", "phrase"),
    [
        (24, "hour", "alle 24 Stunden"),
        (1, "hour", "jede Stunde"),
        (1, "day", "jeden Tag"),
        (1, "year", "jedes Jahr"),
        (1, "month", "jeden Monat"),
    ],
)
def test_every(number, unit, phrase):
    assert "".join(every("mindestens alle ", accusative(number, UNITS[unit]))) == f"mindestens {phrase}"
    assert "".join(every("Alle ", accusative(number, UNITS[unit]))) == phrase[0].upper() + phrase[1:]


def test_every_is_only_about_all():
    assert every("Sie zu ", "eine Stunde") == ("Sie zu ", "eine Stunde")
    assert every("Der Ball ", "eine Stunde") == ("Der Ball ", "eine Stunde")


@pytest.mark.parametrize(
    ("number", "word"),
    [(1, "einmal"), (2, "zweimal"), (3, "dreimal"), (4, "viermal"), (12, "zwölfmal"), (13, "13-mal"), (20, "20-mal")],
)
def test_times(number, word):
    assert times(number) == word


def test_numbers_in_words_and_digits():
    assert [in_words(n) for n in (1, 2, 12, 13)] == ["eine", "zwei", "zwölf", "13"]
    assert [digits(n) for n in (7, 999, 1200, 1_000_000)] == ["7", "999", "1.200", "1.000.000"]


def test_dates():
    assert dates.in_sentence("2023-10-17") == f"17.{NB}Oktober 2023"
    assert dates.in_sentence("2027-01-01") == f"1.{NB}Januar 2027"
    assert dates.in_table("2023-10-17") == "17.10.2023"
    assert dates.in_table("2023-02-07") == "07.02.2023"
    assert dates.in_file_name("2023-10-17") == "2023-10-17"
    assert dates.month("2023-10-17") == "Oktober 2023"
    assert dates.in_sentence("irgendwann") == "irgendwann"
    assert dates.parsed("2023-02-30") is None


CONTACTS = [
    (
        {**person("Frau", "Datenschutzbeauftragte"), "email": "datenschutz@example.org", "phone": "0461 000000"},
        "Vorname Name, Datenschutzbeauftragte, datenschutz@example.org, 0461 000000",
    ),
    (
        {"last_name": "Muster Datenschutz GmbH", "email": "datenschutz@example.org"},
        "Muster Datenschutz GmbH, datenschutz@example.org",
    ),
    (
        {"last_name": "Datenschutz-Postfach", "email": "datenschutz@example.org", "phone": ""},
        "Datenschutz-Postfach, datenschutz@example.org",
    ),
    ({**person("Frau"), "email": "a@example.org"}, "Vorname Name, Geschäftsführerin, a@example.org"),
]


@pytest.mark.parametrize(("who", "line"), CONTACTS)
def test_contact(who, line):
    assert contact(who, FUNCTIONS) == line


def test_several_contacts():
    both = [{"last_name": "Postfach", "email": "a@example.org"}, {"last_name": "Meldestelle", "phone": "0461 1"}]
    assert contacts(both, FUNCTIONS) == "Postfach, a@example.org; Meldestelle, 0461 1"


STOPS = [
    ("Betrieb der Server", "Betrieb der Server."),
    ("Betrieb der Server.", "Betrieb der Server."),
    ("Wirklich?", "Wirklich?"),
    ("Er nennt es „Betrieb.“", "Er nennt es „Betrieb.“"),
    ("und so weiter …", "und so weiter …"),
    ("  Betrieb  ", "Betrieb."),
    ("", ""),
]


@pytest.mark.parametrize(("text", "ended"), STOPS)
def test_full_stop(text, ended):
    assert full_stop(text) == ended == full_stop(ended)


def test_without_full_stop():
    assert without_full_stop("Eigener Eintrag.") == "Eigener Eintrag"
    assert without_full_stop("und so weiter...") == "und so weiter..."


TOGETHER = [
    "Art.~28", "Abs.~2", "Nr.~7", "Buchst.~a", "§~7", "§§~7 und 9", "z.~B.", "17.~Oktober", "1.~Januar", "e.~V.",
    "§~7 Abs.~2", "Art.~32 Abs.~1 Buchst.~b DSGVO",
]  # fmt: skip


@pytest.mark.parametrize("text", TOGETHER)
def test_no_break_spaces(text):
    assert kept_together(f"nach {text.replace('~', ' ')} gilt") == f"nach {text.replace('~', NB)} gilt"


@pytest.mark.parametrize("text", ["Start. Ende", "Die Frist endet. Abends", "12. Kapitel", "Das war der 3. Und dann"])
def test_other_spaces_break(text):
    assert kept_together(text) == text


def test_typographic_words():
    assert typographic('Er heißt "Auftrag" - so geht\'s') == "Er heißt „Auftrag“ – so geht’s"
