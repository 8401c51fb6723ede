"""A cell as the value of a field, or the reason why it cannot be one."""

from __future__ import annotations

import datetime
import re
from functools import cache, lru_cache
from typing import Any

from avv_desktop.draft.parts import REGISTERED
from avv_desktop.many.model import Target
from avv_desktop.many.targets import folded
from avv_desktop.system.language import tr
from avv_desktop.template.model import Template

EPOCHS = {1900: datetime.date(1899, 12, 30), 1904: datetime.date(1904, 1, 1)}
LEAST_DAY, LAST_DAY = 15_000, 110_000
"""Days that are dates between 1941 and 2201."""
GARBLED = re.compile("Ã[¤¶¼Ÿ„–œ\u0084\u0096\u009c\u009f]|â€|\ufffd")
YES, NO = {"ja", "j", "yes", "y", "true", "wahr", "x", "1"}, {"nein", "n", "no", "false", "falsch", "0"}
ERRORS = re.compile(r"#(REF!|VALUE!|NAME\?|DIV/0!|N/A|NUM!|NULL!|BEZUG!|WERT!|NV|ZAHL!|NULL!)$|#+$")
DATES = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ].*)?$"),
    re.compile(r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4}|\d{2})$"),
    re.compile(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})$"),
)
FORMS = {
    "ug": "UG (haftungsbeschränkt)",
    "unternehmergesellschaft": "UG (haftungsbeschränkt)",
    "ughaftungsbeschraenkt": "UG (haftungsbeschränkt)",
    "gesellschaftmitbeschraenkterhaftung": "GmbH",
    "mbh": "GmbH",
    "aktiengesellschaft": "AG",
    "kommanditgesellschaft": "KG",
    "offenehandelsgesellschaft": "OHG",
    "eingetragenerkaufmann": "e.K.",
    "eingetragenekauffrau": "e.K.",
    "ekfm": "e.K.",
    "ekfr": "e.K.",
    "eingetragenerverein": "e.V.",
    "partgmbb": "PartG mbB",
    "gmbhundcokg": "GmbH & Co. KG",
}


class Wrong(Exception):
    """The reason, in a sentence."""


def value_of(cell: Any, target: Target, epoch: int = 1900) -> Any:
    """Raises Wrong."""
    if isinstance(cell, str):
        if ERRORS.match(cell):
            raise Wrong(tr("The spreadsheet shows an error in this cell."))
        if GARBLED.search(cell):
            raise Wrong(tr("Its letters are garbled; the table was probably saved in a wrong encoding."))
    if target.kind == "part":
        return _part(cell, target)
    if target.options and target.kind in ("enum", "multi"):
        return _chosen(cell, target)
    match target.kind:
        case "date":
            return _date(cell, epoch)
        case "int":
            return _number(cell)
        case "bool":
            return _truth(cell)
        case "multi":
            return [each.strip() for each in re.split(r"[;,\n]", _text(cell)) if each.strip()]
    return _text(cell)


def _part(cell: Any, target: Target) -> str:
    text = _text(cell)
    match target.part:
        case "postal_code":
            return text.zfill(5) if isinstance(cell, int) and len(text) == 4 else text
        case "country":
            return country(text)
        case "legal_form":
            return legal_form(text, tuple(id for id, _ in target.options))
        case "register_number":
            return text
        case "email":
            return re.sub(r"^mailto:", "", text, flags=re.IGNORECASE)
    return _option(text, target.options) if target.options else text


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return tr("yes") if cell else tr("no")
    if isinstance(cell, datetime.date):
        return cell.strftime("%d.%m.%Y")
    return str(cell).strip()


def _date(cell: Any, epoch: int) -> str:
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, str) and re.fullmatch(r"\d{5,6}([.,]\d+)?", cell):
        cell = float(cell.replace(",", "."))
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and LEAST_DAY <= cell <= LAST_DAY:
        return (EPOCHS[epoch] + datetime.timedelta(days=int(cell))).isoformat()
    for form in DATES:
        if isinstance(cell, str) and (found := form.match(cell)):
            year = int(found["y"]) + (2000 if len(found["y"]) == 2 else 0)
            try:
                return datetime.date(year, int(found["m"]), int(found["d"])).isoformat()
            except ValueError:
                break
    raise Wrong(tr("This is not a date. Please write it like 23.11.2026."))


def _number(cell: Any) -> int:
    if isinstance(cell, int) and not isinstance(cell, bool):
        return cell
    digits = re.sub(r"(?<=\d)\.(?=\d{3}\b)|\s", "", str(cell))
    if re.fullmatch(r"-?\d{1,12}([.,]0+)?", digits):
        return int(re.split(r"[.,]", digits)[0])
    raise Wrong(tr("This is not a whole number."))


def _truth(cell: Any) -> bool:
    said = str(cell).strip().casefold()
    if isinstance(cell, bool) or said in YES | NO:
        return cell if isinstance(cell, bool) else said in YES
    raise Wrong(tr("Please write yes or no."))


def _chosen(cell: Any, target: Target) -> Any:
    if target.kind == "multi":
        return [_option(each, target.options) for each in re.split(r"[;,\n]", _text(cell)) if each.strip()]
    return _option(_text(cell), target.options)


def _option(said: str, options: tuple[tuple[str, str], ...]) -> str:
    for id, label in options:
        if folded(said) in (folded(id), folded(label)):
            return id
    names = ", ".join(label for _, label in options[:12])
    raise Wrong(tr("This is not among the choices: {names}", names=names))


# ---- companies


@lru_cache(maxsize=2048)
def legal_form(said: str, known: tuple[str, ...]) -> str:
    """Raises Wrong."""
    short = folded(said.replace("&", " und ")) if "&" in said else folded(said)
    for each in known:
        if folded(each) == folded(said) or (short in FORMS and FORMS[short] == each):
            return each
    raise Wrong(tr("This is not among the choices: {names}", names=", ".join(known)))


def without_form(name: str, template: Template) -> tuple[str, str]:
    """A name without the legal form it ends in, and that form: "Muster GmbH GmbH" is "Muster" and "GmbH"."""
    forms = _forms(template)
    found = ""
    while True:
        ending = next((each for each in forms if name.casefold().endswith(f" {each.casefold()}")), "")
        if not ending or (found and ending != found):
            return name, found
        name, found = name[: -len(ending)].rstrip(" ,"), ending


def _forms(template: Template) -> list[str]:
    for column in template.party_columns:
        if column.id == "legal_form":
            return sorted((each.id for each in column.options if each.id in REGISTERED), key=len, reverse=True)
    return []


def country(said: str) -> str:
    """The code of a country, by code or name. Raises Wrong."""
    code = _countries().get(folded(said))
    if code is None:
        raise Wrong(tr("There is no country of this name."))
    return code


@cache
def _countries() -> dict[str, str]:
    from babel import Locale

    found: dict[str, str] = {"d": "DE", "brd": "DE", "a": "AT"}
    for locale in ("en", "de"):
        for code, name in Locale(locale).territories.items():
            if len(code) == 2 and code.isalpha():
                found |= {folded(code): code, folded(name): code}
    return found


# ---- persons

SALUTATIONS = {"herr": "Herr", "herrn": "Herr", "frau": "Frau"}
TITLES = re.compile(r"(?:(?:Prof|Dr|Dipl|Ing|med|jur|rer|nat|h|c|MBA)\b\.?(?:-\w+\.?)?\s*)+", re.IGNORECASE)


def persons(said: str) -> list[dict[str, str]]:
    """ "Frau Dr. Eva Muster; Max Muster": each with salutation, title, first and last name as far as they are said."""
    return [_person(each.strip()) for each in re.split(r"\s*;\s*|\n|\s+und\s+", said) if each.strip()]


def _person(said: str) -> dict[str, str]:
    found: dict[str, str] = {}
    first, _, rest = said.partition(" ")
    if first.casefold() in SALUTATIONS and rest:
        found["salutation"], said = SALUTATIONS[first.casefold()], rest.strip()
    if (title := TITLES.match(said)) and title.end() < len(said) and "." in title[0]:
        found["title"], said = title[0].strip(), said[title.end() :]
    if "," in said:
        last, _, given = said.partition(",")
        return found | {"first_name": given.strip(), "last_name": last.strip()}
    given, _, last = said.rpartition(" ")
    return found | ({"first_name": given} if given else {}) | {"last_name": last}
