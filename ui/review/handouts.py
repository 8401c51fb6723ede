"""What one hands on from the review: what deviates from the standard, and the matrix of Art. 28 for those who check."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from avv_desktop import flow
from avv_desktop.draft.model import now
from avv_desktop.system.language import tr
from ui.desk import Desk
from ui.look.tokens import Space
from ui.trust.saving import ask_where, save
from ui.widgets.controls import button, column, rule


class Handouts(QWidget):
    """Of the agreement on the desk as it is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.compare = button(tr("What differs?"), glyph="git-diff")
        self.compare.clicked.connect(lambda: desk.go("compare", "draft"))
        self.deviations = button(tr("“What differs?” as PDF …"), "quiet", glyph="file-pdf")
        self.deviations.clicked.connect(lambda: self._ask(tr("deviations"), self._deviations()))
        self.matrix = button(tr("Matrix of Art. 28 as PDF …"), "quiet", glyph="file-pdf")
        self.matrix.clicked.connect(lambda: self._ask(tr("matrix of Art. 28"), self._matrix()))
        inside = column(
            self.compare, self.matrix, self.deviations, gap=Space.S, margins=(Space.XL, Space.L, Space.XL, Space.L)
        )
        self.setLayout(column(rule(), inside, gap=0))

    def _ask(self, words: str, make: Callable[[], bytes]) -> None:
        name = flow.file_name(self._desk.document(), words, "", datetime.date.today())
        ask_where(self, name, ".pdf", lambda path: save(self._desk, path, make))

    def _deviations(self) -> Callable[[], bytes]:
        template, draft, document = self._desk.template, self._desk.draft, self._desk.document()

        def make() -> bytes:
            from avv_desktop.review.deviations import deviations
            from avv_desktop.review.deviations_export import as_pdf

            return as_pdf(deviations(template, draft, document, flow.check(template, draft)), now())

        return make

    def _matrix(self) -> Callable[[], bytes]:
        template, draft, document = self._desk.template, self._desk.draft, self._desk.document()

        def make() -> bytes:
            from avv_desktop.review.matrix import as_pdf, matrix

            return as_pdf(matrix(template, document, draft=draft), document, now())

        return make
