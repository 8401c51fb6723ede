"""Checks of words: one name for one thing, no abbreviation without its meaning, no time that is over."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from avv_desktop.draft.model import Fix
from avv_desktop.review.checks import Hit, check
from avv_desktop.review.kept import every
from avv_desktop.review.normal import normal, sentences
from avv_desktop.review.reading import DATE, Line, Reading
from avv_desktop.review.rules_model import Rule
from avv_desktop.review.words import listed

DEFINED = r"[„“\"»]([A-ZÄÖÜ][\w-]{2,40}(?: [A-ZÄÖÜ]?[\w-]{2,30}){0,2})[“”\"«]"
SELF = (
    r"\b[Dd]ies(?:e|er|em|en|es) (?P<name>Vereinbarung|Regelung|Vertrag|Auftrag|AVV|Anlage zum Vertrag|Vertragsanlage)"
    r"(?:e?s|e)?\b"
)
MEANS = r"{0} \(|\({0}\)|\(nachfolgend [„\"]{0}|[„\"»]{0}[“”\"«]|{0} (?:steht für|bezeichnet|ist (?:ein|das|die|der) )"


@check("past_transition")
def past_transition(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """A law is said to come or still to hold on a day that is over. options: `pattern_words`, `always` (a date:
    of the GDPR, where no other is named)."""
    last = max([*reading.dates, reading.today]) if reading.values is None else reading.today
    for line, _ in reading.where(rule.options["pattern_words"], "body"):
        for start, end in sentences(line.text):
            sentence = line.text[start:end]
            match = re.search(rule.options["pattern_words"], sentence)
            named = [_date(*each) for each in DATE.findall(sentence)]
            known = [day for day in named if day] or ([_given(rule)] if re.search("DSGVO|BDSG", sentence) else [])
            if match and any(day < last for day in known):
                yield Hit(line, match[0])
                break


def _given(rule: Rule) -> datetime.date:
    day = rule.options["always"]
    return day if isinstance(day, datetime.date) else datetime.date.fromisoformat(str(day))


def _date(day: str, month: str, year: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _defined(reading: Reading) -> set[str]:
    """The terms in quotation marks."""
    return {match[1] for line in reading.lines for match in every(DEFINED, line.text)}


@check("other_names")
def other_names(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """A defined name of the main contract, and others for it. options: `names`."""
    names = [str(each) for each in rule.options["names"]]
    defined = _defined(reading) & set(names)
    if not defined:
        return
    first = sorted(defined)[0]
    for name in names:
        if name in defined:
            continue
        for line, match in reading.where(rf"\b{name}(?:e?[ns]|en)?\b"):
            message = f"„{name}“ ist nicht bestimmt; gemeint ist wohl die „{first}“."
            same = name.endswith("ung") and first.endswith("ung")
            fix = Fix("replace", f"„{first}“ schreiben", line.unit.key, match[0], first)
            yield Hit(line, match[0], message, fixes=(fix,) if same else ())
            break


@check("self_names")
def self_names(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """The agreement calls itself by one name."""
    found: dict[str, Line] = {}
    for line in reading.of("body", "annex"):
        for match in every(SELF, line.text):
            found.setdefault(match["name"], line)
    if len(found) > 1:
        second = sorted(found.values(), key=lambda line: line.order)[1]
        said = listed([f"„{name}“ ({line.unit.label})" for name, line in found.items()])
        yield Hit(second, message=f"Die Vereinbarung heißt hier verschieden: {said}.")


@check("short_party_names")
def short_party_names(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """The first word of a party's name, in capitals, used alone and never introduced."""
    for party in reading.document.parties:
        name = normal(party.name.text)
        short = name.split(" ")[0]
        if not re.fullmatch(r"[A-ZÄÖÜ][A-ZÄÖÜ0-9&]{1,9}", short) or short == name:
            continue
        if reading.says(MEANS.format(re.escape(short))):
            continue
        rest = re.escape(name[len(short) :])
        term = re.search(r"[„\"»](\w+)[“”\"«]", party.term or party.role)
        for line, match in reading.where(rf"\b{re.escape(short)}\b(?!{rest})(?! ?/?-Adress)", "body", "annex"):
            said = f"; gemeint ist der „{term[1]}“" if term else ""
            yield Hit(line, match[0], f"„{short}“ ist nicht bestimmt{said}.")


@check("acronyms")
def acronyms(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """Names of systems in capitals that nobody explains. options: `known`; `pattern_use`: how a system is spoken of,
    with the name as the group `name`."""
    known = {str(each) for each in rule.options["known"]}
    known |= {word for party in reading.document.parties for word in re.findall(r"\w+", party.name.text)}
    known |= {word for company in reading.companies for word in re.findall(r"\w+", company.name)}
    said: set[str] = set()
    for line, _ in reading.where(rule.options["pattern_use"], "body", "annex"):
        for match in re.finditer(rule.options["pattern_use"], line.text):
            name = match["name"]
            if name in known or name in said or reading.says(MEANS.format(re.escape(name))):
                continue
            said.add(name)
            yield Hit(line, match[0], f"„{name}“ wird nirgends erklärt.")


@check("party_synonyms")
def party_synonyms(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """Defined parties, called otherwise. options: `pattern_other`."""
    head = " ".join(line.text for line in reading.of("head"))
    terms = [word for party in reading.document.parties for word in re.findall(DEFINED, f"{party.role} {party.term}")]
    if len(terms) < 2 and not re.search(DEFINED, head):
        return
    introduced = _defined(reading)
    for line, match in reading.where(rule.options["pattern_other"], "body", "annex"):
        if match[0] not in introduced:
            yield Hit(line, match[0], f"„{match[0]}“ ist nicht bestimmt; die Parteien haben andere Namen.")


@check("users_without_persons")
def users_without_persons(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """Accounts and passwords among the data, but nobody among the persons they belong to."""
    data = r"(?i)datenarten|datenkategorien|arten? der (?:auftrags)?daten|kategorien personenbezogener daten"
    accounts = r"(?i)userzug|benutzerkont|benutzerzug|passw[oö]rt|zugangsdaten|login"
    persons = r"(?i)betroffene[rn]? person|kreis der betroffenen"
    users = r"(?i)beschäftigt|mitarbeit|nutzer|user"
    has_accounts = any(re.search(accounts, line.text) for line, _ in reading.where(data))
    lines = [line for line, _ in reading.where(persons) if re.search("(?i)kategorie|kreis|sind", line.text)]
    if has_accounts and lines and not any(re.search(users, line.text) for line in lines):
        yield Hit(lines[0])
