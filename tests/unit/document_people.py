"""Persons and companies for the tests of the wording."""

from __future__ import annotations

from avv_desktop.template.model import Function, Unit

NB = "\u00a0"

FUNCTIONS = {
    "managing_director": Function(
        "Geschäftsführerin", "Geschäftsführer", "Geschäftsführung", "Geschäftsführerinnen", "Geschäftsführer",
        "Geschäftsführer",
    ),
    "board_member": Function(
        "Vorstandsmitglied", "Vorstandsmitglied", "Vorstand", "Vorstandsmitglieder", "Vorstandsmitglieder",
        "Vorstandsmitglied", "n",
    ),
    "procurist": Function("Prokuristin", "Prokurist", "Prokura", "Prokuristinnen", "Prokuristen", "Prokuristen"),
    "owner": Function("Inhaberin", "Inhaber", "Inhaberschaft", "Inhaberinnen", "Inhaber", "Inhaber"),
    "partner": Function(
        "Gesellschafterin", "Gesellschafter", "Gesellschafterkreis", "Gesellschafterinnen", "Gesellschafter",
        "Gesellschafter",
    ),
    "chair": Function("Vorsitzende", "Vorsitzender", "Vorsitz", "Vorsitzende", "Vorsitzende", "Vorsitzenden"),
    "mayor": Function(
        "Bürgermeisterin", "Bürgermeister", "Bürgermeisteramt", "Bürgermeisterinnen", "Bürgermeister", "Bürgermeister"
    ),
    "president": Function("Präsidentin", "Präsident", "Präsidium", "Präsidentinnen", "Präsidenten", "Präsidenten"),
}  # fmt: skip

UNITS = {
    "hour": Unit("f", "Stunde", "Stunden", "Stunden"),
    "day": Unit("m", "Tag", "Tage", "Tagen"),
    "workday": Unit("m", "Werktag", "Werktage", "Werktagen"),
    "week": Unit("f", "Woche", "Wochen", "Wochen"),
    "month": Unit("m", "Monat", "Monate", "Monaten"),
    "year": Unit("n", "Jahr", "Jahre", "Jahren"),
    "character": Unit("n", "Zeichen", "Zeichen", "Zeichen"),
    "copy": Unit("f", "Kopie", "Kopien", "Kopien"),
    "euro": Unit("m", "Euro", "Euro", "Euro"),
}


def person(
    salutation: str = "", function: str = "managing_director", name: str = "Vorname Name", title: str = ""
) -> dict:
    first, _, last = name.rpartition(" ")
    return {"salutation": salutation, "title": title, "first_name": first, "last_name": last, "function": function}


def company(legal_form: str = "GmbH", name: str = "Muster", **parts: str) -> dict:
    return {"name": name, "legal_form": legal_form, **parts}


AIDA, JOERN = "Aida Dia", "Jörn Fischer"
