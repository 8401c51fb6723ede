"""Who represents a party, and what stands below the lines: every case of the wording table."""

from __future__ import annotations

import pytest

from avv_desktop.document.wording.counts import signed, who_signs
from avv_desktop.document.wording.persons import nominative, signature_name
from avv_desktop.document.wording.representation import Representation, represented
from tests.unit.document_people import AIDA, FUNCTIONS, JOERN, company, person

JOINT, SINGLE, TWO = Representation("joint"), Representation("single"), Representation("n_of_m", 2)
PROCURIST = Representation("director_with_procurist")
FRAU, HERR = person("Frau"), person("Herr")
A, J = person("Frau", name=AIDA), person("Herr", name=JOERN)
UNKNOWN_A, UNKNOWN_J = person("", name=AIDA), person("", name=JOERN)
N = "Vorname Name"

REPRESENTED = [
    ("one woman", [FRAU], JOINT, f"vertreten durch die Geschäftsführerin {N}"),
    ("one man", [HERR], JOINT, f"vertreten durch den Geschäftsführer {N}"),
    ("unknown", [person()], JOINT, f"vertreten durch {N} (Geschäftsführung)"),
    ("title", [person("Frau", title="Dr.")], JOINT, f"vertreten durch die Geschäftsführerin Dr. {N}"),
    ("two women", [FRAU, FRAU], JOINT, f"gemeinsam vertreten durch die Geschäftsführerinnen {N} und {N}"),
    ("two men", [HERR, HERR], JOINT, f"gemeinsam vertreten durch die Geschäftsführer {N} und {N}"),
    (
        "woman and man",
        [A, J],
        JOINT,
        f"gemeinsam vertreten durch die Geschäftsführerin {AIDA} und den Geschäftsführer {JOERN}",
    ),
    (
        "both unknown",
        [UNKNOWN_A, UNKNOWN_J],
        JOINT,
        f"gemeinsam vertreten durch {AIDA} und {JOERN} (Geschäftsführung)",
    ),
    ("one of both unknown", [A, UNKNOWN_J], JOINT, f"gemeinsam vertreten durch {AIDA} und {JOERN} (Geschäftsführung)"),
    (
        "three, mixed",
        [FRAU, HERR, FRAU],
        JOINT,
        f"gemeinsam vertreten durch die Geschäftsführerin {N}, den Geschäftsführer {N} und die Geschäftsführerin {N}",
    ),
    ("three men", [HERR, HERR, HERR], JOINT, f"gemeinsam vertreten durch die Geschäftsführer {N}, {N} und {N}"),
    (
        "two out of more",
        [HERR, FRAU],
        TWO,
        "gemeinsam vertreten durch zwei ihrer Geschäftsführer, "
        f"hier durch den Geschäftsführer {N} und die Geschäftsführerin {N}",
    ),
    (
        "two out of more, unknown",
        [person(), person()],
        TWO,
        f"gemeinsam vertreten durch {N} und {N} (Geschäftsführung)",
    ),
    (
        "two out of three who are named",
        [HERR, FRAU, HERR],
        TWO,
        "gemeinsam vertreten durch zwei der folgenden drei Personen: "
        f"Geschäftsführer {N}, Geschäftsführerin {N} und Geschäftsführer {N}",
    ),
    ("single, one", [FRAU], SINGLE, f"vertreten durch die einzeln vertretungsberechtigte Geschäftsführerin {N}"),
    ("single, one man", [HERR], SINGLE, f"vertreten durch den einzeln vertretungsberechtigten Geschäftsführer {N}"),
    (
        "single, several",
        [A, J],
        SINGLE,
        f"vertreten durch die Geschäftsführerin {AIDA} und den Geschäftsführer {JOERN}, "
        "je einzeln vertretungsberechtigt",
    ),
    (
        "director with procurist",
        [HERR, person("Frau", "procurist")],
        PROCURIST,
        f"gemeinsam vertreten durch den Geschäftsführer {N} und die Prokuristin {N}",
    ),
    (
        "board member with procurist",
        [person("Frau", "board_member"), person("Herr", "procurist")],
        PROCURIST,
        f"gemeinsam vertreten durch das Vorstandsmitglied {N} und den Prokuristen {N}",
    ),
    ("neither woman nor man", [person("ohne")], JOINT, f"vertreten durch {N} (Geschäftsführung)"),
    ("a word of one's own", [person("Herr", "Kanzler")], JOINT, f"vertreten durch {N} (Kanzler)"),
    ("no function", [person("Frau", "")], JOINT, f"vertreten durch {N}"),
    ("nobody", [], JOINT, ""),
    ("an empty line is nobody", [person(name="")], JOINT, ""),
]


@pytest.mark.parametrize(
    ("persons", "rule", "phrase"), [case[1:] for case in REPRESENTED], ids=[c[0] for c in REPRESENTED]
)
def test_represented(persons, rule, phrase):
    assert represented(company("GmbH"), persons, rule, FUNCTIONS) == phrase


BOARD = person("Frau", "board_member")
FORMS = [
    ("GmbH", company("GmbH"), [HERR], JOINT, f"vertreten durch den Geschäftsführer {N}"),
    ("UG", company("UG (haftungsbeschränkt)"), [HERR], JOINT, f"vertreten durch den Geschäftsführer {N}"),
    (
        "AG",
        company("AG"),
        [BOARD, person("Herr", "board_member")],
        JOINT,
        f"gemeinsam vertreten durch die Vorstandsmitglieder {N} und {N}",
    ),
    ("AG, unknown", company("AG"), [person("", "board_member")], JOINT, f"vertreten durch {N} (Vorstand)"),
    (
        "GmbH & Co. KG",
        company("GmbH & Co. KG", general_partner="Muster Verwaltungs-GmbH"),
        [HERR],
        JOINT,
        f"vertreten durch die Muster Verwaltungs-GmbH, diese vertreten durch den Geschäftsführer {N}",
    ),
    (
        "GmbH & Co. KG, two",
        company("GmbH & Co. KG", general_partner="Muster Verwaltungs-GmbH"),
        [A, J],
        JOINT,
        "vertreten durch die Muster Verwaltungs-GmbH, diese gemeinsam vertreten durch "
        f"die Geschäftsführerin {AIDA} und den Geschäftsführer {JOERN}",
    ),
    ("e.K.", company("e.K."), [person("Frau", "owner")], JOINT, f"Inhaberin {N}"),
    ("e.K., man", company("e.K."), [person("Herr", "owner")], SINGLE, f"Inhaber {N}"),
    ("e.K., unknown", company("e.K."), [person("", "owner")], JOINT, f"{N} (Inhaberschaft)"),
    ("freelancer", company("Freiberuflich", N), [person("Frau", "")], JOINT, "handelnd in eigenem Namen"),
    (
        "GbR",
        company("GbR"),
        [person("Frau", "partner"), person("Frau", "partner")],
        JOINT,
        f"gemeinsam vertreten durch die Gesellschafterinnen {N} und {N}",
    ),
    (
        "e.V.",
        company("e.V.", "Musterverein"),
        [person("Frau", "chair")],
        JOINT,
        f"vertreten durch den Vorstand (§ 26 BGB), dieser durch die Vorsitzende {N}",
    ),
    (
        "e.V., man",
        company("e.V.", "Musterverein"),
        [person("Herr", "chair")],
        JOINT,
        f"vertreten durch den Vorstand (§ 26 BGB), dieser durch den Vorsitzenden {N}",
    ),
    (
        "Stiftung",
        company("Stiftung", "Muster-Stiftung"),
        [person("", "board_member")],
        JOINT,
        f"vertreten durch den Vorstand, dieser durch {N}",
    ),
    (
        "authority",
        company("Behörde", "Stadt Muster"),
        [person("Frau", "mayor")],
        JOINT,
        f"vertreten durch die Bürgermeisterin {N}",
    ),
    (
        "chamber",
        company("Körperschaft", "Musterkammer"),
        [person("Herr", "president")],
        JOINT,
        f"vertreten durch den Präsidenten {N}",
    ),
    (
        "e.V., two of more",
        company("e.V.", "Musterverein"),
        [BOARD, person("Herr", "board_member")],
        TWO,
        "vertreten durch den Vorstand (§ 26 BGB), dieser gemeinsam durch zwei seiner Vorstandsmitglieder, "
        f"hier durch das Vorstandsmitglied {N} und das Vorstandsmitglied {N}",
    ),
]


@pytest.mark.parametrize(
    ("party", "persons", "rule", "phrase"), [case[1:] for case in FORMS], ids=[c[0] for c in FORMS]
)
def test_by_legal_form(party, persons, rule, phrase):
    assert represented(party, persons, rule, FUNCTIONS) == phrase


@pytest.mark.parametrize("salutations", [("", ""), ("Frau", ""), ("", "Herr"), ("ohne", "Frau"), ("Herr", "ohne")])
def test_unknown_salutation_is_never_a_guess(salutations):
    persons = [person(salutation, name=name) for salutation, name in zip(salutations, (AIDA, JOERN), strict=True)]
    phrase = represented(company("GmbH"), persons, JOINT, FUNCTIONS)
    assert "Geschäftsführung" in phrase
    assert not any(word in phrase for word in ("Geschäftsführer", "/", "*", ":", " den ", " die "))


SIGNED = [
    (person("Frau"), (N, "Geschäftsführerin")),
    (A, (AIDA, "Geschäftsführerin")),
    (J, (JOERN, "Geschäftsführer")),
    (UNKNOWN_A, (AIDA, "Geschäftsführung")),
    (person("Herr"), (N, "Geschäftsführer")),
    (person("Frau", "procurist"), (f"ppa. {N}", "Prokuristin")),
    (person("", "procurist"), (f"ppa. {N}", "Prokura")),
    (person("Herr", "chair"), (N, "Vorsitzender")),
    (person("Frau", "Kanzlerin"), (N, "Kanzlerin")),
]


@pytest.mark.parametrize(("who", "lines"), SIGNED)
def test_below_the_line(who, lines):
    assert (signature_name(who, FUNCTIONS), nominative(who, FUNCTIONS)) == lines


@pytest.mark.parametrize(
    ("needed", "named", "sentence"),
    [
        (2, 3, "Es unterschreiben zwei der drei genannten Personen."),
        (1, 2, "Es unterschreibt eine der zwei genannten Personen."),
        (2, 2, ""),
        (1, 1, ""),
    ],
)
def test_who_signs(needed, named, sentence):
    assert who_signs(needed, named) == sentence


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (0, "Noch niemand hat unterschrieben."),
        (1, "1 von 2 hat unterschrieben."),
        (2, "2 von 2 haben unterschrieben."),
    ],
)
def test_state_of_signatures(count, sentence):
    assert signed(count, 2) == sentence
