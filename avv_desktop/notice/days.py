"""Periods and the calendar they are counted in: §§ 187, 188 and 193 BGB, with the public holidays of Berlin."""

from __future__ import annotations

import calendar
import datetime
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from avv_desktop.system.language import trn

Unit = Literal["day", "working_day", "business_day", "week", "month"]
DAY = datetime.timedelta(days=1)
LONGEST = 3660
"""Days; a longer period is no period of a notice."""


class Period(Struct, frozen=True):
    """working_day: "Werktag", Monday to Saturday; business_day: "Arbeitstag", Monday to Friday; neither on holidays."""

    count: int
    unit: Unit = "day"

    @property
    def words(self) -> str:
        match self.unit:
            case "day":
                return trn("{count} day", "{count} days", self.count)
            case "working_day":
                return trn("{count} working day", "{count} working days", self.count)
            case "business_day":
                return trn("{count} business day", "{count} business days", self.count)
            case "week":
                return trn("{count} week", "{count} weeks", self.count)
        return trn("{count} month", "{count} months", self.count)


@lru_cache(maxsize=64)
def holidays(year: int) -> frozenset[datetime.date]:
    """Public holidays of Berlin, with those that were set for one year only."""
    easter = _easter(year)
    fixed = [(1, 1), (5, 1), (10, 3), (12, 25), (12, 26)]
    if year >= 2019:
        fixed.append((3, 8))
    once = {2017: (10, 31), 2020: (5, 8), 2025: (5, 8), 2028: (6, 17)}
    if year in once:
        fixed.append(once[year])
    moving = (-2, 1, 39, 50)  # Karfreitag, Ostermontag, Christi Himmelfahrt, Pfingstmontag
    return frozenset([datetime.date(year, *day) for day in fixed] + [easter + days * DAY for days in moving])


def is_business_day(day: datetime.date) -> bool:
    return day.weekday() < 5 and day not in holidays(day.year)


def is_working_day(day: datetime.date) -> bool:
    return day.weekday() < 6 and day not in holidays(day.year)


def arrives(sent: datetime.date) -> datetime.date:
    """The day from which a message counts as received: on a weekend or holiday nobody reads it."""
    return _next(sent)


def last_day(event: datetime.date, period: Period) -> datetime.date:
    """The last day of a period that an event sets going; the day of the event itself is not counted."""
    match period.unit:
        case "day":
            return event + min(period.count, LONGEST) * DAY
        case "week":
            return event + min(period.count * 7, LONGEST) * DAY
        case "month":
            return _months_later(event, min(period.count, 120))
    counts = is_working_day if period.unit == "working_day" else is_business_day
    day, left = event, min(period.count, LONGEST)
    while left > 0:
        day += DAY
        left -= counts(day)
    return day


def last_day_to_answer(event: datetime.date, period: Period) -> datetime.date:
    """As `last_day`, for what somebody has to declare: never a Saturday, Sunday or holiday (§ 193 BGB)."""
    return _next(last_day(event, period))


def first_day_after(event: datetime.date, period: Period) -> datetime.date:
    """The first day on which the whole period lies behind."""
    return last_day(event, period) + DAY


def latest_notice(start: datetime.date, period: Period) -> datetime.date:
    """The last business day on which a notice can arrive so that the whole period lies before `start`."""
    day = start - DAY
    while not (is_business_day(day) and first_day_after(day, period) <= start):
        day -= DAY
    return day


def _next(day: datetime.date) -> datetime.date:
    while not is_business_day(day):
        day += DAY
    return day


def _months_later(day: datetime.date, months: int) -> datetime.date:
    """The day of the same number; where the month has none, its last day (§ 188 Abs. 3 BGB)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _easter(year: int) -> datetime.date:
    """Gauss, in the form of Lichtenberg: no exceptions."""
    century = year // 100
    moon = 15 + (3 * century + 3) // 4 - (8 * century + 13) // 25
    sun = 2 - (3 * century + 3) // 4
    golden = year % 19
    seed = (19 * golden + moon) % 30
    border = seed // 29 + (seed // 28 - seed // 29) * (golden // 11)
    limit = 21 + seed - border
    sunday = 7 - (year + year // 4 + sun) % 7
    distance = 7 - (limit - sunday) % 7
    return datetime.date(year, 3, 1) + (limit + distance - 1) * DAY
