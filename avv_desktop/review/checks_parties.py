"""Checks of the parties: who they are, where they sit, who stands for them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from avv_desktop.document import model as m
from avv_desktop.document.units import words
from avv_desktop.draft.model import Fix
from avv_desktop.review.checks import Hit, check
from avv_desktop.review.normal import normal
from avv_desktop.review.reading import Line, Reading
from avv_desktop.review.rules_model import Rule
from avv_desktop.review.words import listed

FORM = re.compile(
    r"\b(?:[gm]?GmbH|gGmbH|AG|SE|KG|KGaA|OHG|oHG|GbR|eGbR|UG|eG|e\. ?V\.|e\. ?K\.|e\. ?Kf[mr]\.|PartG|PartGmbB|mbH|"
    r"Ltd|Limited|Inc|LLC|B\.V\.|S\.A\.|OÜ|Stiftung|Körperschaft|Anstalt|Verband|Kammer|Stadt|Gemeinde|Landkreis|Kreis|"
    r"Amt|Universität|Hochschule|Bund|Land|Freistaat|Kirche\w*|Ministerium|Genossenschaft|Verein)\b|"
    r"(?:haftungsbeschränkt|aktiengesellschaft|gesellschaft|werke|amt|kasse)\b"
)
REGISTERED = re.compile(r"\b(?:g?GmbH|mbH|AG|SE|KG|KGaA|OHG|oHG|UG|eG)\b")
REGISTER = re.compile(r"\bHR[AB]\b|\bGnR\b|[Rr]egister|Amtsgericht|\bAG [A-ZÄÖÜ]\w+ HR")
STREET = re.compile(
    r"(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|ring|damm|ufer|chaussee|hof|markt|wall|graben|berg|steig|park|kamp|"
    r"twiete|redder|straat|[Rr]oad|[Ss]treet|[Pp]lace) ?,? ?\d|"
    r"\b(?!\d{5}\b)[A-ZÄÖÜ][\w.'-]{1,40}(?: [\w.'-]{1,40}){0,3} "
    r"\d{1,4} ?[a-z]?(?:[-/]\d{1,4})?(?=,|\n| in | \d{5}|$)|[Pp]ostfach \d"
)
NAME = r"(?:(?:Frau|Herrn?|Dr\.|Prof\.|Dipl\.-\w{2,8}\.?) )?[A-ZÄÖÜ][\w'-]{1,30}(?: [A-ZÄÖÜ][\w'-]{1,30}){1,3}"
OFFICE = (
    r"(?:Geschäftsführer|Geschäftsführerin|Vorstand|Vorständin|Prokurist|Prokuristin|Gesellschafter|Gesellschafterin|"
    r"Inhaber|Inhaberin)"
)
ONE_FOR_TWO = re.compile(
    rf"\b(?P<old>(?P<article>den|die|seinen|ihren|ihre) (?P<office>{OFFICE})),? {NAME},? (?:und|sowie) "
    rf"(?!(?:den|die|ihren?|seinen?|dessen|deren|durch)\b){NAME}"
)
RULE_OF = re.compile(r"gemeinsam|gemeinschaftlich|einzel|jeweils|allein|je für sich|je einzeln|zu zweit", re.IGNORECASE)
FUNCTION = re.compile(r"Geschäftsführ|Vorst[aä]nd")


def _lines_of(reading: Reading, number: int, party: m.Party) -> dict[str, Line]:
    start = f"head/{party.side}{number}/"
    head = reading.of("head")
    return {line.unit.key.removeprefix(start): line for line in head if line.unit.key.startswith(start)}


def _parties(reading: Reading) -> Iterator[tuple[m.Party, dict[str, Line]]]:
    for number, party in enumerate(reading.document.parties, start=1):
        yield party, _lines_of(reading, number, party)


@check("party_unnamed")
def party_unnamed(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """A party is a person: it has a legal form, or at least a name and an address."""
    if reading.by_tags:
        return
    sides = {party.side for party in reading.document.parties}
    for side, name in (("controller", "Auftraggeber"), ("processor", "Auftragnehmer")):
        if side not in sides:
            yield Hit(reading.lines[0] if reading.lines else None, message=f"Der {name} ist nirgends genannt.")
    for party, lines in _parties(reading):
        name = normal(party.name.text)
        address = normal(words(party.runs))
        line = lines.get("name") or next(iter(lines.values()), None)
        if isinstance(party.name, m.Missing) or not name or "[" in name or "…" in name or "___" in name:
            yield Hit(line, name, "Der Name dieser Partei ist noch nicht ausgefüllt.")
        elif not FORM.search(name) and not re.search(r"\d", address):
            yield Hit(
                line, name, f"„{name}“ bezeichnet keine Person oder Firma: Name, Rechtsform und Anschrift fehlen."
            )


@check("party_incomplete")
def party_incomplete(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """A named party has a street, and what is in a register says where."""
    if reading.by_tags:
        return
    for party, lines in _parties(reading):
        whole = " ".join(line.text for line in lines.values())
        name = normal(party.name.text)
        if not FORM.search(name) or "[" in whole or "…" in whole:
            continue
        street = STREET.search(normal(words(party.runs)))
        missing = ["Straße"] if not street else []
        if REGISTERED.search(name) and not REGISTER.search(whole):
            missing += ["Registergericht", "Registernummer"]
        if missing:
            line = lines.get("address") or lines.get("name")
            verb = "fehlt" if len(missing) == 1 else "fehlen"
            yield Hit(line, name, f"Bei „{name}“ {verb} {listed(missing)}.", None if not street else "W")


@check("role_dashes")
def role_dashes(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """Role lines of both parties are set between dashes, or none is."""
    found = [(lines["role"], lines["role"].text) for _, lines in _parties(reading) if "role" in lines]
    both = [text for _, text in found if text[:1] in "-–—" and text[-1:] in "-–—"]
    for line, text in found:
        if both and text[:1] in "-–—" and text[-1:] not in "-–—":
            fix = Fix("replace", "Strich ergänzen", line.unit.key, text, f"{text} {text[0]}")
            yield Hit(line, text, fixes=(fix,))


@check("contacts")
def contacts(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """Who may instruct, who receives, whom to ask. options: `pattern_who`."""
    if reading.by_tags:
        there = {"k.a.weisung", "k.dsb"} <= set(reading.tags)
    else:
        there = reading.says(rule.options["pattern_who"], "body", "annex", "sub_processors")
    if not there:
        place = next((line for line, _ in reading.where(r"\bWeisung", "title", "body")), None)
        yield Hit(place)


@check("one_for_two")
def one_for_two(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """One office, two names: "den Geschäftsführer A und B"."""
    for line in reading.of("head", "body"):
        if match := ONE_FOR_TWO.search(line.text):
            article, office = match["article"], match["office"]
            if article in ("die", "ihre") and not office.endswith("in"):
                continue
            many = f"{'ihre' if article.startswith('ihr') else 'die'} {_plural(office)}"
            fix = Fix("replace", f"„{many}“ schreiben", line.unit.key, match["old"], many)
            yield Hit(line, match[0], fixes=(fix,))


def _plural(office: str) -> str:
    office = office.removesuffix("in").replace("Vorständ", "Vorstand")
    if office.startswith("Prokurist"):
        return "Prokuristen"
    return "Vorstände" if office == "Vorstand" else office


@check("representation_unknown")
def representation_unknown(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """Two directors, and nobody says whether each may sign alone."""
    for _, lines in _parties(reading):
        line = lines.get("represented")
        if line is None or not FUNCTION.search(line.text) or RULE_OF.search(line.text):
            continue
        if len(re.findall(rf"(?:(?:durch|und|sowie|,) |Geschäftsführer(?:in)? |Vorstand ){NAME}", line.text)) > 1:
            yield Hit(line, line.text)
