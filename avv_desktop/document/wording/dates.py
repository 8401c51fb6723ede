"""Dates: in a sentence, in tables, in file names."""

from __future__ import annotations

import datetime

from avv_desktop.document.wording.typography import MONTHS, NO_BREAK


def parsed(value: object) -> datetime.date | None:
    """An ISO date, or None if it is none."""
    try:
        return datetime.date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def in_sentence(value: object) -> str:
    """ "17. Oktober 2023", with a no-break space after the day; what is no date is returned as it stands."""
    day = parsed(value)
    return f"{day.day}.{NO_BREAK}{MONTHS[day.month - 1]} {day.year}" if day else str(value)


def in_table(value: object) -> str:
    """ "17.10.2023", for tables, heads and annexes."""
    day = parsed(value)
    return f"{day.day:02}.{day.month:02}.{day.year}" if day else str(value)


def in_file_name(value: object) -> str:
    """ "2023-10-17"."""
    day = parsed(value)
    return day.isoformat() if day else str(value)


def month(value: object) -> str:
    """ "Oktober 2023"."""
    day = parsed(value)
    return f"{MONTHS[day.month - 1]} {day.year}" if day else str(value)
