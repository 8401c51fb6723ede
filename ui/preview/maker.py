"""Draft → pages on the screen, off the GUI thread; the newest draft wins."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from avv_desktop import flow
from avv_desktop.draft.model import Draft
from avv_desktop.template.model import Template
from ui.desk import Desk

if TYPE_CHECKING:
    from avv_desktop.document.model import Document
    from avv_desktop.pdf.model import Typeset
    from avv_desktop.pdf.pages import Bitmap, Pages
    from avv_desktop.pdf.typeset import Typesetter

LANE = "preview"
BESIDE = ThreadPoolExecutor(1, thread_name_prefix="places")
Wish = tuple[tuple[int, ...], float]
"""Which pages are in sight, and the pixels a point."""


@dataclass(frozen=True)
class Made:
    """One state of the agreement as pages. `drawn`: bitmaps of the pages that were in sight."""

    draft: Draft
    document: Document
    typeset: Typeset
    pages: Pages
    sizes: tuple[tuple[float, float], ...]
    scale: float
    drawn: dict[int, Bitmap] = field(default_factory=dict)


class Maker(QObject):
    """`made` for every new state that reached the screen, `drawn(scale, {page: bitmap})` for pages asked for later."""

    made = Signal(object)
    drawn = Signal(object, float, object)
    failed = Signal(Exception)

    def __init__(self, desk: Desk, wish: Callable[[], Wish]) -> None:
        super().__init__()
        self._desk, self._wish = desk, wish
        self.now: Made | None = None

    def refresh(self) -> None:
        """Make the pages of the draft as it is now."""
        template, draft = self._desk.template, self._desk.draft
        if template is None or draft is None:
            self.forget()
            return
        typesetter, wish = self._desk.typesetter, self._wish()

        def then(made: object) -> None:
            self._arrived(made)

        self._desk.jobs.run(
            lambda: make(template, draft, typesetter, wish), then, self.failed.emit, lane=LANE, newest="make"
        )

    def draw(self, wish: Wish) -> None:
        """Draw pages that came into sight; pages asked for before and not yet drawn are forgotten."""
        made = self.now
        if made is None or not wish[0]:
            return
        self._desk.jobs.run(
            lambda: draw(made.pages, wish),
            lambda bitmaps: self.drawn.emit(made, wish[1], bitmaps),
            lambda _: None,  # closed meanwhile: newer pages are under way
            lane=LANE,
            newest="draw",
        )

    def forget(self) -> None:
        """There is no agreement any more."""
        self._close(self.now)
        self.now = None

    def _arrived(self, made: Made) -> None:
        if self._desk.draft is None or made.draft.id != self._desk.draft.id:
            self._close(made)
            return
        self._close(self.now)
        self.now = made
        self.made.emit(made)

    def _close(self, made: Made | None) -> None:
        if made is not None:
            self._desk.jobs.run(made.pages.close, lane=LANE)


def make(template: Template, draft: Draft, typesetter: Typesetter, wish: Wish) -> Made:
    """For a worker: compose, typeset, open, and draw what is in sight, the last while the places are looked for."""
    from avv_desktop.pdf.pages import Pages

    document = flow.compose(template, draft)
    laid_out = typesetter.laid_out(document, draft.created)
    located = BESIDE.submit(typesetter.located, laid_out)
    pages = Pages(laid_out.data)
    sizes = tuple(pages.size(index) for index in range(pages.count))
    drawn = draw(pages, wish)
    return Made(draft, document, located.result(), pages, sizes, wish[1], drawn)


def draw(pages: Pages, wish: Wish) -> dict[int, Bitmap]:
    """For a worker: bitmaps of the wished pages that there are."""
    indices, scale = wish
    return {index: pages.render(index, scale) for index in indices if index < pages.count}
