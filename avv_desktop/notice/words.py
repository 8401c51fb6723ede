"""Periods and sentences in contracts, German or English, whoever wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from avv_desktop.notice.days import Period, Unit

_ONES = ("", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")
_NUMBERS = {word: n for n, word in enumerate(_ONES) if word}
_NUMBERS |= {f"ein{ending}": 1 for ending in ("e", "em", "en", "er", "es")}
_NUMBERS |= {"vierzehn": 14, "fünfzehn": 15, "zwanzig": 20, "einundzwanzig": 21, "dreißig": 30, "dreissig": 30}
_NUMBERS |= {"fünfundvierzig": 45, "sechzig": 60, "neunzig": 90, "achtundvierzig": 48, "vierundzwanzig": 24}
_NUMBERS |= {"zweiundsiebzig": 72, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_NUMBERS |= {"ten": 10, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90}
_NUMBERS |= {"twenty-four": 24, "forty-eight": 48, "seventy-two": 72, "forty-five": 45, "twenty-one": 21}
_COUNT = "|".join([r"\d{1,4}", *sorted(_NUMBERS, key=len, reverse=True)])
_UNITS: tuple[tuple[Unit, str], ...] = (
    ("business_day", r"(?:Bank)?[Aa]rbeitstage?[ns]?|business days?|working days?"),
    ("working_day", r"Werktage?[ns]?"),
    ("week", r"(?:Kalender)?[Ww]ochen?|weeks?"),
    ("month", r"(?:Kalender)?[Mm]onat(?:e[ns]?|s)?|months?"),
    ("day", r"(?:Kalender)?[Tt]age?[ns]?|(?:calendar )?days?"),
)
_ASIDE = r"(?:\s*\([^()]{1,40}\))?"
_BETWEEN = r"(?:\s+(?:volle[nr]?|weitere[nr]?|aufeinanderfolgende[nr]?))?"
_PERIOD = re.compile(
    rf"(?<![\w.,-])(?P<count>{_COUNT}){_ASIDE}{_BETWEEN}[\s\u00a0-]*(?:"
    + "|".join(rf"(?P<{unit}>{words})" for unit, words in _UNITS)
    + r")(?!\w)",
    re.IGNORECASE,
)
_HOURS = re.compile(rf"(?<![\w.,-])(?P<count>{_COUNT}){_ASIDE}[\s\u00a0-]*(?:Stunden?|hours?)(?!\w)", re.IGNORECASE)
_ABBREVIATION = re.compile(
    r"\b(?:Art|Abs|Nr|Buchst|lit|Ziff|Dr|Prof|z|B|d|h|u|a|S|vgl|ggf|bzw|No|e|i)\.$", re.IGNORECASE
)
LONGEST_TEXT = 20_000
"""Letters of one paragraph that are looked at."""


def periods(sentence: str) -> list[tuple[int, Period]]:
    """Every period that a sentence names, with the place where it stands."""
    found = []
    for match in _PERIOD.finditer(sentence):
        unit = next(name for name, _ in _UNITS if match[name])
        count = number(match["count"])
        if count:
            found.append((match.start(), Period(count, unit)))
    return found


def hours(sentence: str) -> list[int]:
    """Hours that a sentence names; days count as 24, weeks are no matter of hours."""
    found = [number(match["count"]) for match in _HOURS.finditer(sentence)]
    return found or [each.count * 24 for _, each in periods(sentence) if each.unit == "day"]


def number(text: str) -> int:
    return int(text) if text.isdecimal() else _NUMBERS.get(text.casefold(), 0)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a paragraph; "Art. 28 Abs. 2" ends none."""
    text, begin = " ".join(text[:LONGEST_TEXT].replace("\u00a0", " ").split()), 0
    for stop in re.finditer(r"[.!?;:](?=\s+[A-ZÄÖÜ„(])", text):
        before = text[begin : stop.end()]
        if not _ABBREVIATION.search(before) and not re.search(r"\b\d{1,2}\.$", before):
            yield before.strip()
            begin = stop.end()
    if text[begin:].strip():
        yield text[begin:].strip()
