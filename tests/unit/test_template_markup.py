"""Fields, references and optional parts are read from a template's texts; what people type is never read so."""

from __future__ import annotations

import json

import pytest

from avv_desktop.document.compose import compose
from avv_desktop.document.plain import plain
from avv_desktop.draft.completeness import findings
from avv_desktop.draft.files import from_bytes, to_bytes
from avv_desktop.template.markup import parse, slots
from avv_desktop.template.text import FieldSlot, OptionalPart, ReferenceSlot, Words
from tests.golden.drafts import draft, example, template
from tests.unit.test_draft_checks import TODAY

TYPED = [
    "#eval(1+1)",
    '#read("/etc/passwd")',
    "<b>fett</b> &amp; <script>",
    "=1+1",
    "{agreement.number}",
    "{agreement.number|acc}",
    "{ref:audit_rights}",
    "{",
    "}} ]]",
    "[[x]]",
    "[[",
    "{{controller.company}}",
    "$x$ *stark* _schräg_ `kurz` @me",
    "__import__('os').system('true')",
    "%s %(name)s {0} \\n",
]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ()),
        ("Nur Text.", (Words("Nur Text."),)),
        ("{breach.notice_hours}", (FieldSlot("breach.notice_hours"),)),
        ("in {breach.notice_hours|dat}.", (Words("in "), FieldSlot("breach.notice_hours", "dat"), Words("."))),
        ("({ref:audit_rights.costs})", (Words("("), ReferenceSlot("audit_rights.costs"), Words(")"))),
        ("a[[ ({b.c})]]", (Words("a"), OptionalPart((Words(" ("), FieldSlot("b.c"), Words(")"))))),
        ("[[a]][[b]]", (OptionalPart((Words("a"),)), OptionalPart((Words("b"),)))),
        ("[a] #b <c> =d", (Words("[a] #b <c> =d"),)),
    ],
)
def test_a_text_is_read_in_pieces(text, parts):
    assert parse(text) == parts


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{a.b", "Klammer"),
        ("a.b}", "Klammer"),
        ("{}", "Klammer"),
        ("{A.b}", "Klammer"),
        ("{a b}", "Klammer"),
        ("{a.b|}", "Klammer"),
        ("{ref:}", "Klammer"),
        ("{a.__class__!r}", "Klammer"),
        ("{a.b|loud}", "„loud“"),
        ("[[a", "„[[“ ohne"),
        ("a]]", "„]]“ ohne"),
        ("[[a [[b]] c]]", "nicht möglich"),
        ("[[{a]]", "Klammer"),
    ],
)
def test_a_text_that_cannot_be_read_is_told_why(text, reason):
    with pytest.raises(ValueError) as caught:
        parse(text)
    assert reason in str(caught.value)


def test_all_fields_and_references_are_found_inner_ones_too():
    assert list(slots(parse("{a.b}[[ in {ref:c}]] und {d.e|acc}"))) == [
        FieldSlot("a.b"),
        ReferenceSlot("c"),
        FieldSlot("d.e", "acc"),
    ]


@pytest.mark.parametrize("text", TYPED)
def test_what_is_typed_into_an_answer_is_printed_as_it_is(text):
    answers = example()
    answers["processing.subject"] = f"Betrieb der Lagerverwaltung {text} Ende"
    answers["processing.data_categories"] = [*answers["processing.data_categories"], text]
    given = draft(answers)
    said = " ".join(plain(compose(template(), given)).split())
    assert f"Betrieb der Lagerverwaltung {text} Ende" in said
    assert said.count(text) >= 2
    assert findings(template(), given, TODAY) == []


@pytest.mark.parametrize("text", TYPED)
def test_what_is_typed_comes_back_from_the_file_as_it_was(text):
    given = draft({**example(), "agreement.title": text})
    data = to_bytes(given, template())
    assert json.loads(data)["draft"]["answers"]["agreement.title"] == text
    assert from_bytes(data)[0] == given
