"""All rules on one agreement: `review(document, …)` gives findings in reading order."""

from __future__ import annotations

import datetime
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from msgspec.structs import replace

from avv_desktop.document.model import Document
from avv_desktop.draft.model import Draft, Finding, Fix
from avv_desktop.draft.values import Values, this_day
from avv_desktop.errors import RulePackError
from avv_desktop.review.kept import LINES, search
from avv_desktop.review.known_checks import CHECKS
from avv_desktop.review.normal import LONGEST, sentences
from avv_desktop.review.packs import installed, vocabulary
from avv_desktop.review.patterns import bounded
from avv_desktop.review.reading import Line, Reading
from avv_desktop.review.rows import judge
from avv_desktop.review.rules_model import Pack, Rule, RuleFix
from avv_desktop.template.model import Template

STALE_MONTHS = 12
PATIENCE = 0.5
"""Seconds that one imported pack may take."""
STALE = "LAW-06"
TOO_SLOW = "PACK-01"
NO_RULES = "PACK-02"
UNFIT = "PACK-03"


def review(
    document: Document,
    *,
    tags: Mapping[str, tuple[str, ...]] | None = None,
    values: Values | None = None,
    template: Template | None = None,
    draft: Draft | None = None,
    lines: Mapping[str, tuple[int, int]] | None = None,
    signs: Mapping[str, str] | None = None,
    today: datetime.date | None = None,
    packs: Sequence[Pack] | None = None,
) -> list[Finding]:
    """What is missing, contradictory or outdated, in reading order.

    tags: unit key → tags of Art. 28, where they are known; with them, or with `template` and `draft` (or `values`),
    completeness goes by tags and fields, else by words. lines: unit key → first and last line of the source.
    signs: unit key → a sign behind a title that reading took away. today: the day rules and dates are judged by.
    packs: instead of those installed.
    """
    day = today or this_day()
    if values is None and template is not None and draft is not None:
        values = Values(template, draft, day)
    used = installed() if packs is None else packs
    reading = Reading(
        document,
        tags=tags,
        values=values,
        template=template,
        today=day,
        vocabulary=vocabulary(tuple(used)),
        signs=signs,
    )
    return findings(reading, used, lines)


def findings(
    reading: Reading, packs: Sequence[Pack], lines: Mapping[str, tuple[int, int]] | None = None
) -> list[Finding]:
    """As `review`, of an agreement that is read already."""
    if not any(speaks(pack, reading.document) for pack in packs):
        return [Finding(NO_RULES, "H", "", "Für die Sprache dieses Vertrags gibt es keine Regeln.")]
    found: list[tuple[int, int, Finding]] = []
    others = rules_by_check(packs)
    for pack in packs:
        for line, finding in _pack(pack, reading, others):
            order = line.order if line is not None else len(reading.lines)
            number = (lines or {}).get(line.unit.key, (0, 0))[0] if line is not None else 0
            found.append((order, len(found), _at(finding, number)))
    stale = _stale_ones([pack for pack in packs if speaks(pack, reading.document)], reading.today)
    return [*(finding for _, _, finding in sorted(found, key=lambda each: each[:2])), *stale]


def rules_by_check(packs: Sequence[Pack]) -> dict[str, Rule]:
    """Which rule gives a named check its options, for rows that ask it too."""
    return {rule.check: rule for pack in packs for rule in pack.rules if rule.check}


def _at(finding: Finding, number: int) -> Finding:
    return replace(finding, line=number) if number else finding


def _pack(pack: Pack, reading: Reading, others: dict[str, Rule]) -> Iterator[tuple[Line | None, Finding]]:
    if not speaks(pack, reading.document):
        return
    started = time.perf_counter()
    for rule in pack.rules:
        if not pack.given and time.perf_counter() - started > PATIENCE:
            words = f"Das Regelpaket „{pack.title}“ braucht zu lange; ab {rule.id} wurde es nicht mehr angewandt."
            yield None, Finding(TOO_SLOW, "H", "", words)
            return
        if rule.valid_on(reading.today):
            yield from _tried(pack, rule, reading, others)


def _tried(pack: Pack, rule: Rule, reading: Reading, others: dict[str, Rule]) -> Iterator[tuple[Line | None, Finding]]:
    """A rule of an imported pack that lacks an option is told of; the others still count."""
    try:
        yield from _rule(rule, reading, others)
    except RulePackError as error:
        if pack.given:
            raise
        words = f"Die Regel {rule.id} von „{pack.title}“ konnte nicht angewandt werden."
        yield None, Finding(UNFIT, "H", "", words, why=str(error.details["reason"]))


def speaks(pack: Pack, document: Document) -> bool:
    """Can the pack read this agreement's language?"""
    return not document.language or document.language[:2] == pack.language[:2]


def _stale_ones(packs: Sequence[Pack], today: datetime.date) -> Iterator[Finding]:
    """One finding, however many packs are too old."""
    old = [pack for pack in packs if _stale(pack, today)]
    if not old:
        return
    day = min(pack.checked_on for pack in old)
    who = f"Die Regeln „{old[0].title}“" if len(old) == 1 else f"{len(old)} Regelpakete"
    why = "Recht und Stand der Technik können sich seither geändert haben; ein neueres Regelpaket hilft."
    yield Finding(STALE, "H", "", f"{who} wurden zuletzt am {day:%d.%m.%Y} geprüft.", why)


def _stale(pack: Pack, today: datetime.date) -> bool:
    months = (today.year - pack.checked_on.year) * 12 + today.month - pack.checked_on.month
    return months - (today.day < pack.checked_on.day) >= STALE_MONTHS


def _rule(rule: Rule, reading: Reading, others: dict[str, Rule]) -> Iterator[tuple[Line | None, Finding]]:
    if rule.row is not None:
        judged = judge(rule, reading, others)
        if judged.verdict != "OK":
            place = judged.place or (judged.line.unit.key if judged.line else "")
            yield (
                judged.line,
                _finding(rule, judged.line, judged.message, judged.quote, judged.severity, place, reading),
            )
        return
    if rule.unless_document and reading.says(rule.unless_document):
        return
    if rule.only_if and not reading.says(rule.only_if):
        return
    yield from islice(_hits(rule, reading), rule.limit or None)


def _hits(rule: Rule, reading: Reading) -> Iterator[tuple[Line | None, Finding]]:
    if rule.check:
        try:
            hits = list(CHECKS[rule.check](reading, rule))
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise RulePackError(path=rule.id, line=0, reason=f"Der Prüfung „{rule.check}“ fehlt {error}.") from error
        for hit in hits:
            place = hit.line.unit.key if hit.line else ""
            found = _finding(rule, hit.line, hit.message or rule.message, hit.quote, hit.severity or "", place, reading)
            yield hit.line, _with(found, (*hit.fixes, *found.fixes))
        return
    for line in reading.having(map(bounded, rule.patterns), *rule.where):
        if rule.within and not search(rule.within, reading.title_above(line)):
            continue
        if match := _match(rule.patterns, rule.unless, rule.unless_line, rule.across, line.text):
            fixes = tuple(_fix(each, line, match, reading) for each in rule.fixes)
            message = rule.message.replace("{words}", match[0].strip())
            found = _finding(rule, line, message, match[0].strip(), "", line.unit.key, reading)
            yield line, _with(found, tuple(fix for fix in fixes if fix is not None))


def _with(finding: Finding, fixes: tuple[Fix, ...]) -> Finding:
    return replace(finding, fixes=fixes)


@lru_cache(maxsize=LINES)
def _match(patterns: tuple[str, ...], unless: str, unless_line: str, across: bool, text: str) -> re.Match[str] | None:
    """The first thing found in a line that no exception covers."""
    lower = text.lower()
    tried = [each.expression for each in map(bounded, patterns) if each.may_match(lower)]
    if not tried or (unless_line and bounded(unless_line).expression.search(text)):
        return None
    spans = ((0, min(len(text), LONGEST)),) if across else sentences(text)
    avoid = bounded(unless).expression if unless else None
    for expression in tried:
        for start, end in spans:
            match = expression.search(text, start, end)
            if match and match[0].strip() and not (avoid and avoid.search(text, start, end)):
                return match
    return None


def _finding(
    rule: Rule, line: Line | None, message: str, quote: str, severity: str, place: str, reading: Reading
) -> Finding:
    fixes = [] if line is None else [_fix(each, line, None, reading) for each in rule.fixes]
    values = reading.values
    if rule.row and values is not None and any(field.name == place for field in values.template.fields):
        fixes.append(Fix("fill", "Angabe eintragen", place))
    return Finding(
        rule.id,
        severity or rule.severity,
        place,
        message,
        why=rule.why,
        source=rule.source,
        where=line.unit.label if line else "",
        quote=quote,
        fixes=tuple(fix for fix in fixes if fix is not None),
    )


def _fix(fix: RuleFix, line: Line, match: re.Match[str] | None, reading: Reading) -> Fix | None:
    """The fix for this place, or None where it does not apply."""
    if fix.kind in ("choose", "fill"):
        values = reading.values
        known = values is not None and any(field.name == fix.place for field in values.template.fields)
        return Fix(fix.kind, fix.label, fix.place, fix.old, fix.new) if known else None
    place = fix.place or line.unit.key
    if fix.kind != "replace":
        return Fix(fix.kind, fix.label, place, "", fix.new)
    if match is None:
        return Fix("replace", fix.label, place, fix.old, fix.new) if fix.old else None
    old = match.groupdict().get("old") or match[0]
    new = match.expand(fix.new) if "\\" in fix.new else fix.new
    return Fix("replace", fix.label, place, fix.old or old, new)
