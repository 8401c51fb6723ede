"""Keystroke to new page on screen: from the edit, through compose, typeset and PDFium, to the painted preview."""

from __future__ import annotations

import os
import statistics
import time
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
AIM = "p95 ≤ 70 ms"
PAUSE = 0.06
"""Seconds between two keystrokes of a quick typist, after the page is there."""


def run() -> list[Figure]:
    on_screen = [in_the_window(what, *where) for what, where in FIELDS.items()]
    return [*on_screen, without_window(*FIELDS["one sentence"])]


def in_the_window(what: str, field: str, part: str, text: str) -> Figure:
    """The real preview pane, painted offscreen, with the checks of the form running beside it as they do."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEventLoop

    from ui.app import application
    from ui.jobs import Jobs
    from ui.preview.pane import PreviewPane
    from ui.sheet import Sheet
    from ui.tidy import TidyInPauses

    app = application()
    template, draft = agreement()
    desk = Sheet(Jobs())
    TidyInPauses(desk)  # as the program does
    desk.typesetter = Typesetter()
    pane = PreviewPane(desk)
    pane.resize(760, 900)
    pane.show()
    desk.lay(draft, template)
    desk.jobs.finish()
    pane.show_place(field)
    desk.jobs.finish()
    arrived: list[float] = []

    def painted(_: object) -> None:
        pane.view.viewport().repaint()
        arrived.append(time.perf_counter())

    pane.maker.made.connect(painted)
    taken = []
    for each in typed(draft, field, part, text):
        arrived.clear()
        start = time.perf_counter()
        desk.edit(each, field)
        while not arrived:
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        taken.append(1000 * (arrived[0] - start))
        desk.jobs.finish()
        time.sleep(PAUSE)
    pages = len(pane.maker.now.sizes)
    pane.close()
    desk.jobs.close()
    note = f"{pages} pages; edit to painted preview, offscreen; the first took {taken[0]:.0f} ms"
    return figure(f"keystroke to new page on screen, {what}", taken, note=note, aim=AIM)


def without_window(field: str, part: str, text: str) -> Figure:
    """The same without Qt, each step apart."""
    typesetter = Typesetter()
    template, draft = agreement()
    steps: dict[str, list[float]] = {"compose": [], "typeset": [], "draw": []}

    def to_a_bitmap(draft: Draft) -> None:
        begun = time.perf_counter()
        document = flow.compose(template, draft)
        composed = time.perf_counter()
        made = typesetter.typeset(document, draft.created)
        typeset = time.perf_counter()
        with Pages(made.data) as pages:
            pages.render(0, SCALE)
        for step, seconds in (
            ("compose", composed - begun),
            ("typeset", typeset - composed),
            ("draw", time.perf_counter() - typeset),
        ):
            steps[step].append(1000 * seconds)

    to_a_bitmap(draft)
    values = timed(to_a_bitmap, typed(draft, field, part, text))
    apart = ", ".join(f"{step} {statistics.median(values):.0f}" for step, values in steps.items())
    return figure("keystroke to bitmap, no window", values, note=f"medians: {apart}")


def typed(draft: Draft, field: str, part: str, text: str) -> Iterator[Draft]:
    """The draft after each letter of `text`."""
    before = draft.answers.get(field)
    for end in range(1, len(text) + 1):
        yield draft.answer(field, {**before, part: text[:end]} if part and isinstance(before, dict) else text[:end])
