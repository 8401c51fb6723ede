"""The result in one sentence, and what happens now."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from avv_desktop.errors import AvvError
from avv_desktop.signing.model import Progress
from avv_desktop.system.language import tr
from ui.desk import Desk
from ui.look.icons import Glyph
from ui.look.tokens import Space, State
from ui.signing.tasks import Outcome
from ui.signing.who import steps
from ui.trust.kit import ask_kit
from ui.trust.parts import empty
from ui.widgets.banner import Banner
from ui.widgets.controls import Scrolled, boxed, button, card, centred, column, row, rule, text, tool
from ui.widgets.timeline import Timeline

WIDE = 560


class Done(QWidget):
    go_on = Signal()
    """The next person signs here and now."""
    wants_verdict = Signal(str)
    wants_shelf = Signal()
    wants_folder = Signal(str)
    """The file is to be written into this folder instead."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._inside = column(gap=Space.M, margins=(Space.XL, Space.XXL, Space.XL, Space.XXL))
        self.setLayout(row(Scrolled(boxed(self._inside)), gap=0))
        self.title = ""

    def show_outcome(self, outcome: Outcome) -> None:
        empty(self._inside)
        progress, trial = outcome.progress, any(slot.trial for slot in outcome.progress.slots)
        self.title = result(progress)
        mark = Glyph("check-circle-fill" if not trial else "circle-wavy-check", 56, "good" if not trial else "soft")
        words = text(what_now(progress, trial=trial), "soft", wrap=True)
        words.setFixedWidth(WIDE)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        sheet = card(self._file(outcome), rule(), Timeline(steps(progress)), gap=Space.L, padding=Space.XL)
        sheet.setFixedWidth(WIDE)
        self._inside.addStretch(1)
        for part in (mark, text(self.title, "display"), words):
            self._inside.addLayout(centred(part))
        self._inside.addSpacing(Space.S)
        if outcome.why_not is not None:
            self._inside.addLayout(centred(self._not_written(outcome.why_not)))
        self._inside.addLayout(centred(sheet))
        self._inside.addSpacing(Space.S)
        self._inside.addLayout(centred(self._actions(outcome)))
        self._inside.addStretch(2)
        self._main.setFocus()

    def _file(self, outcome: Outcome) -> QHBoxLayout:
        size = tr("{size} KB", size=max(1, len(outcome.data) // 1024))
        where = str(outcome.path.parent) if outcome.path else tr("kept in the shelf only")
        named = text(outcome.path.name if outcome.path else outcome.name, "strong", wrap=True)
        about = text(f"{size} · {where}", "caption", wrap=True)
        line = row(Glyph("file-pdf", 24, "soft"), column(named, about, gap=Space.HAIR), gap=Space.M)
        line.setStretch(1, 1)
        if outcome.path:
            show = tool("folder-open", tr("Show in the folder"))
            folder = QUrl.fromLocalFile(str(outcome.path.parent))
            show.clicked.connect(lambda: QDesktopServices.openUrl(folder))
            line.addWidget(show)
        return line

    def _actions(self, outcome: Outcome) -> QHBoxLayout:
        shelf, following = button(tr("To the shelf")), outcome.progress.next
        shelf.clicked.connect(self.wants_shelf)
        verify = button(tr("Verify the file"), glyph="shield-check")
        verify.setVisible(outcome.path is not None)
        verify.clicked.connect(lambda: self.wants_verdict.emit(str(outcome.path)))
        if outcome.progress.state == "half" and following:
            self._main = button(tr("Continue with {name}", name=following.name), "primary", glyph="pencil-line")
            self._main.clicked.connect(self.go_on)
            return row(self._main, verify, shelf)
        again = button(tr("Sign another field here"), "quiet")
        again.setVisible(following is not None)
        again.clicked.connect(self.go_on)
        shelf.setProperty("kind", "primary")
        self._main = shelf
        papers = button(tr("Papers for the customer"), glyph="package")
        out = self._desk.draft.id if self._desk.draft and outcome.progress.state == "signed" else ""
        papers.clicked.connect(lambda: ask_kit(self._desk, self, outcome.name, lambda: outcome.data, out))
        return row(shelf, papers, verify, again)

    def _not_written(self, error: AvvError) -> QWidget:
        from avv_desktop.system.sentences import explain

        other = button(tr("Write it elsewhere …"), small=True)
        other.clicked.connect(self._ask)
        said = explain(error)
        words = tr("It is signed and kept in the shelf; only the file for handing out is missing.")
        made = Banner(State.HALF, said.happened, f"{words} {said.todo}", other)
        made.setFixedWidth(WIDE)
        return made

    def _ask(self) -> None:
        dialog = QFileDialog(self.window(), tr("Write it elsewhere …"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.wants_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def result(progress: Progress) -> str:
    """One sentence."""
    if progress.state == "countersigned":
        return tr("Both parties have signed.")
    if progress.next is None:
        return tr("Signed.")
    if progress.state == "signed":
        return tr("Signed. Now it is the customer's turn.")
    return tr("Signed. Now it is the turn of {name}.", name=progress.next.name)


def what_now(progress: Progress, *, trial: bool) -> str:
    following = progress.next
    if progress.state == "countersigned":
        words = tr("The agreement is concluded. Send the customer this file: it has all signatures.")
    elif progress.state == "signed" and following:
        words = tr(
            "Your company has signed. Send the file to {name}, {party}, who countersigns.",
            name=following.name,
            party=following.party,
        )
    elif following:
        begun = next((party.words for party in progress.parties if party.signed and not party.done), "")
        words = tr("{state}. The next signature goes into the same file.", state=begun)
    else:
        words = ""
    if trial:
        words += " " + tr("Made with a trial key: good for trying out, not for an agreement that counts.")
    return words.strip()
