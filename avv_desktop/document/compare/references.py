"""References that only follow a renumbering: "§ 7" of the old version reads "§ 8" in the new one and means the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from avv_desktop.document.compare.tokens import plain
from avv_desktop.document.units import Unit

Follows = list[tuple[int, int, str]]
"""(start, end, text): the number that stands in an old text there reads as `text` now."""

REFERENCE = re.compile(
    r"(?:(?P<kind>§|Anlage|Anhang|Section|Clause|Annex)\s*(?P<number>\d+[a-z]?))?"
    r"(?:(?(kind)\s+)(?:Abs\.|Absatz|Absatzes|para\.|paragraph)\s*(?P<paragraph>\d+))?"
)
LAW = re.compile(
    r"(?:[\s,]+(?:Abs\.|Absatz|Satz|S\.|Nr\.|Nummer|Buchst\.|Buchstabe|lit\.|Halbsatz|Hs\.|und|bis)\s*\w{1,3}\)?)*"
    r"\s+(?:des |der |dem )?(?!AVV\b|DPA\b|TOM\b)[A-ZÄÖÜ][A-Za-zÄÖÜäöüß]*[A-ZÄÖÜ](?:-[A-Z]\w*)?\b"
)
"""What follows a paragraph of a law: "§ 203 Abs. 1 StGB"."""


def renumbered(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Old labels → new labels of what is one and the same, where they differ."""
    found: dict[str, str] = {}
    for old, new in pairs:
        found.setdefault(plain(old), plain(new))
    return {old: new for old, new in found.items() if old and new and old != new}


def follows(unit: Unit, labels: Mapping[str, str]) -> Follows:
    """The numbers in an old line that change with what they refer to."""
    found: Follows = []
    for match in REFERENCE.finditer(unit.text) if labels else ():
        if match[0] and not LAW.match(unit.text, match.end()):
            found += _numbers(match, unit, labels)
    return found


def _numbers(match: re.Match[str], unit: Unit, labels: Mapping[str, str]) -> Follows:
    own = plain(unit.label).split(" Abs. ")[0]
    clause = f"{match['kind']} {match['number']}" if match["kind"] else own
    if match["paragraph"]:
        label = f"{clause} Abs. {match['paragraph']}"
        now = labels.get(label) or label.replace(clause, labels.get(clause, clause), 1)
    else:
        label, now = clause, labels.get(clause, clause)
    groups = [name for name in ("number", "paragraph") if match[name]]
    numbers = re.findall(r"\d+[a-z]?", now)[-len(groups) :]
    if len(numbers) < len(groups) or now == label:
        return []
    return [(*match.span(name), number) for name, number in zip(groups, numbers, strict=True) if number != match[name]]
