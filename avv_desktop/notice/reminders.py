"""The days of one customer for a calendar."""

from __future__ import annotations

from avv_desktop.notice.model import Notice
from avv_desktop.system.calendar import Event, calendar
from avv_desktop.system.language import tr

AHEAD = 3
"""Days before which the calendar reminds."""


def reminders(notice: Notice) -> bytes:
    """The last day to answer, and the day the change begins to hold."""
    uid = f"{notice.change}-{notice.agreement}"
    said = " · ".join(filter(None, (notice.customer, notice.number)))
    companies = ", ".join(row.company for row in notice.rows)
    events = []
    if notice.material:
        title = (
            tr("Answer due: {said}", said=said) if notice.consent else tr("Objection possible until: {said}", said=said)
        )
        events.append(Event(f"{uid}-answer", notice.dates.answer_by, title, companies, AHEAD))
    begins = tr("Sub-processors change: {said}", said=said)
    return calendar([*events, Event(f"{uid}-start", notice.dates.start, begins, companies, AHEAD)])
