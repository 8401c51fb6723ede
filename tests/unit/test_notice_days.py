"""Periods as the BGB counts them, in the calendar of Berlin."""

from __future__ import annotations

import datetime

import pytest

from avv_desktop.notice.days import (
    Period,
    arrives,
    first_day_after,
    holidays,
    is_business_day,
    is_working_day,
    last_day,
    last_day_to_answer,
    latest_notice,
)

DAY = datetime.date.fromisoformat


def test_the_holidays_of_berlin():
    assert sorted(holidays(2026)) == [
        DAY(day)
        for day in (
            *("2026-01-01", "2026-03-08", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14"),
            *("2026-05-25", "2026-10-03", "2026-12-25", "2026-12-26"),
        )
    ]
    assert DAY("2025-05-08") in holidays(2025) and DAY("2026-05-08") not in holidays(2026)
    assert DAY("2018-03-08") not in holidays(2018) and DAY("2017-10-31") in holidays(2017)


@pytest.mark.parametrize(
    ("year", "easter_monday"),
    [(2024, "2024-04-01"), (2025, "2025-04-21"), (2038, "2038-04-26"), (2049, "2049-04-19"), (2076, "2076-04-20")],
)
def test_easter_also_in_the_years_gauss_has_exceptions_for(year, easter_monday):
    assert DAY(easter_monday) in holidays(year)


@pytest.mark.parametrize(
    ("event", "period", "last"),
    [
        ("2026-11-24", Period(30), "2026-12-24"),
        ("2026-11-24", Period(2, "week"), "2026-12-08"),
        ("2026-01-31", Period(1, "month"), "2026-02-28"),
        ("2028-01-31", Period(1, "month"), "2028-02-29"),
        ("2026-11-30", Period(3, "month"), "2027-02-28"),
        ("2026-10-31", Period(14, "month"), "2027-12-31"),
        ("2026-12-23", Period(3, "business_day"), "2026-12-29"),
        ("2026-12-23", Period(3, "working_day"), "2026-12-29"),
        ("2026-11-27", Period(2, "working_day"), "2026-11-30"),
        ("2026-11-27", Period(2, "business_day"), "2026-12-01"),
        ("2026-11-24", Period(0), "2026-11-24"),
    ],
)
def test_the_day_of_the_event_is_not_counted(event, period, last):
    assert last_day(DAY(event), period) == DAY(last)
    assert first_day_after(DAY(event), period) == DAY(last) + datetime.timedelta(days=1)


def test_an_answer_is_never_due_on_a_weekend_or_holiday():
    assert last_day_to_answer(DAY("2026-11-24"), Period(31)) == DAY("2026-12-28"), "Friday 25, Saturday 26, Sunday 27"
    assert last_day_to_answer(DAY("2026-11-24"), Period(21)) == DAY("2026-12-15")
    assert arrives(DAY("2026-11-28")) == DAY("2026-11-30") and arrives(DAY("2026-11-27")) == DAY("2026-11-27")


def test_a_saturday_is_a_working_day_but_no_business_day():
    assert is_working_day(DAY("2026-11-28")) and not is_business_day(DAY("2026-11-28"))
    assert not is_working_day(DAY("2026-11-29")) and not is_working_day(DAY("2026-10-03"))


@pytest.mark.parametrize("unit", ["day", "working_day", "business_day", "week", "month"])
@pytest.mark.parametrize("count", [0, 1, 2, 6])
def test_the_latest_notice_is_just_in_time(unit, count):
    period = Period(count, unit)
    for days in range(40):
        start = DAY("2027-03-20") + datetime.timedelta(days=days)
        latest = latest_notice(start, period)
        assert is_business_day(latest) and first_day_after(latest, period) <= start
        later = latest + datetime.timedelta(days=1)
        while later < start and not is_business_day(later):
            later += datetime.timedelta(days=1)
        assert later >= start or first_day_after(later, period) > start
