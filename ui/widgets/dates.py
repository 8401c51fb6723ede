"""Days and sizes as people write them."""

from __future__ import annotations

import datetime
import re

from avv_desktop.system.language import tr

MONTHS = ("jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
ENGLISH = {"mar": 3, "mrz": 3, "mae": 3, "may": 5, "oct": 10, "dec": 12}
NUMBERS = re.compile(r"(\d{1,2})\s*[./]\s*(\d{1,2})\s*[./]\s*(\d{4}|\d{2})")
NAMED = re.compile(r"(\d{1,2})\.?\s*([^\W\d]{3,})\.?\s*(\d{4})")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def parse_date(words: str, today: datetime.date | None = None) -> datetime.date | None:
    """ "1.3.2027", "01.03.27", "1. März 2027", "2027-03-01", "heute"; None if it is no day."""
    said = words.strip().lower()
    if said in ("heute", "today"):
        return today or datetime.date.today()
    if found := ISO.fullmatch(said):
        return _day(*found.groups())
    if found := NUMBERS.fullmatch(said):
        day, month, year = found.groups()
        return _day(year if len(year) == 4 else f"20{year}", month, day)
    if found := NAMED.fullmatch(said):
        day, name, year = found.groups()
        month = MONTHS.index(name[:3]) + 1 if name[:3] in MONTHS else ENGLISH.get(name[:3], 0)
        return _day(year, str(month), day)
    return None


def date_words(day: datetime.date) -> str:
    """ "01.03.2027" """
    return day.strftime("%d.%m.%Y")


def size_words(count: int) -> str:
    """ "1,2 MB"; never nothing."""
    from babel.numbers import format_decimal

    from avv_desktop.system.language import language

    return f"{format_decimal(max(count / 1_000_000, 0.1), '0.#', locale=language())} MB"


def _day(year: str, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def moment_words(moment: datetime.datetime) -> str:
    """ "heute, 09:14 Uhr", "gestern, …", "12.03.2026"; local time."""
    local = moment.astimezone()
    away = (datetime.datetime.now().astimezone().date() - local.date()).days
    clock = local.strftime("%H:%M")
    if away == 0:
        return tr("today, {time}", time=clock)
    if away == 1:
        return tr("yesterday, {time}", time=clock)
    return date_words(local.date())
