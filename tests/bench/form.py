"""What a letter costs the form itself: with the default agreement, and with 300 sub-processors."""

from __future__ import annotations

from avv_desktop.draft.model import Draft
from avv_desktop.template.model import Template
from tests.bench.agreement import agreement
from tests.bench.figures import Figure, figure, timed

LETTERS = "abcdefghijklmnopqrst" * 2
ROWS = "sub_processors.list"


def run() -> list[Figure]:
    template, draft = agreement()
    many = draft.answer(ROWS, [_row(number) for number in range(300)])
    return [
        followed("a letter in the form", template, draft, "processing.purpose"),
        followed("a letter in the form, 300 sub-processors", template, many, ROWS),
    ]


def followed(name: str, template: Template, draft: Draft, field: str) -> Figure:
    """The form of that group follows an edit, offscreen."""
    from avv_desktop.system.settings import Settings
    from ui.app import application
    from ui.desk import Desk
    from ui.editor.page import EditorPage
    from ui.jobs import Immediate, Jobs

    app = application()
    desk = Desk(Settings(), Jobs(lambda _: Immediate()))
    page = EditorPage(desk)
    page.resize(1200, 800)
    desk.lay(draft, template)
    page.show()
    page.arrive(field)
    app.processEvents()
    form = page.forms.current
    values = timed(lambda each: form.follow(each, field), [_typed(draft, field, letter) for letter in LETTERS])
    page.close()
    desk.jobs.close()
    return figure(name, values)


def _typed(draft: Draft, field: str, letter: str) -> Draft:
    before = draft.answers[field]
    if isinstance(before, list):
        return draft.answer(field, [*before[:200], {**before[200], "service": letter}, *before[201:]])
    return draft.answer(field, f"{before}{letter}")


def _row(number: int) -> dict[str, object]:
    return {"id": f"muster_{number}", "company": f"Muster {number} GmbH", "service": "Hosting", "active": True}
