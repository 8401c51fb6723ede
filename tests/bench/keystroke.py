"""Keystroke to new page on screen: compose, typeset, draw the page that shows the field."""

from __future__ import annotations

from collections.abc import Iterator

from avv_desktop import flow
from avv_desktop.draft.model import Draft
from avv_desktop.pdf.pages import Pages
from avv_desktop.pdf.typeset import Typesetter
from tests.bench.agreement import agreement
from tests.bench.figures import Figure, figure, timed

SCALE = 96 / 72 * 1.25
"""Pixels a point: a page at 125 % of its paper size."""
FIELDS = {
    "the customer's name": ("controller.company", "name", "Muster Handelsgesellschaft für Bürobedarf Nord GmbH"),
    "one sentence": ("processing.purpose", "", "Betrieb und Pflege der Warenwirtschaft mit Versand und Rechnung."),
}


def run() -> list[Figure]:
    return [measured(what, *where) for what, where in FIELDS.items()]


def measured(what: str, field: str, part: str, text: str) -> Figure:
    typesetter = Typesetter()
    template, draft = agreement()
    made = typesetter.typeset(flow.compose(template, draft), draft.created)
    page = page_of(made, field)

    def to_the_screen(draft: Draft) -> None:
        made = typesetter.typeset(flow.compose(template, draft), draft.created)
        with Pages(made.data) as pages:
            pages.render(page, SCALE)

    to_the_screen(draft)
    values = timed(to_the_screen, typed(draft, field, part, text))
    note = f"{made.pages} pages; compose, typeset, draw"
    return figure(f"keystroke to new page, {what}", values, note=note, aim="p95 ≤ 70 ms")


def typed(draft: Draft, field: str, part: str, text: str) -> Iterator[Draft]:
    """The draft after each letter of `text`."""
    before = draft.answers.get(field)
    for end in range(1, len(text) + 1):
        yield draft.answer(field, {**before, part: text[:end]} if part and isinstance(before, dict) else text[:end])


def page_of(made, field: str) -> int:
    return next((place.page - 1 for place in made.places if place.id.startswith(field)), 0)
