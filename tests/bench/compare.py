"""Two versions of the complete default agreement, line by line."""

from __future__ import annotations

from avv_desktop import flow
from avv_desktop.document.compare.compare import compare
from avv_desktop.document.model import Document
from avv_desktop.draft.model import ClauseEdit
from tests.bench.agreement import agreement
from tests.bench.figures import Figure, figure, timed

EDITS = (
    ClauseEdit("audit_rights.cost", "changed", ("Die Kosten einer Kontrolle trägt der Auftraggeber.",)),
    ClauseEdit("duties", "struck"),
    ClauseEdit(
        "own.1", "inserted", ("Beide Seiten benennen eine Person, die erreichbar ist.",), "Erreichbarkeit", "security"
    ),
    ClauseEdit("breach_and_support.fee", "struck"),
    ClauseEdit("own.2", "inserted", ("Unterstützung wird nach Aufwand vergütet.",), after="audit_rights.evidence"),
)


def run() -> list[Figure]:
    old, new = versions()
    compare(old, new)
    values = timed(lambda _: compare(old, new), range(20))
    return [figure("compare two agreements of 15 pages", values, aim="≤ 100 ms")]


def versions() -> tuple[Document, Document]:
    template, draft = agreement()
    edited = draft.answer("processing.purpose", "Wartung der Anwendung")
    for edit in EDITS:
        edited = edited.with_edit(edit)
    return flow.compose(template, draft), flow.compose(template, edited)
