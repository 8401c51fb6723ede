"""Full names, articles and cases of companies; the party block; countries."""

from __future__ import annotations

import pytest

from avv_desktop.document.wording.companies import full_name, with_article
from avv_desktop.document.wording.counts import signed_for
from avv_desktop.document.wording.parties import party_line
from avv_desktop.document.wording.places import country
from avv_desktop.document.wording.typography import capital
from tests.unit.document_people import FUNCTIONS, company, person

NAMES = [
    ("Muster", "GmbH", "Muster GmbH"),
    ("Muster GmbH", "GmbH", "Muster GmbH"),
    ("Muster gmbh", "GmbH", "Muster gmbh"),
    ("Muster Verwaltungs-GmbH", "GmbH", "Muster Verwaltungs-GmbH"),
    ("Microsoft Ireland Operations Limited", "Limited", "Microsoft Ireland Operations Limited"),
    ("Muster Ltd.", "Limited", "Muster Ltd."),
    ("Muster Aktiengesellschaft", "AG", "Muster Aktiengesellschaft"),
    ("Muster Verlag", "AG", "Muster Verlag AG"),
    ("Muster UG", "UG (haftungsbeschränkt)", "Muster UG (haftungsbeschränkt)"),
    ("Muster GmbH", "GmbH & Co. KG", "Muster GmbH & Co. KG"),
    ("Muster GmbH & Co. KG", "GmbH & Co. KG", "Muster GmbH & Co. KG"),
    ("Muster", "GmbH & Co. KG", "Muster GmbH & Co. KG"),
    ("Musterverein e. V.", "e.V.", "Musterverein e. V."),
    ("Musterverein", "e.V.", "Musterverein e.V."),
    ("Muster-Stiftung", "Stiftung", "Muster-Stiftung"),
    ("Muster", "e.K.", "Muster e.K."),
    ("Stadt Muster", "Behörde", "Stadt Muster"),
    ("Musterkammer", "Körperschaft", "Musterkammer"),
    ("Vorname Name", "Freiberuflich", "Vorname Name"),
    ("Muster", "Sonstige", "Muster"),
    ("Hetzner Online", "GmbH", "Hetzner Online GmbH"),
    ("Pipedrive", "OÜ", "Pipedrive OÜ"),
    ("", "GmbH", ""),
]


@pytest.mark.parametrize(("name", "legal_form", "whole"), NAMES)
def test_full_name_is_never_doubled(name, legal_form, whole):
    assert full_name({"name": name, "legal_form": legal_form}) == whole


CASES = [
    *((form, "Muster", (f"die Muster {form}", f"der Muster {form}", f"der Muster {form}", f"die Muster {form}"))
      for form in ("GmbH", "UG (haftungsbeschränkt)", "AG", "SE", "KG", "OHG", "GbR", "eG", "GmbH & Co. KG",
                   "PartG mbB", "Limited", "Inc.", "B.V.")),
    ("Stiftung", "Muster-Stiftung", ("die Muster-Stiftung", "der Muster-Stiftung", "der Muster-Stiftung",
                                     "die Muster-Stiftung")),
    ("e.V.", "Muster", ("der Muster e.V.", "des Muster e.V.", "dem Muster e.V.", "den Muster e.V.")),
    ("e.V.", "Musterverein", ("der Musterverein e.V.", "des Mustervereins e.V.", "dem Musterverein e.V.",
                              "den Musterverein e.V.")),
    ("e.V.", "Muster Vereinigung", ("die Muster Vereinigung e.V.", "der Muster Vereinigung e.V.",
                                    "der Muster Vereinigung e.V.", "die Muster Vereinigung e.V.")),
    ("e.K.", "Muster", ("Muster e.K.", "von Muster e.K.", "Muster e.K.", "Muster e.K.")),
    ("Behörde", "Stadt Muster", ("die Stadt Muster", "der Stadt Muster", "der Stadt Muster", "die Stadt Muster")),
    ("Behörde", "Kreis Muster", ("der Kreis Muster", "des Kreises Muster", "dem Kreis Muster", "den Kreis Muster")),
    ("Behörde", "Landkreis Muster", ("der Landkreis Muster", "des Landkreises Muster", "dem Landkreis Muster",
                                     "den Landkreis Muster")),
    ("Behörde", "Amt Muster", ("das Amt Muster", "des Amtes Muster", "dem Amt Muster", "das Amt Muster")),
    ("OÜ", "Pipedrive", ("die Pipedrive OÜ", "der Pipedrive OÜ", "der Pipedrive OÜ", "die Pipedrive OÜ")),
    ("Freiberuflich", "Vorname Name", ("Vorname Name", "von Vorname Name", "Vorname Name", "Vorname Name")),
]  # fmt: skip


@pytest.mark.parametrize(("legal_form", "name", "forms"), CASES)
def test_cases(legal_form, name, forms):
    party = company(legal_form, name)
    said = tuple(with_article(party, case) for case in ("nominative", "genitive", "dative", "accusative"))
    assert said == forms


def test_sentences():
    muster, town, club = company(), company("Behörde", "Stadt Muster"), company("e.V.", "Musterverein")
    merchant, host = company("e.K."), company("GmbH", "Hetzner Online")
    said = [
        f"{capital(with_article(muster))} hat noch nicht gegengezeichnet.",
        f"Für {with_article(town, 'accusative')} fehlt eine weisungsberechtigte Person.",
        f"Der Entwurf {with_article(club, 'genitive')} weicht an zwei Stellen vom Standard ab.",
        f"{with_article(merchant)} hat am 3. März 2027 unterschrieben.",
        f"Das Zertifikat gehört nicht zur Vertretung {with_article(host, 'genitive')}.",
    ]
    assert said == [
        "Die Muster GmbH hat noch nicht gegengezeichnet.",
        "Für die Stadt Muster fehlt eine weisungsberechtigte Person.",
        "Der Entwurf des Mustervereins e.V. weicht an zwei Stellen vom Standard ab.",
        "Muster e.K. hat am 3. März 2027 unterschrieben.",
        "Das Zertifikat gehört nicht zur Vertretung der Hetzner Online GmbH.",
    ]


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (0, "Seitens der Muster GmbH hat noch niemand unterschrieben."),
        (1, "Seitens der Muster GmbH hat 1 von 2 Personen unterschrieben."),
        (2, "Seitens der Muster GmbH haben 2 von 2 Personen unterschrieben."),
    ],
)
def test_company_and_its_people(count, sentence):
    assert signed_for(company(), count, 2) == sentence


HERE = {"street": "Musterstraße 1", "postal_code": "12345", "city": "Musterstadt", "country": "DE"}
REGISTER = {"register_court": "Amtsgericht Musterstadt", "register_number": "HRB 12345"}
LINES = [
    (company(**HERE), [], "Muster GmbH, Musterstraße 1, 12345 Musterstadt"),
    (
        company(**HERE, **REGISTER),
        [],
        "Muster GmbH, Musterstraße 1, 12345 Musterstadt, Amtsgericht Musterstadt, HRB 12345",
    ),
    (
        company("OÜ", street="Muster tee 1", postal_code="12345", city="Tallinn", country="EE"),
        [],
        "Muster OÜ, Muster tee 1, 12345 Tallinn, Estland",
    ),
    (
        company("Behörde", "Stadt Muster", street="Rathausplatz 1", postal_code="12345", city="Muster", country="DE"),
        [],
        "Stadt Muster, Rathausplatz 1, 12345 Muster",
    ),
    (
        company("e.K.", **HERE, register_court="Amtsgericht Musterstadt", register_number="HRA 12345"),
        [person("Herr", "owner")],
        "Muster e.K., Inhaber Vorname Name, Musterstraße 1, 12345 Musterstadt, Amtsgericht Musterstadt, HRA 12345",
    ),
    (company(city="Musterstadt"), [], "Muster GmbH, Musterstadt"),
    (company(), [], "Muster GmbH"),
]


@pytest.mark.parametrize(("party", "persons", "line"), LINES)
def test_party_block(party, persons, line):
    assert party_line(party, persons, FUNCTIONS) == line


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("IE", "Irland"),
        ("EE", "Estland"),
        ("DE", "Deutschland"),
        ("us", "Vereinigte Staaten"),
        ("Atlantis", "Atlantis"),
    ],
)
def test_countries(code, name):
    assert country(code) == name
