"""What an agreement promises where it counts down the chain (Art. 28 Abs. 4 DSGVO), read from its own words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from msgspec import Struct

from avv_desktop.document.model import Document
from avv_desktop.document.units import units
from avv_desktop.notice.clause import read_clause
from avv_desktop.notice.days import Period
from avv_desktop.notice.words import hours, periods, sentences

Topic = Literal["breach", "deletion", "backups", "audit", "sub_processors", "places"]
TOPICS: tuple[Topic, ...] = ("breach", "deletion", "backups", "audit", "sub_processors", "places")
LESS_IS_STRICTER: tuple[Topic, ...] = ("breach", "deletion", "backups")

_BREACH = re.compile(r"verletz|Datenpanne|Datenschutzvorf|Sicherheitsvorf|Datenschutzverst|\bbreach|incident", re.I)
_REPORTS = re.compile(r"meld|inform|mitteil|teilt\b|anzeig|unterricht|benachrichtig|notif|report|inform", re.I)
_SOON = re.compile(r"unverzüglich|without undue delay|sofort|immediately", re.I)
_DELETES = re.compile(r"lösch|vernicht|zurück(?:geb|zugeb|geg)|Rückgabe|herausgeb|delet|destr|return", re.I)
_AT_END = re.compile(r"\bEnde|[Bb]eendig|Abschluss|Ablauf|Vertragsende|terminat|\bend of|expir|cessation", re.I)
_BACKUP = re.compile(r"Sicherung|Backup|back-up|Datensicherung", re.I)
_AUDIT = re.compile(r"Kontroll|Inspektion|Überprüf|Prüfung|prüfen|Audit|inspect", re.I)
_ON_SITE = re.compile(
    r"vor Ort|Ort und Stelle|Inspektion|Betriebsstätte|Geschäfts(?:räume|betrieb)|on-?site|inspection|premises", re.I
)
_NEVER = re.compile(r"ausgeschlossen|kein Recht|nicht berechtigt|ausschließlich durch (?:Zertifikat|Vorlage)"
                    r"|not be entitled|no right|shall not", re.I)  # fmt: skip
_AUTHORITY = re.compile(r"[Bb]ehörde|authorit")
_EEA = re.compile(r"\bEWR\b|Europäische[nrm]? Wirtschaftsraum|Europäische[nr]? Union|Mitgliedsta|\bEEA\b|\bEU\b"
                  r"|European Economic Area|European Union", re.I)  # fmt: skip
_THIRD = re.compile(
    r"Drittland|Drittl[aä]nd|Drittstaat|außerhalb|third countr|outside|Standardvertragsklausel|\bUSA\b", re.I
)
_ONLY = re.compile(r"ausschließlich|nur\b|allein|werden im EWR|innerhalb|exclusively|only|solely|within", re.I)
_PLACE = re.compile(r"verarbeit|findet|erbracht|gespeichert|Übermittlung|übermittel|process|stor|transfer|hosted", re.I)


class Promise(Struct, frozen=True):
    """amount: hours (breach), days (deletion, backups, notice of sub-processors), or a step: audit 1 by documents, 2 on
    site; places 1 third countries under conditions, 2 the EEA only. None: nothing that can be measured is said.

    soon: "unverzüglich" without a number.
    """

    topic: Topic
    amount: int | None = None
    where: str = ""
    words: str = ""
    soon: bool = False

    def at_least(self, other: Promise) -> bool:
        """Is it as strict as the other one?"""
        if other.amount is None:
            return True
        if self.amount is None:
            return False
        less = self.topic in LESS_IS_STRICTER
        return self.amount <= other.amount if less else self.amount >= other.amount


class Said(Struct, frozen=True):
    where: str
    text: str
    title: str


def promises(document: Document) -> dict[Topic, Promise]:
    """One for each topic. Never fails."""
    said = list(_sentences(document))
    clause = read_clause(document)
    sub = Promise("sub_processors", _days(clause.notice) if clause.notice else None, clause.where, clause.words)
    found = (
        _breach(said),
        _period("deletion", said, _ends),
        _period("backups", said, _backups),
        _audit(said),
        sub,
        _places(said),
    )
    return {each.topic: each for each in found}


def strictest(given: Iterable[tuple[str, dict[Topic, Promise]]]) -> dict[Topic, tuple[str, Promise]]:
    """Of several agreements the strictest promise on each topic, and whose it is."""
    found: dict[Topic, tuple[str, Promise]] = {}
    for name, each in given:
        for topic, promise in each.items():
            if topic not in found or not found[topic][1].at_least(promise):
                found[topic] = (name, promise)
    return found


def _sentences(document: Document) -> Iterator[Said]:
    titles: dict[str, str] = {}
    for unit in units(document):
        if unit.kind == "title":
            titles[unit.section] = titles.get(unit.section) or unit.text
        elif unit.kind in ("paragraph", "item", "row", "card"):
            for each in sentences(unit.text):
                yield Said(unit.label, each, titles.get(unit.section, ""))


def _days(period: Period) -> int:
    """Roughly, to compare: a month has 30 days, five business days make a week."""
    factors = {"day": 1.0, "working_day": 7 / 6, "business_day": 7 / 5, "week": 7.0, "month": 30.0}
    return round(period.count * factors[period.unit])


def _breach(said: list[Said]) -> Promise:
    about = [each for each in said if _BREACH.search(each.text + each.title) and _REPORTS.search(each.text)]
    about.sort(key=lambda each: not _BREACH.search(each.text))
    for each in about:
        named = [number for number in hours(each.text) if number <= 24 * 14]
        if named and _BREACH.search(each.text):
            return Promise("breach", min(named), each.where, each.text)
    soon = next((each for each in about if _SOON.search(each.text)), None)
    return Promise("breach", None, soon.where, soon.text, soon=True) if soon else Promise("breach")


def _ends(each: Said) -> bool:
    return bool(_DELETES.search(each.text) and _AT_END.search(each.text) and not _BACKUP.search(each.text))


def _backups(each: Said) -> bool:
    return bool(_BACKUP.search(each.text) and re.search(r"lösch|überschr|vernicht|delet|overwr", each.text, re.I))


def _period(topic: Topic, said: list[Said], about: Callable[[Said], bool]) -> Promise:
    fitting = [each for each in said if about(each)]
    for each in fitting:
        if found := periods(each.text):
            return Promise(topic, _days(found[0][1]), each.where, each.text)
    return Promise(topic, None, fitting[0].where, fitting[0].text) if fitting else Promise(topic)


def _audit(said: list[Said]) -> Promise:
    about = [each for each in said if _AUDIT.search(each.text) and not _AUTHORITY.search(each.text)]
    site = next((each for each in about if _ON_SITE.search(each.text) and not _NEVER.search(each.text)), None)
    if site:
        return Promise("audit", 2, site.where, site.text)
    return Promise("audit", 1, about[0].where, about[0].text) if about else Promise("audit")


def _places(said: list[Said]) -> Promise:
    """The EEA alone counts as the stricter promise; whoever names third countries allows them."""
    about = [each for each in said if _PLACE.search(each.text)]
    third = next((each for each in about if _THIRD.search(each.text)), None)
    inside = next((each for each in about if _EEA.search(each.text) and _ONLY.search(each.text)), None)
    if inside is not None and (third is None or _needs_consent(third)):
        return Promise("places", 2, inside.where, inside.text)
    if third is not None:
        return Promise("places", 1, third.where, third.text)
    return Promise("places", 2, inside.where, inside.text) if inside else Promise("places")


def _needs_consent(each: Said) -> bool:
    """Third countries are named only to say that somebody would have to agree first."""
    return bool(re.search(r"Zustimmung|zugestimmt|Weisung|nicht\b|kein|consent|approval", each.text, re.I))
