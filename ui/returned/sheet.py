"""One file that came back: what it is, what that means, where its text differs, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QWidget

from avv_desktop.kit.filing import Look
from avv_desktop.kit.returned import Difference
from avv_desktop.kit.wording import headline, meaning, proven
from avv_desktop.system.language import tr, trn
from ui.jobs import Jobs
from ui.look.tokens import Space, State
from ui.returned.work import Came
from ui.trust.paper import Paper
from ui.trust.parts import fact_line
from ui.widgets.banner import Banner
from ui.widgets.controls import Field, boxed, button, card, column, row, text
from ui.widgets.inputs import Choice
from ui.widgets.text_inputs import LongTextInput, TextInput

TONES = {
    "countersigned": State.SIGNED,
    "unfit": State.HALF,
    "unsigned": State.READY,
    "unchanged": State.READY,
    "damaged": State.PROBLEM,
    "scan": State.READY,
    "rewritten": State.HALF,
    "other": State.DRAFT,
}
PAPER, MOST, SHOWN = 160, 4, 60


class ReturnedSheet(QWidget):
    wants_filing = Signal(object)
    wants_match = Signal(object)
    wants_verdict, wants_agreement = Signal(), Signal()

    def __init__(self, came: Came, jobs: Jobs, author: str) -> None:
        super().__init__()
        self._came, self._jobs, self._author = came, jobs, author
        parts = column(gap=Space.L)
        for part in self._unknown() if came.returned is None else self._parts():
            parts.addWidget(part)
        self.setLayout(parts)

    def _parts(self) -> list[QWidget]:
        came = self._came
        parts: list[QWidget] = [self._file(), self._banner()]
        if came.returned.differences:
            parts.append(_differences(came.returned.differences))
        if came.returned.kind in ("scan", "rewritten"):
            parts.append(self._pages())
        if came.filed:
            parts.append(self._filed())
        elif came.returned.kind in ("countersigned", "unfit"):
            parts.append(self._sign_off())
        elif came.returned.kind in ("scan", "rewritten"):
            parts.append(self._look())
        else:
            parts.append(boxed(row(self._verdict(), None)))
        return parts

    def _file(self) -> QFrame:
        came = self._came
        agreement = " · ".join(filter(None, (came.match.number, came.match.customer)))
        return card(fact_line(tr("File"), came.path.name), fact_line(tr("Belongs to"), agreement), gap=Space.S)

    def _banner(self) -> Banner:
        returned = self._came.returned
        tone = TONES[returned.kind] if proven(returned) or returned.kind != "countersigned" else State.READY
        return Banner(tone, headline(returned), " ".join(meaning(returned)))

    def _pages(self) -> QWidget:
        """The first pages, to look at."""
        shown = row(gap=Space.M)
        for number in range(min(self._came.pages.count, MOST)):
            shown.addWidget(Paper(self._jobs, self._came.pages, number, PAPER))
        shown.addStretch(1)
        more = button(tr("Look at all pages"), glyph="book-open")
        more.clicked.connect(self.wants_verdict)
        return card(text(tr("The pages that came back"), "subtitle"), shown, row(more, None))

    def _filed(self) -> QWidget:
        open_it = button(tr("Open the agreement"))
        open_it.clicked.connect(self.wants_agreement)
        return Banner(State.SIGNED, self._came.filed, "", open_it)

    def _sign_off(self) -> QWidget:
        keep = button(tr("File with the agreement"), "primary")
        keep.clicked.connect(lambda: self.wants_filing.emit(Look("")))
        return boxed(row(keep, self._verdict(), None, gap=Space.M))

    def _verdict(self) -> QWidget:
        more = button(tr("Verify in detail"), glyph="shield-check")
        more.clicked.connect(self.wants_verdict)
        return more

    def _look(self) -> QFrame:
        """Who looked at it, and what they saw: without that nothing is filed."""
        scan = self._came.returned.kind == "scan"
        who, note = TextInput(), LongTextInput(lines=2)
        who.set_value(self._author)
        paper = QCheckBox(tr("It shows signatures in ink on every line"))
        paper.setVisible(not scan)
        keep = button(tr("File as countersigned on paper") if scan else tr("File beside the agreement"), "primary")
        keep.setEnabled(bool(self._author.strip()))
        who.textChanged.connect(lambda words: keep.setEnabled(bool(words.strip())))
        keep.clicked.connect(lambda: self.wants_filing.emit(Look(who.value(), note.value(), paper.isChecked())))
        hint = tr("I have looked at every page: it is our text, and it is signed.") if scan else ""
        parts = [Field(tr("Who checked it"), who, hint=hint), Field(tr("Remark"), note), paper]
        return card(text(tr("Checked by a person"), "subtitle"), *parts, row(keep, self._verdict(), None, gap=Space.M))

    # ---- no agreement is known

    def _unknown(self) -> list[QWidget]:
        self._choice = Choice(placeholder=tr("Which agreement?"))
        self._choice.setAccessibleName(tr("Which agreement?"))
        self._matches: dict[str, object] = {}
        take = button(tr("Compare with this agreement"), "primary")
        take.clicked.connect(self._take)
        words = tr("The file does not tell its agreement, as a scan never does. Please choose it.")
        found = card(fact_line(tr("File"), self._came.path.name), gap=Space.S)
        return [
            found,
            Banner(State.DRAFT, tr("Which agreement does it belong to?"), words),
            card(self._choice, row(take, self._verdict(), None, gap=Space.M)),
            self._pages(),
        ]

    def offer(self, matches: object) -> None:
        self._matches = {each.id: each for each in matches}
        self._choice.set_options([(each.id, f"{each.number} · {each.customer}") for each in matches])

    def _take(self) -> None:
        if (match := self._matches.get(self._choice.value())) is not None:
            self.wants_match.emit(match)


def _differences(found: tuple[Difference, ...]) -> QFrame:
    """Place by place: what the agreement says, and what the copy says."""
    parts: list = [text(tr("Where its text differs"), "subtitle")]
    for each in found[:SHOWN]:
        parts.append(text(" ".join(filter(None, (each.where, each.title))), "strong", wrap=True))
        parts.append(fact_line(tr("Agreement"), each.ours or "–"))
        parts.append(fact_line(tr("This copy"), each.theirs or "–"))
    if len(found) > SHOWN:
        more = len(found) - SHOWN
        parts.append(text(trn("and {count} more place", "and {count} more places", more), "soft"))
    return card(*parts, gap=Space.S, padding=Space.XL)
