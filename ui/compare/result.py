"""What was found: the summary, then clause by clause. Long parts are folded, and made when they are first opened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from avv_desktop.review.deviations_model import ClauseDeviations, Deviation, DeviationPage
from avv_desktop.review.deviations_model import State as Became
from avv_desktop.system.language import tr, trn
from ui.compare.entries import EntryView
from ui.compare.states import GLYPHS, mark_of
from ui.compare.work import Compared
from ui.look.icons import Glyph
from ui.look.tokens import Space, State
from ui.trust.parts import empty
from ui.widgets.banner import Banner
from ui.widgets.controls import Segmented, boxed, centred, column, frame, row, rule, text
from ui.widgets.fold import Fold

OPENED = 16
"""So many entries are open from the start; parts that are longer than what is left of them are folded."""


class ResultView(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._found: Compared | None = None
        self.filter = Segmented((tr("Only what differs"), tr("Everything")), tr("What is shown"))
        self.filter.chosen.connect(lambda _: self._write())
        self.summary, self.about = text("", "subtitle", wrap=True), text("", "soft", wrap=True)
        self._parts = column(gap=Space.L)
        said = column(self.summary, self.about, gap=Space.XS)
        head = row(said, column(self.filter, None, gap=0), gap=Space.L)
        head.setStretch(0, 1)
        self.setLayout(column(head, self._parts, None, gap=Space.L))

    def show_found(self, found: Compared) -> None:
        self._found = found
        self.summary.setText(found.page.summary)
        self.about.setText(found.page.about)
        self._write()

    def _write(self) -> None:
        empty(self._parts)
        if self._found is None:
            return
        page, everything = self._found.page, self.filter.at() == 1
        if page.warning:
            self._parts.addWidget(Banner(State.PROBLEM, page.warning))
        if waiting := len(page.requests):
            words = trn("One of them waits for approval.", "{count} of them wait for approval.", waiting)
            self._parts.addWidget(Banner(State.HALF, words, tr("Nobody can sign before that.")))
        clauses = [each for each in page.clauses if everything or each.differing]
        left = OPENED
        rows = column(gap=0)
        for each in (*map(_Part.of_clause, clauses), *_others(page)):
            entries = each.entries if everything else each.differing
            opened = len(each.differing) > 0 and len(entries) <= left
            _add(rows, each.fold(entries, self._found.said, opened=opened))
            left -= len(entries) if opened else 0
        if rows.count():
            self._parts.addWidget(frame(rows, card="true"))
        elif page.same:
            self._parts.addWidget(_nothing())
        if not everything and (renumbered := [each for each in page.clauses if _only_renumbered(each)]):
            self._parts.addWidget(_renumbered(renumbered))


class _Part:
    """A clause, or a group of other things that differ."""

    def __init__(
        self, title: str, state: Became | None, entries: Sequence[Deviation], before: str = "", glyph: str = ""
    ) -> None:
        self.title, self.state, self.entries, self._before = title, state, entries, before
        self._glyph = glyph or (GLYPHS[state] if state else "")
        self.differing = [each for each in entries if each.differs]

    @classmethod
    def of_clause(cls, clause: ClauseDeviations) -> _Part:
        title = " ".join(filter(None, (clause.label, clause.title))) or clause.id
        return cls(title, clause.state, clause.entries, clause.number_before)

    def fold(self, entries: Sequence[Deviation], said: dict[str, str], *, opened: bool) -> Fold:
        before = tr("formerly {number}", number=self._before) if self._before else ""
        count = len(self.differing)
        number = trn("1 deviation", "{count} deviations", count) if count else tr("No deviation")
        tone = "soft" if count else "faint"
        detail = " · ".join(filter(None, (number, before)))
        inside = _Later(entries, said, self.state)
        mark = mark_of(self.state) if self.state else None
        return Fold(self.title, detail, self._glyph, tone, inside, opened=opened, mark=mark)


class _Later(QWidget):
    """Makes its entries when it is first seen."""

    def __init__(self, entries: Sequence[Deviation], said: dict[str, str], state: Became | None) -> None:
        super().__init__()
        self._entries, self._said, self._state = entries, said, state
        self.setLayout(column(gap=Space.M))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        entries, self._entries = self._entries, ()
        for entry in entries:
            if self.layout().count():
                self.layout().addWidget(rule())
            said = "" if entry.differs else self._said.get(entry.id, "")
            alone = len(entries) == 1 and entry.kind == "clause" and entry.state == self._state
            self.layout().addWidget(EntryView(entry, said, alone=alone))


def _others(page: DeviationPage) -> list[_Part]:
    named = (
        (tr("Measures"), page.measures, "shield-check"),
        (tr("Values"), page.values, "sliders-horizontal"),
        (tr("Left so on purpose"), page.findings, "check-circle"),
    )
    return [_Part(title, None, found, glyph=glyph) for title, found, glyph in named if found]


def _add(rows, part: QWidget) -> None:
    if rows.count():
        rows.addWidget(rule())
    rows.addWidget(part)


def _only_renumbered(clause: ClauseDeviations) -> bool:
    return bool(clause.number_before) and not clause.differing


def _renumbered(clauses: Iterable[ClauseDeviations]) -> QFrame:
    lines = [
        text(
            tr("{clause}, formerly {number}", clause=f"{each.label} {each.title}", number=each.number_before), wrap=True
        )
        for each in clauses
    ]
    inside = column(text(tr("Only numbered anew"), "heading"), *lines, gap=Space.XS, margins=(Space.L,) * 4)
    return frame(inside, card="true")


def _nothing() -> QWidget:
    words = text(tr("Word for word the same, in the same order."), "soft")
    inside = column(None, centred(Glyph("check-circle-fill", 48, "good")), centred(words), None, gap=Space.M)
    made = boxed(inside)
    made.setMinimumHeight(220)
    return made
