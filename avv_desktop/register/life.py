"""The life of an agreement after it was signed: renewed, terminated, and what happened to the data at its end."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from avv_desktop import flow
from avv_desktop.errors import AvvError, CannotDo
from avv_desktop.store.register_query import Line
from avv_desktop.system.language import language, tr

if TYPE_CHECKING:
    from avv_desktop.draft.model import Draft
    from avv_desktop.store.kept import Store

NOT_AGAIN = ("agreement.number", "agreement.effective_date", "term.end_date")
"""What belongs to the old agreement alone."""


def renew(store: Store, id: str, today: datetime.date) -> Draft:
    """A new draft with the answers of an agreement, in the newest installed version of its template.

    Raises UnknownTemplate, and what the store raises.
    """
    from avv_desktop.draft.create import new_draft

    old, _ = store.draft(id)
    template = flow.find_template(old.template.id)
    answers = {name: value for name, value in old.answers.items() if name not in NOT_AGAIN}
    draft = new_draft(template, answers=answers, number=store.next_number(today))
    store.save(draft, template, len(flow.check(template, draft)))
    store.follow(draft.id, id)
    return draft


def secure(store: Store, most: int = 50) -> int:
    """Note until when the signatures of kept files hold, where that is not known yet; how many were looked at."""
    from avv_desktop.signing.plan import plan

    known, looked = store.proved(), 0
    for entry in store.drafts():
        if entry.state not in ("half", "signed", "countersigned"):
            continue
        newest = max((each.id for each in store.files(entry.id) if each.kind == "signed"), default=0)
        if not newest or known.get(entry.id) == newest:
            continue
        try:
            until = plan(store.file(newest)).due
        except AvvError:
            until = None
        store.note_proof(entry.id, until, newest)
        looked += 1
        if looked >= most:
            break
    return looked


def protocol(line: Line, how: str, who: str, day: datetime.date, note: str = "") -> bytes:
    """The record that the customer's data were deleted or returned (Art. 28(3)(g) GDPR), as a PDF.

    how: "deleted" or "returned". Raises CannotDo for an agreement that has not ended, TypesettingFailed.
    """
    from avv_desktop.pdf.report import Report, ReportSection, ReportTable, report

    if line.terminated is None:
        raise CannotDo(reason=tr("The agreement has not ended; terminate it first."))
    words = {
        "deleted": tr("All personal data of the customer were deleted."),
        "returned": tr("All personal data of the customer were returned, and what was left here was deleted."),
    }[how]
    table = ReportTable(
        (tr("Property"), tr("Value")),
        (
            (tr("Agreement"), line.entry.number),
            (tr("Customer"), line.entry.customer),
            (tr("Subject"), line.entry.subject),
            (tr("Ended on"), f"{line.terminated:%d.%m.%Y}"),
            (tr("Done on"), f"{day:%d.%m.%Y}"),
            (tr("By"), who),
            (tr("Sub-processors"), ", ".join(line.sub_processors) or tr("none")),
        ),
        (1.0, 3.0),
    )
    sections = [ReportSection(tr("Facts"), table=table)]
    if note.strip():
        sections.append(ReportSection(tr("Note"), text=(note.strip(),)))
    title = tr("Record of deletion and return")
    content = Report(title, line.entry.customer, words, tuple(sections), language=language())
    return report(content, datetime.datetime.combine(day, datetime.time(12)).astimezone())
