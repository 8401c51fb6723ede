"""What an agreement itself says about new sub-processors: read from its own words, whoever wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from avv_desktop.document.model import Document
from avv_desktop.document.units import Unit, units
from avv_desktop.notice.days import Period
from avv_desktop.notice.model import Clause, Regime
from avv_desktop.notice.words import periods, sentences

ABOUT = re.compile(
    r"Unter-?[Aa]uftrag|Subunternehm|Subauftrag|Sub-?[Dd]ienstleist|Unterbeauftrag"
    r"|weitere[nrs]? Auftragsverarbeiter|[Ss]ub-?processor|[Ss]ubcontract|other processors?"
)
_TELLS = re.compile(r"inform|mitteil|mitzuteilen|teilt\b|anzeig|zeigt\b|[Aa]nkündig|kündigt\b.*\ban\b|unterricht"
                    r"|benachrichtig|beantrag|notif|advance notice|prior notice", re.IGNORECASE)  # fmt: skip
_BEFORE = re.compile(r"\bvor(?:her|ab|zeitig|herig\w*)?\b|im Voraus|\bprior\b|\bbefore\b|in advance", re.IGNORECASE)
_OBJECTS = re.compile(r"[Ww]iderspr[eiou]|Einspruch|Einw[aä]nd|\bobject", re.IGNORECASE)
_ANSWERS = re.compile(r"[Aa]ntwort|verweigert|Zustimmung|Genehmigung|consent|approv", re.IGNORECASE)
_WITHIN = re.compile(r"innerhalb|binnen|within|spätestens|Frist von|nach Zugang|nach Erhalt", re.IGNORECASE)
_SOLVES = re.compile(r"Lösung|einvernehm|einig|solution|good faith", re.IGNORECASE)
_ENDS = re.compile(r"beend|kündig|terminat", re.IGNORECASE)
_GENERAL = re.compile(
    r"allgemein\w*.{0,80}(?:genehmig|zustimm|erlaub)|(?:genehmig|erlaub)\w*.{0,60}\ballgemein"
    r"|general\w*.{0,60}(?:authori[sz]|consent)|(?:authori[sz]|consent)\w*.{0,40}\bgeneral",
    re.IGNORECASE,
)
_SPECIFIC = re.compile(
    r"\bnur\b.{0,160}(?:vorher\w*|ausdrücklich\w*).{0,120}(?:[Zz]ustimmung|zugestimmt|[Gg]enehmigung|genehmigt)"
    r"|(?:bedarf|bedürfen|benötigt|erfordert).{0,120}(?:Zustimmung|Genehmigung)"
    r"|ohne (?:vorherige|ausdrückliche).{0,80}(?:Zustimmung|Genehmigung)|Zustimmung verweigert"
    r"|(?:not|only).{0,120}prior.{0,40}(?:specific|written).{0,40}(?:consent|authori[sz]|approv)",
    re.IGNORECASE,
)


class Said(NamedTuple):
    unit: Unit
    sentence: str


def read_clause(document: Document) -> Clause:
    """Never fails; what is not said is None, and the regime "none" if nothing is said at all."""
    said = list(_about(document))
    notice, where = _notice(said)
    regime = _regime(said)
    objection, beside = _objection(said, regime)
    return Clause(
        regime,
        notice,
        objection,
        where.unit.label if where else "",
        where.sentence if where else "",
        beside.unit.label if beside else "",
        beside.sentence if beside else "",
        _solution(said, beside),
        _exit(said, beside),
    )


def _about(document: Document) -> Iterator[Said]:
    """Sentences of the clauses that deal with sub-processors, and of single paragraphs elsewhere that name them."""
    lines = [each for each in units(document) if each.kind in ("title", "paragraph", "item")]
    titled = {each.section for each in lines if each.kind == "title" and each.depth == 0 and ABOUT.search(each.text)}
    annexes = {each.id for each in document.sections if each.kind == "annex"}
    for each in lines:
        inside = each.section in titled and each.section not in annexes
        if each.kind != "title" and (inside or ABOUT.search(each.text)):
            yield from (Said(each, sentence) for sentence in sentences(each.text))


def _notice(said: Sequence[Said]) -> tuple[Period | None, Said | None]:
    """The period before a change; a sentence that says "vorher" counts before one that does not."""
    told = [each for each in said if _TELLS.search(each.sentence)]
    sure = [each for each in told if _BEFORE.search(each.sentence)]
    for each in [*sure, *(each for each in told if each not in sure and not _OBJECTS.search(each.sentence))]:
        for at, period in periods(each.sentence):
            if not _of_objection(each.sentence, at):
                return period, each
    return None, next(iter([*sure, *told]), None)


def _of_objection(sentence: str, at: int) -> bool:
    """Does a period belong to the objection, in a sentence that says both?"""
    found = _OBJECTS.search(sentence)
    if not found:
        return False
    tells = [each.start() for each in _TELLS.finditer(sentence)]
    return bool(tells) and min(abs(at - each) for each in tells) > abs(at - found.start())


def _objection(said: Sequence[Said], regime: Regime) -> tuple[Period | None, Said | None]:
    pattern = _ANSWERS if regime == "specific" else _OBJECTS
    named = [each for each in said if pattern.search(each.sentence)]
    for each in [*(each for each in named if _WITHIN.search(each.sentence)), *named]:
        found = pattern.search(each.sentence)
        near = sorted(periods(each.sentence), key=lambda one: abs(one[0] - found.start()) if found else 0)
        if near and not _SOLVES.search(each.sentence):
            return near[0][1], each
    return None, named[0] if named else None


def _solution(said: Sequence[Said], beside: Said | None) -> Period | None:
    """How long both look for a way out after an objection; the period may stand in the sentence after that word."""
    after = said[said.index(beside) + 1 :] if beside in said else []
    for each, before in zip(after, ["", *(each.sentence for each in after)], strict=False):
        if _SOLVES.search(f"{before} {each.sentence}") and (found := periods(each.sentence)):
            return found[0][1]
    return None


def _exit(said: Sequence[Said], beside: Said | None) -> Period | None:
    """How long the service goes on after an objection that nothing else settles."""
    after = said[said.index(beside) :] if beside in said else []
    for each in after:
        found = [(at, period) for at, period in periods(each.sentence) if "Frist von" in each.sentence[:at]]
        if _ENDS.search(each.sentence) and found:
            return found[-1][1]
    return None


def _regime(said: Sequence[Said]) -> Regime:
    text = " ".join(each.sentence for each in said)
    general = bool(_GENERAL.search(text)) or any(_OBJECTS.search(each.sentence) for each in said)
    specific = any(_SPECIFIC.search(each.sentence) for each in said)
    if general and specific:
        return "unclear"
    return "specific" if specific else "general" if general else "none"
