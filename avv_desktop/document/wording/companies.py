"""Companies: full names, articles, cases.

A party is a dict of strings: name, legal_form, street, postal_code, city, country, register_court, register_number,
general_partner.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from avv_desktop.document.wording.persons import part

Party = Mapping[str, object]
Case = Literal["nominative", "genitive", "dative", "accusative"]
Gender = Literal["m", "f", "n", ""]

UNPRINTED_FORMS = {"", "Behörde", "Körperschaft", "Freiberuflich", "Sonstige"}
"""Legal forms that say what somebody is, but are no part of the name."""

_FEMININE = re.compile(
    r"(?:\b|-)(g?gmbh|mbh|ug|ag|se|kgaa|kg|ohg|gbr|egbr|partg(?: mbb)?|eg|stiftung|gesellschaft|aktiengesellschaft"
    r"|limited|ltd|inc|llc|llp|plc|corp|oü|as|b\.?v|n\.?v|s\.?a|s\.?a\.?s|sarl|s\.?à ?r\.?l|s\.?r\.?l|s\.?p\.?a"
    r"|sp\. z o\. ?o|ab|oy|oyj|a/s|aps|sl)\.?(?: \(haftungsbeschränkt\))?$",
    re.IGNORECASE,
)
_SAME = {
    "limited": ("ltd", "ltd."),
    "inc.": ("inc", "incorporated"),
    "ag": ("aktiengesellschaft",),
    "gmbh": ("mbh", "gesellschaft mit beschränkter haftung", "ggmbh"),
    "e.k.": ("e.kfm.", "e.kfr.", "ek", "e. k."),
    "e.v.": ("ev", "e. v.", "eingetragener verein"),
    "kg": ("kommanditgesellschaft",),
    "ohg": ("offene handelsgesellschaft",),
}
_NOUNS: tuple[tuple[str, Gender, str], ...] = (
    ("landkreis", "m", "es"), ("kreis", "m", "es"), ("verein", "m", "s"), ("verband", "m", "s"), ("bund", "m", "es"),
    ("club", "m", "s"), ("klub", "m", "s"), ("ring", "m", "s"), ("chor", "m", "s"), ("bezirk", "m", "s"),
    ("amt", "n", "es"), ("werk", "n", "s"), ("institut", "n", "s"), ("zentrum", "n", "s"), ("forum", "n", "s"),
    ("ministerium", "n", "s"), ("studierendenwerk", "n", "s"), ("land", "n", "es"),
    ("stadt", "f", ""), ("gemeinde", "f", ""), ("behörde", "f", ""), ("kammer", "f", ""), ("stiftung", "f", ""),
    ("universität", "f", ""), ("hochschule", "f", ""), ("anstalt", "f", ""), ("vereinigung", "f", ""),
    ("gesellschaft", "f", ""), ("gemeinschaft", "f", ""), ("initiative", "f", ""), ("akademie", "f", ""),
    ("hilfe", "f", ""), ("kirche", "f", ""), ("kasse", "f", ""), ("verwaltung", "f", ""), ("agentur", "f", ""),
)  # fmt: skip
_ARTICLES: dict[Gender, tuple[str, str, str, str]] = {
    "f": ("die", "der", "der", "die"),
    "m": ("der", "des", "dem", "den"),
    "n": ("das", "des", "dem", "das"),
}
_CASES = ("nominative", "genitive", "dative", "accusative")


@lru_cache(maxsize=2048)
def named(name: str, legal_form: str) -> str:
    """Name and legal form, never doubled: the words both share stand once ("Muster UG" + "UG (haftungsbeschränkt)")."""
    if legal_form in UNPRINTED_FORMS or not name:
        return name
    words, form = name.split(), legal_form.split()
    for shared in range(min(len(words), len(form)), 0, -1):
        if _plain(words[-shared:]) == _plain(form[:shared]):
            return " ".join([*words, *form[shared:]])
    return name if _said(name, legal_form) else f"{name} {legal_form}"


def full_name(party: Party, name: str = "name") -> str:
    """ "Muster GmbH", "Stadt Muster". `name`: the part that holds the name ("company" in a table row)."""
    return named(part(party, name), part(party, "legal_form"))


def _plain(words: list[str]) -> str:
    return " ".join(words).casefold().replace("co ", "co. ")


def _said(name: str, legal_form: str) -> bool:
    """Does the name say its legal form already, perhaps spelled otherwise or behind a hyphen?"""
    lower, form = name.casefold(), legal_form.casefold()
    if form == "stiftung":
        return "stiftung" in lower
    tight = lower.replace(". ", ".")
    return any(
        re.search(rf"(?:^|[\s-]){re.escape(said)}$", written)
        for said in (form, *_SAME.get(form, ()))
        for written in (lower, tight)
    )


@lru_cache(maxsize=2048)
def _declined(name: str, legal_form: str) -> tuple[Gender, str, str]:
    """Gender, name, and name in the genitive."""
    whole = named(name, legal_form)
    if legal_form in ("e.K.", "Freiberuflich"):
        return "", whole, whole
    if legal_form == "e.V.":
        return _association(whole)
    if _FEMININE.search(whole) or _FEMININE.search(legal_form):
        return "f", whole, whole
    first, _, rest = whole.partition(" ")
    for noun, gender, ending in _NOUNS:
        if first.casefold().endswith(noun):
            return gender, whole, f"{first}{ending} {rest}".strip()
    return ("f" if legal_form == "Behörde" else ""), whole, whole


def _association(whole: str) -> tuple[Gender, str, str]:
    """A registered association takes the gender of the noun its name ends in, else it is masculine (der Verein)."""
    words = whole.split(" ")
    tail = next((n for n, word in enumerate(words) if word.casefold().startswith("e.")), len(words))
    last = words[tail - 1] if tail else ""
    for noun, gender, ending in _NOUNS:
        if last.casefold().endswith(noun):
            return gender, whole, " ".join([*words[: tail - 1], last + ending, *words[tail:]])
    return "m", whole, whole


def gender(party: Party) -> Gender:
    """ "f", "m", "n", or "" for a name without an article."""
    return _declined(part(party, "name"), part(party, "legal_form"))[0]


def with_article(party: Party, case: Case = "nominative") -> str:
    """ "die Muster GmbH", "des Mustervereins e.V.", "von Muster e.K."."""
    gender, whole, genitive = _declined(part(party, "name"), part(party, "legal_form"))
    if not gender:
        return f"von {whole}" if case == "genitive" else whole
    return f"{_ARTICLES[gender][_CASES.index(case)]} {genitive if case == 'genitive' else whole}"


def article_of(full_name: str) -> str:
    """The accusative article of a company known by its full name only ("die"), or "" where it is unknown."""
    gender = _declined(full_name, "")[0]
    return _ARTICLES[gender][3] if gender else ""
