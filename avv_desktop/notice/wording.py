"""A notice in sentences for whoever works with it: where it stands, what its agreement says, what follows."""

from __future__ import annotations

import datetime

from avv_desktop.notice.answers import is_late
from avv_desktop.notice.days import Period
from avv_desktop.notice.model import Notice
from avv_desktop.system.language import tr


def day(value: datetime.date) -> str:
    return f"{value:%d.%m.%Y}"


def state_words(notice: Notice) -> str:
    """In a few words."""
    match notice.state:
        case "planned":
            return tr("not sent yet")
        case "told":
            if notice.consent:
                return tr("has agreed") if notice.consent_day else tr("consent is awaited")
            return tr("sent") if notice.material else tr("sent, for information only")
        case "objected":
            return tr("has objected")
        case "settled":
            return tr("objection settled")
    return tr("new annex issued")


def regime_words(notice: Notice) -> str:
    """What the agreement asks for."""
    if not notice.material:
        return tr("For information only; nobody has to answer.")
    return {
        "general": tr("General authorisation: the customer can object."),
        "specific": tr("The customer has to agree; silence means no."),
        "unclear": tr("The agreement says both, consent and objection: ask for consent."),
        "none": tr("The agreement says nothing about new sub-processors: ask your lawyer."),
    }[notice.clause.regime]


def advice(notice: Notice) -> tuple[str, ...]:
    """What is to be known of it, a sentence each."""
    dates, clause = notice.dates, notice.clause
    found = [regime_words(notice)]
    if notice.material:
        found.append(_periods(clause.notice, clause.objection, clause.where))
    if notice.state == "planned":
        found.append(tr("Must arrive by {day}.", day=day(dates.latest)))
    if notice.material:
        by = day(dates.answer_by)
        found.append(
            tr("Consent is asked by {day}.", day=by)
            if notice.consent
            else tr("Objection possible until {day}.", day=by)
        )
    found.append(tr("Holds from {day}.", day=day(dates.start)))
    if not dates.in_time and notice.state in ("planned", "told"):
        found.append(tr("Later than planned: the agreement’s own period is longer."))
    if notice.guessed:
        found.append(tr("The agreement names no number; 30 and 21 days are taken. Please check."))
    return (*found, *_objection(notice))


def _periods(notice: Period | None, objection: Period | None, where: str) -> str:
    unsaid = tr("no number")
    said = tr(
        "Notice: {notice}; objection: {objection}.",
        notice=notice.words if notice else unsaid,
        objection=objection.words if objection else unsaid,
    )
    return f"{where}: {said}" if where else said


def _objection(notice: Notice) -> list[str]:
    objection = notice.objection
    if objection is None:
        if notice.consent_day is None:
            return []
        return [tr("{who} agreed on {day}.", who=notice.consent_by, day=day(notice.consent_day))]
    found = [tr("{who} objected on {day}.", who=objection.who, day=day(objection.day))]
    if is_late(notice):
        found.append(tr("That was after the last day."))
    if objection.reason:
        found.append(objection.reason)
    if objection.settled is not None:
        found.append(tr("Settled on {day}: {agreed}", day=day(objection.settled), agreed=objection.agreed))
    return found
