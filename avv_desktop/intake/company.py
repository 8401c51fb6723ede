"""A party's line in a contract → the parts of a company, and the persons who represent it."""

from __future__ import annotations

import re

from avv_desktop.document import model as m
from avv_desktop.document.units import words

AS_WRITTEN = "as_written"

FORMS = {
    "GmbH & Co. KG": r"GmbH\s*&\s*Co\.?\s*KG",
    "UG (haftungsbeschränkt)": r"UG\s*\(haftungsbeschränkt\)",
    "GmbH": r"(?:g?GmbH|Gesellschaft mit beschränkter Haftung)",
    "PartG mbB": r"PartG\s*mbB",
    "e.K.": r"e\.\s?K\.",
    "e.V.": r"e\.\s?V\.",
    "AG": r"AG",
    "SE": r"SE",
    "KG": r"KG",
    "OHG": r"OHG",
    "eGbR": r"eGbR",
    "GbR": r"GbR",
    "eG": r"eG",
}
_TOWN = re.compile(r"(?:^|,\s*)(?:D[- ])?(?P<postal_code>\d{5})[ \u00a0](?P<city>[^,\d][^,]{0,60})")
_STREET = re.compile(r"^[A-ZÄÖÜ][\w .’'ß-]{1,60}\s\d{1,4}\s?[a-zA-Z]?(?:[-–/]\d{1,4})?$")
_BY = re.compile(r"(?:gesetzlich\s+)?vertreten\s+durch(?:\s+(?:den|die|ihren|ihre|seinen|seine))?\s+(?P<persons>.+)$")
_FUNCTION = re.compile(
    r"^(?P<function>Geschäftsführer(?:in|innen)?|Vorstand(?:smitglied)?|Prokurist(?:in|en)?|Inhaber(?:in)?)\s+"
)
_FUNCTIONS = {"Gesch": "managing_director", "Vorst": "board_member", "Proku": "procurist", "Inhab": "owner"}
_NOBODY = re.compile(r"[\W_]*")


def written(party: m.Party) -> str:
    """The party in the words of the contract."""
    said = [party.name.text, words(party.runs), words(party.represented)]
    return ", ".join(part.strip(" ,") for part in said if part.strip(" ,"))


def company(party: m.Party) -> dict[str, str]:
    """The parts that can be told for sure; `as_written` keeps the whole line. {} for a gap (`[…]`, `____`)."""
    name = party.name.text.strip(" ,")
    if _NOBODY.fullmatch(name) or re.fullmatch(r"\[.*\]|\{\{.*\}\}|\$\{.*\}", name):
        return {}
    found = {"name": name, "legal_form": ""}
    for form, pattern in FORMS.items():
        if (ending := re.search(rf"^(?P<name>.*\S)\s+{pattern}$", name)) and re.sub(pattern, form, name) == name:
            found = {"name": ending["name"], "legal_form": form}
            break
    said = written(party)
    rest = said.removeprefix(name)
    if town := _TOWN.search(rest.partition("vertreten")[0]):
        found |= {"postal_code": town["postal_code"], "city": town["city"].strip(), "country": "DE"}
    for piece in rest.partition("vertreten")[0].split(","):
        if _STREET.match(piece.strip()):
            found["street"] = piece.strip()
    return found | {AS_WRITTEN: said}


def persons(party: m.Party) -> list[dict[str, str]]:
    """Who is named as representing it; titles stay with the name they stand before."""
    named = _BY.search(written(party))
    if not named:
        return []
    said, function = named["persons"], ""
    if head := _FUNCTION.match(said):
        function, said = _FUNCTIONS[head["function"][:5]], said[head.end() :]
    found = []
    for each in re.split(r"\s+und\s+|\s*,\s*", said):
        parts = each.split()
        if 2 <= len(parts) <= 5 and all(part[:1].isupper() for part in parts):
            title = " ".join(part for part in parts[:-1] if part.endswith("."))
            first = " ".join(part for part in parts[:-1] if not part.endswith("."))
            found.append({"title": title, "first_name": first, "last_name": parts[-1], "function": function})
    return found
