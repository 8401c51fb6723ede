"""All rules on the complete default agreement, as they run while somebody types."""

from __future__ import annotations

from avv_desktop import flow
from avv_desktop.draft.model import Draft
from avv_desktop.review.draft import review_draft
from avv_desktop.review.engine import review
from tests.bench.agreement import agreement
from tests.bench.figures import Figure, figure, timed


def run() -> list[Figure]:
    template, draft = agreement()
    typed = [draft.answer("processing.purpose", f"Wartung der Anwendung {number}") for number in range(20)]
    documents = {each.answers["processing.purpose"]: flow.compose(template, each) for each in typed}

    def whole(each: Draft) -> None:
        review_draft(template, each, documents[each.answers["processing.purpose"]])

    def words(each: Draft) -> None:
        review(documents[each.answers["processing.purpose"]])

    whole(draft.answer("processing.purpose", "Wartung der Anwendung 0"))
    return [
        figure("all rules on one draft", timed(whole, typed), aim="≤ 30 ms"),
        figure("all rules on a foreign agreement, by words", timed(words, typed), aim="≤ 30 ms"),
    ]
