"""One verified file on the page."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QWidget

from avv_desktop.signing.badge import marked
from avv_desktop.signing.model import Progress
from avv_desktop.system.language import tr
from ui.jobs import Jobs
from ui.look.icons import Glyph
from ui.look.tokens import Space, State
from ui.trust.paper import Paper
from ui.trust.parts import fact_line
from ui.verify import answers
from ui.verify.answers import Axis
from ui.verify.look import Looked
from ui.verify.signatures import Signatures
from ui.verify.versions import Versions
from ui.widgets.badge import Badge
from ui.widgets.banner import Banner
from ui.widgets.controls import boxed, button, card, column, frame, row, text

PAPER = 168


class Sheet(QWidget):
    """Headline, three answers, what is inside, each signature with its details."""

    wants_agreement = Signal()
    wants_pages = Signal()
    wants_template, wants_comparison, wants_return, wants_signature = Signal(), Signal(), Signal(), Signal()
    wants_report = Signal(str)
    wants_version, keeps_version = Signal(object), Signal(object)
    pins = Signal(str, str)

    def __init__(self, looked: Looked, jobs: Jobs, open_agreement: str = "") -> None:
        """`open_agreement`: whose agreement lies on the desk, to compare with."""
        super().__init__()
        self._looked, self._jobs, self._open = looked, jobs, open_agreement
        parts = column(gap=Space.L, margins=(Space.XXL, Space.XL, Space.XL, Space.XL))
        parts.addLayout(self._head())
        for part in self._body() if looked.verdict else [self._unreadable()]:
            parts.addWidget(part)
        parts.addStretch(1)
        self.setLayout(parts)

    def _head(self):
        looked = self._looked
        said = column(text(looked.title, "title", wrap=True), text(looked.about, "soft", wrap=True), gap=Space.XS)
        pages = button(tr("Show pages"), glyph="book-open")
        pages.clicked.connect(self.wants_pages)
        pages.setVisible(looked.pages is not None)
        report = self._report_button()
        report.setVisible(looked.verdict is not None)
        head = row(said, report, pages, gap=Space.M)
        head.setStretch(0, 1)
        return head

    def _report_button(self) -> QPushButton:
        made = button(tr("Save report"), glyph="export")
        menu = QMenu(made)
        kinds = {
            ".pdf": tr("To read and file (PDF)"),
            ".xml": tr("For other verification programs (XML)"),
            ".json": tr("For any program (JSON)"),
        }
        for ending, words in kinds.items():
            menu.addAction(words, partial(self.wants_report.emit, ending))
        made.setMenu(menu)
        return made

    def _unreadable(self) -> Banner:
        """A calm sentence: it says nothing against the file, only that nothing can be said."""
        from avv_desktop.system.sentences import explain

        said = explain(self._looked.error)
        return Banner(State.DRAFT, said.happened, f"{said.means} {said.todo}".strip())

    def _body(self) -> list[QWidget]:
        verdict = self._looked.verdict
        advice = ""
        if any(each.trial for each in verdict.signatures):
            advice = tr("A trial key is good for trying out, not for an agreement that counts.")
        parts: list[QWidget] = [Banner(answers.STATES[verdict.tone], verdict.headline, advice)]
        parts += [Banner(State.HALF, doubt) for doubt in self._looked.doubts]
        three = row(gap=Space.L)
        for axis in answers.axes(verdict):
            three.addWidget(_axis(axis), 1)
        parts.append(boxed(three))
        if verdict.agreement:
            parts.append(self._agreement())
        if self._open or not verdict.agreement:
            parts.append(self._further())
        if verdict.notes:
            parts.append(_notes(verdict.notes))
        if verdict.signatures:
            signatures = Signatures(verdict, self._looked.certificates)
            signatures.pins.connect(self.pins)
            parts.append(signatures)
        if len(self._looked.versions) > 1:
            parts.append(self._versions())
        return parts

    def _versions(self) -> QWidget:
        found = self._looked.versions
        made = Versions(found, self._jobs)
        made.wants_pages.connect(self.wants_version)
        made.wants_file.connect(self.keeps_version)
        heading = row(text(tr("Versions of this file"), "heading"), text(str(len(found)), "heading"), None)
        return boxed(column(heading, made, gap=Space.S))

    def _agreement(self) -> QFrame:
        """One of ours is inside: how far it is, and the way back to a draft."""
        verdict = self._looked.verdict
        said = column(text(tr("An agreement of this program is inside"), "subtitle", wrap=True), gap=Space.S)
        said.addWidget(text(verdict.agreement, wrap=True))
        if progress := verdict.progress:
            badge = Badge(State(progress.state), _state_words(progress))
            said.addLayout(row(badge, None))
            for party in progress.parties:
                said.addLayout(fact_line(party.party, party.words, width=168))
        take = button(tr("Open the agreement from it"), glyph="arrow-square-out")
        take.clicked.connect(self.wants_agreement)
        hint = tr("As a new draft with the same answers; the signed file stays as it is.")
        said.addSpacing(Space.XS)
        said.addLayout(row(take, None))
        said.addWidget(text(hint, "caption", wrap=True))
        said.addStretch(1)
        inside = row(said, gap=Space.XL)
        inside.setStretch(0, 1)
        if self._looked.pages is not None:
            inside.addLayout(column(Paper(self._jobs, self._looked.pages, 0, PAPER), None, gap=0))
        return card(inside, padding=Space.XL)

    def _further(self) -> QFrame:
        """What else can be done with it: is it what was agreed? can it be a template?"""
        compare = button(tr("Compare with “{customer}”", customer=self._open), glyph="git-diff")
        compare.clicked.connect(self.wants_comparison)
        compare.setHidden(not self._open)
        read = button(tr("Read as a template"), glyph="files")
        read.clicked.connect(self.wants_template)
        read.setHidden(bool(self._looked.verdict.agreement))
        back = button(tr("It came back from a customer"), glyph="arrow-bend-down-left")
        back.clicked.connect(self.wants_return)
        sign = button(tr("Sign this PDF"), glyph="pencil-line")
        sign.clicked.connect(self.wants_signature)
        sign.setHidden(bool(self._looked.verdict.agreement) or not self._looked.path.is_absolute())
        words = tr("Its text can be compared word by word, or become a template of your own.")
        if self._looked.verdict.agreement:
            words = tr("Does it say the same as the agreement that is open?")
        elif not self._open:
            words = tr("If it is a contract, its clauses and facts can become a template of your own.")
        return card(text(words, "soft", wrap=True), row(compare, read, sign, back, None), padding=Space.XL)


def _notes(notes: tuple[str, ...]) -> QWidget:
    """What else there is to know, a line each."""
    lines = column(gap=Space.S)
    for each in notes:
        line = row(column(2, Glyph("info", 16, "soft"), None, gap=0), text(each, wrap=True), gap=Space.M)
        line.setStretch(1, 1)
        lines.addLayout(line)
    heading = text(tr("What else there is to know"), "heading")
    return boxed(column(heading, card(lines, padding=Space.L), gap=Space.S))


def _axis(axis: Axis) -> QFrame:
    glyph, tone = answers.GLYPHS[axis.answer]
    top = row(text(axis.question, "soft"), None, Glyph(glyph, 24, tone))
    said = column(text(axis.short, "subtitle", wrap=True), text(axis.sentence, "soft", wrap=True), gap=Space.XS)
    made = frame(column(top, said, None, gap=Space.S, margins=(Space.L, Space.L, Space.L, Space.L)), card="true")
    made.setMinimumWidth(1)  # three equal cards, whatever they say
    made.setAccessibleName(f"{axis.question} {axis.short}")
    return made


def _state_words(progress: Progress) -> str:
    """Beyond the state's own word: how many of how many, and that it is a trial."""
    trial = any(slot.trial for slot in progress.slots)
    words = {"signed": tr("signed"), "countersigned": tr("countersigned")}.get(progress.state, "")
    if progress.state == "half":
        words = next((party.words for party in progress.parties if party.signed and not party.done), "")
    return marked(words, trial=trial) if words else ""
