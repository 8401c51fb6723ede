"""What the page shows while no document is open: where to drop one, why one was refused, what was kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from avv_desktop.system.language import tr
from avv_desktop.system.sentences import explain
from ui.look.icons import Glyph
from ui.look.tokens import Space
from ui.widgets.controls import button, centred, column, row, text

WIDE = 480


class Waiting(QWidget):
    """Nothing is open: what can be read, and how."""

    choose = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.first = button(tr("Choose a document"), "primary", glyph="folder-open")
        self.first.clicked.connect(self.choose)
        words = tr(
            "Drop a contract here: Word, PDF, text, Markdown or HTML. Its clauses, annexes and facts become a template "
            "of your own. The file stays where it is; nothing leaves this computer."
        )
        self.setLayout(_middle("file-arrow-down", "faint", tr("A contract becomes a template"), words, self.first))


class Refused(QWidget):
    """Not an agreement: the reason, and the way on."""

    insist, choose = Signal(), Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title, self._words = text("", "title", wrap=True), text("", "soft", wrap=True)
        self.first = button(tr("Choose another document"), "primary")
        self.first.clicked.connect(self.choose)
        nevertheless = button(tr("Read it nevertheless"))
        nevertheless.clicked.connect(self.insist)
        said = column(self._title, self._words, row(self.first, nevertheless, None), gap=Space.M)
        inside = QWidget()
        inside.setFixedWidth(WIDE)
        inside.setLayout(column(row(Glyph("file-x", 48, "soft"), None), said, gap=Space.L))
        self.setLayout(column(None, centred(inside), None, None))

    def show_reason(self, error: Exception) -> None:
        said = explain(error)
        self._title.setText(said.happened)
        self._words.setText(f"{said.means} {said.todo}".strip())


class Kept(QWidget):
    """It is a template now: what to do with it."""

    begin, look = Signal(), Signal()

    def __init__(self) -> None:
        super().__init__()
        self.first = button(tr("Begin an agreement"), "primary", glyph="plus")
        self.first.clicked.connect(self.begin)
        look = button(tr("Look at the template"))
        look.clicked.connect(self.look)
        words = tr(
            "New agreements can begin with it. What the document says of its parties and facts is filled in already; "
            "the review says what Art. 28 GDPR still asks for."
        )
        self.setLayout(_middle("check-circle-fill", "good", tr("The template is kept."), words, self.first, look))


def _middle(glyph: str, tone: str, title: str, words: str, *actions: QPushButton):
    said = text(words, "soft", wrap=True)
    said.setFixedWidth(WIDE)
    said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    parts = (Glyph(glyph, 56, tone), text(title, "title"), said)
    return column(None, *map(centred, parts), Space.S, centred(row(*actions)), None, None)
