"""An answers file says what it says, or names the answer and the line that it does not understand."""

from __future__ import annotations

import pytest

from avv_desktop.draft.answers import read_answers
from avv_desktop.draft.completeness import findings
from avv_desktop.draft.create import new_draft
from avv_desktop.errors import AnswersError, UnreadableFile
from tests.golden.drafts import template


@pytest.fixture
def read(tmp_path):
    """Read a text or bytes as an answers file."""

    def reading(content: str | bytes) -> dict:
        path = tmp_path / "answers.toml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_answers(path, template())

    return reading


def refused(read, content: str | bytes) -> tuple[int, str]:
    """The line and the reason of the error."""
    with pytest.raises(AnswersError) as caught:
        read(content)
    assert str(caught.value.details["path"]).endswith("answers.toml")
    return caught.value.details["line"], str(caught.value.details["reason"])


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("", {}),
        ("[breach]\nnotice_hours = 36", {"breach.notice_hours": 36}),
        ("breach.notice_hours = 36", {"breach.notice_hours": 36}),
        ("breach = { notice_hours = 36 }", {"breach.notice_hours": 36}),
        ('"breach.notice_hours" = 36', {"breach.notice_hours": 36}),
        ("\ufeffbreach.notice_hours = 36", {"breach.notice_hours": 36}),
        ("main_contract.date = 2026-02-02", {"main_contract.date": "2026-02-02"}),
        ("main_contract.date = 2026-02-02T10:00:00Z", {"main_contract.date": "2026-02-02"}),
        ("[[sub_processors.list]]\nused_since = 2026-02-01", {"sub_processors.list": [{"used_since": "2026-02-01"}]}),
        ('processing.operations = ["store", "Eigenes"]', {"processing.operations": ["store", "Eigenes"]}),
    ],
)
def test_answers_are_read_however_toml_nests_them(read, text, answers):
    assert read(text) == answers


@pytest.mark.parametrize(
    ("text", "line", "name"),
    [
        ("nothing = 1", 1, "nothing"),
        ("# a note\n\n[nothing]\nat_all = 1", 3, "nothing"),
        ("[breach]\nnotice_hours = 36\nhours = 1", 3, "breach.hours"),
        ("[breach]\n\nhours.many = 1", 3, "breach.hours"),
        ('agreement.title = "a\u2028b"\nnothing = 1', 2, "nothing"),
        ("\nbreach = 3", 2, "breach"),
    ],
)
def test_an_unknown_name(read, text, line, name):
    assert refused(read, text) == (line, f"Ein Feld „{name}“ gibt es nicht.")


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("agreement.title", "1", "ein Text in Anführungszeichen"),
        ("processing.subject", "[]", "ein Text in Anführungszeichen"),
        ("breach.notice_hours", '"24"', "eine ganze Zahl"),
        ("breach.notice_hours", "24.5", "eine ganze Zahl"),
        ("breach.notice_hours", "true", "eine ganze Zahl"),
        ("processing.art9", "1", "true oder false"),
        ("processing.places", '"Flensburg"', "eine Liste von Texten"),
        ("processing.places", "[1]", "eine Liste von Texten"),
        ("controller.company", '"Muster GmbH"', "eine Tabelle"),
        ("controller.representatives", '["Aida"]', "eine Liste von Personen"),
        ("sub_processors.list", "{}", "eine Liste von Zeilen"),
        ("main_contract.date", "10:00:00", "ein Datum wie 2026-11-23"),
        ("main_contract.date", '"02.02.2026"', "ein Datum wie 2026-11-23"),
        ("main_contract.date", '"2026-02-30"', "ein Datum wie 2026-11-23"),
        ("agreement.form", '"telepathic"', "möglich sind electronic, paper."),
        ("sub_processors.regime", '"both"', "möglich sind general, specific."),
        ("controller.company", '{ nme = "Muster" }', "„nme“ gibt es hier nicht; möglich sind name, legal_form"),
        ("controller.company", "{ name = 1 }", "„name“: erwartet wird ein Text"),
        ("controller.company", '{ legal_form = "Ltd" }', "„Ltd“ steht nicht zur Wahl"),
        ("controller.representatives", '[{}, { mail = "x" }]', "Zeile 2: „mail“ gibt es hier nicht"),
        ("sub_processors.list", '[{ agreement_date = "bald" }]', "Zeile 1: „agreement_date“: „bald“ ist kein Datum"),
        ("sub_processors.list", '[{ active = "ja" }]', "Zeile 1: „active“: erwartet wird true oder false"),
    ],
)
def test_a_value_that_does_not_fit(read, name, value, wanted):
    section, _, last = name.partition(".")
    line, reason = refused(read, f"# a note\n[{section}]\n\n{last} = {value}\n")
    assert line == 4
    assert reason.startswith(f"„{name}“: ") and wanted in reason


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("a = 1\nb = \n", 2),
        ("a = 1\na = 2\n", 2),
        ('a = 1\nb = """\nno end', 3),
        ("[main_contract]\ndate = 2026-02-30", 2),
        ("\n\nx = " + "[" * 100_000, 3),
        ("\n\nx = " + "9" * 5_000, 3),
        ("[controller.company" + ".a" * 5_000 + "]", 1),
        ('agreement.title = "\x00"', 1),
    ],
)
def test_broken_toml(read, content, line):
    found, reason = refused(read, content)
    assert found == line and reason.startswith("Kein lesbares TOML: ")


@pytest.mark.parametrize(
    ("content", "line"),
    [('\n\nagreement.title = "Ä"'.encode("latin-1"), 3), ('agreement.title = "Ä"'.encode("utf-16"), 1)],
)
def test_a_file_that_is_not_in_utf_8(read, content, line):
    assert refused(read, content) == (line, "Die Datei ist nicht in UTF-8 gespeichert.")


def test_a_file_that_is_not_there_or_is_a_folder(tmp_path):
    for path in (tmp_path / "nowhere.toml", tmp_path):
        with pytest.raises(UnreadableFile):
            read_answers(path, template())


def asked(draft) -> set[str]:
    """The proposals that are still to be confirmed."""
    found = [each for each in findings(template(), draft) if each.rule == "confirm"]
    assert {each.severity for each in found} <= {"H"}
    return {each.place for each in found}


def test_every_untouched_proposal_that_applies_is_asked_for():
    draft = new_draft(template(), answers={"annex_measures.scope": "full"})
    proposals = {field.name for field in template().fields if field.confirm and field.default is not None}
    assert proposals and asked(draft) == proposals


def test_a_given_answer_counts_as_confirmed_even_if_it_is_the_proposal(read):
    default = template().field("breach.notice_hours").default
    draft = new_draft(template(), answers=read(f"breach.notice_hours = {default}"))
    assert asked(new_draft(template())) - asked(draft) == {"breach.notice_hours"}


def test_a_confirmed_proposal_is_asked_no_more_and_an_answer_taken_back_is_asked_again():
    draft = new_draft(template())
    assert "breach.notice_hours" not in asked(draft.confirm("breach.notice_hours"))
    assert not asked(draft.confirm(*asked(draft)))
    answered = draft.answer("breach.notice_hours", 36)
    assert "breach.notice_hours" not in asked(answered)
    assert "breach.notice_hours" in asked(answered.answer("breach.notice_hours", None))
