"""What the register keeps of an agreement beside its words: version, end, review, and what deletion takes. Pure."""

from __future__ import annotations

import datetime
from typing import Any

from msgspec import Struct

from avv_desktop.draft.model import Draft

REVIEWS = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12, "two_yearly": 24}
"""Months between two reviews of the measures (Art. 32(1)(d) GDPR), by the answer."""
USUAL_DELETION = 30
"""Days for deletion after the end, where the agreement names none (Art. 28(3)(g) GDPR)."""


class Facts(Struct, frozen=True):
    """version: "avv-de 1.0". sub_processors: names, as the list has them."""

    version: str
    ends: datetime.date | None
    review: datetime.date | None
    deletion_days: int
    sub_processors: tuple[str, ...]


def facts(draft: Draft) -> Facts:
    answers = draft.answers
    fixed = answers.get("term.kind") == "fixed"
    return Facts(
        version=f"{draft.template.id} {draft.template.version}",
        ends=_day(answers.get("term.end_date")) if fixed else None,
        review=_review(draft),
        deletion_days=_number(answers.get("deletion.deadline_days"), USUAL_DELETION),
        sub_processors=_companies(answers.get("sub_processors.list")),
    )


def months_later(day: datetime.date, months: int) -> datetime.date:
    """The same day, or the last of a shorter month (§ 188 Abs. 3 BGB)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return datetime.date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError


def _review(draft: Draft) -> datetime.date | None:
    months = REVIEWS.get(str(draft.answers.get("measures.review_interval") or "yearly"), 12)
    start = _day(draft.answers.get("annex_measures.date")) or draft.changed.date()
    try:
        return months_later(start, months)
    except (ValueError, OverflowError):
        return None


def _companies(rows: Any) -> tuple[str, ...]:
    if not isinstance(rows, (list, tuple)):
        return ()
    names = [" ".join(str(row.get("company") or "").split()) for row in rows if isinstance(row, dict)]
    return tuple(dict.fromkeys(filter(None, names)))


def _day(value: Any) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(str(value))
    except ValueError:
        return None


def _number(value: Any, otherwise: int) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return otherwise
