"""What customers answer, and what follows from it. Each function gives a new notice or says why it cannot be."""

from __future__ import annotations

import datetime

from msgspec.structs import replace

from avv_desktop.errors import CannotDo
from avv_desktop.notice.model import Notice, Objection, Outcome
from avv_desktop.system.language import tr

CARRY_ON: tuple[Outcome, ...] = ("withdrawn", "agreed")
"""Outcomes after which the change holds for this customer as well."""


def objected(notice: Notice, who: str, day: datetime.date, reason: str = "") -> Notice:
    """Somebody objected. Raises CannotDo before the notice was sent, after the annex was issued, without a name."""
    if notice.state == "planned":
        raise CannotDo(reason=tr("This notice has not been sent yet."))
    if notice.state == "issued":
        raise CannotDo(reason=tr("The new annex has been issued already."))
    if not who.strip():
        raise CannotDo(reason=tr("Please say who objected."))
    if day < notice.dates.sent:
        raise CannotDo(reason=tr("Nobody can object before the notice was sent."))
    return replace(notice, state="objected", objection=Objection(_line(who), day, _line(reason)))


def is_late(notice: Notice) -> bool:
    """The objection came after the last day; a person decides what that means."""
    return notice.objection is not None and notice.objection.day > notice.dates.answer_by


def settled(notice: Notice, outcome: Outcome, agreed: str, day: datetime.date) -> Notice:
    """An objection came to an end. Raises CannotDo without one, or without words about what was agreed."""
    if notice.objection is None:
        raise CannotDo(reason=tr("This customer has not objected."))
    if notice.state == "issued":
        raise CannotDo(reason=tr("The new annex has been issued already."))
    if not outcome or not agreed.strip():
        raise CannotDo(reason=tr("Please say what was agreed."))
    if day < notice.objection.day:
        raise CannotDo(reason=tr("Nothing can be settled before the objection came."))
    found = replace(notice.objection, outcome=outcome, agreed=_line(agreed), settled=day)
    return replace(notice, state="settled", objection=found)


def consented(notice: Notice, who: str, day: datetime.date) -> Notice:
    """The customer agreed, where silence is not enough. Raises CannotDo."""
    if notice.state == "planned":
        raise CannotDo(reason=tr("This notice has not been sent yet."))
    if not who.strip():
        raise CannotDo(reason=tr("Please say who agreed."))
    return replace(notice, consent_by=_line(who), consent_day=day)


def hindrance(notice: Notice, today: datetime.date) -> str:
    """Why the new annex cannot be issued yet, in a sentence; "" where nothing is in the way."""
    objection = notice.objection
    if notice.state == "planned":
        return tr("This notice has not been sent yet.")
    if notice.state == "issued":
        return tr("The new annex has been issued already.")
    if notice.state == "objected":
        return tr("The customer objected; nothing has been agreed yet.")
    if objection is not None and objection.outcome not in CARRY_ON:
        return tr("After the objection the list stays as it is for this customer.")
    if objection is not None:
        return ""
    if notice.consent:
        return "" if notice.consent_day else tr("The customer has not agreed yet.")
    if notice.material and today <= notice.dates.answer_by:
        return tr("The customer can object until {day}.", day=f"{notice.dates.answer_by:%d.%m.%Y}")
    return ""


def ready(notice: Notice, today: datetime.date) -> bool:
    return not hindrance(notice, today)


def _line(text: str) -> str:
    return " ".join(text.split())[:2000]
