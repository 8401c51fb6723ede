"""Prüfen: what is missing, what should be looked at, which proposals are to be confirmed; and the facts beside it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from avv_desktop.draft.model import Finding, Fix, Override, now
from avv_desktop.system.language import tr, trn
from ui.desk import Desk
from ui.look.icons import Glyph
from ui.look.tokens import Space, State
from ui.review.entries import Lines
from ui.review.handouts import Handouts
from ui.review.sorting import Sorted, count, is_clause, sort
from ui.trust.facts import deviations, facts
from ui.trust.frozen import FrozenBanner
from ui.trust.parts import empty, fact_lines
from ui.widgets.banner import Banner
from ui.widgets.controls import Scrolled, boxed, button, card, centred, column, frame, row, text, tool
from ui.widgets.header import Header

FACTS_WIDE = 372


class ReviewPage(QWidget):
    """Follows the draft: everything is written anew when the findings are."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._stale = True
        self.sign = button(tr("Continue to signing"), "primary")
        self.sign.clicked.connect(lambda: desk.go("signing"))
        undo = tool("arrow-counter-clockwise", tr("Undo"))
        undo.clicked.connect(desk.undo)
        self.header = Header(desk, 1, undo, Space.S, main=self.sign)
        self._found = column(gap=Space.XL, margins=(Space.XXL, Space.XL, Space.XL, Space.XL))
        self._beside = column(gap=Space.L, margins=(Space.XL, Space.XL, Space.XL, Space.XL))
        self._scroll = Scrolled(boxed(self._found))
        body = row(self._scroll, self._panel(), gap=0)
        body.setStretch(0, 1)
        self.setLayout(column(self.header, body, gap=0))
        for change in (desk.checked, desk.opened, desk.signed_file_changed):
            change.connect(self._changed)

    def arrive(self, place: str) -> None:
        self._changed()

    def _panel(self) -> QFrame:
        panel = frame(column(Scrolled(boxed(self._beside)), Handouts(self._desk), gap=0), line="left")
        panel.setFixedWidth(FACTS_WIDE)
        return panel

    def _changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self.write()

    def showEvent(self, event: object) -> None:
        super().showEvent(event)
        if self._stale:
            self.write()

    # ---- writing

    def write(self) -> None:
        """Everything from the draft as it is; the scroll position and the keyboard stay where they are."""
        desk = self._desk
        if desk.template is None or desk.draft is None:
            return
        self._stale = False
        bar, focus = self._scroll.verticalScrollBar(), self._focused()
        at = bar.value()
        found = sort(desk.template, desk.draft, desk.findings)
        empty(self._found)
        for part in self._parts(found):
            self._found.addWidget(part)
        self._found.addStretch(1)
        self._write_facts()
        self.sign.setEnabled(not found.missing)
        why = "" if not found.missing else tr("First fill in what is missing")
        self.sign.setToolTip(why)
        self.sign.setAccessibleDescription(why)
        self._found.activate()
        bar.setValue(at)
        QTimer.singleShot(0, self, lambda: (bar.setValue(at), self._focus(focus)))

    def _parts(self, found: Sorted) -> list[QWidget]:
        frozen = [FrozenBanner(self._desk)] if self._desk.frozen else []
        if found.nothing:
            return [*frozen, self._nothing_left()]
        parts: list[QWidget] = [*frozen, _banner(found)]
        for title, words, groups, glyph, tone in (
            (tr("Still missing"), "", found.missing, "warning-circle-fill", "bad"),
            (tr("Should be looked at"), "", found.hints, "warning-fill", "warn"),
            (tr("Left so on purpose"), "", found.left, "check-circle-fill", "faint"),
        ):
            if groups:
                parts.append(self._block(title, words, groups, glyph, tone))
        if found.proposals:
            parts.append(self._proposals(found))
        return parts

    def _block(self, title: str, words: str, groups: tuple, glyph: str, tone: str) -> QWidget:
        lines = self._lines(groups, glyph, tone)
        head = row(text(title, "subtitle"), text(str(count(groups)), "soft"), None)
        return boxed(column(head, lines, gap=Space.M))

    def _proposals(self, found: Sorted) -> QWidget:
        number = count(found.proposals)
        every = button(tr("Confirm all"), small=True)
        every.clicked.connect(lambda: self._confirm([e.field for g in found.proposals for e in g.entries]))
        head = row(
            text(tr("Proposals: is this so at your company?"), "subtitle"), text(str(number), "soft"), None, every
        )
        words = text(
            tr("The template proposes these values. Confirm what is true, and change the rest."), "soft", wrap=True
        )
        lines = self._lines(found.proposals, "question", "faint", confirm=True)
        return boxed(column(column(head, words, gap=Space.XS), lines, gap=Space.M))

    def _lines(self, groups: tuple, glyph: str, tone: str, *, confirm: bool = False) -> Lines:
        lines = Lines(groups, glyph, tone, confirm=confirm)
        lines.chosen.connect(self._show)
        lines.confirmed.connect(self._confirm)
        lines.fixed.connect(self._fix)
        lines.left.connect(self._leave)
        lines.taken_back.connect(self._take_back)
        return lines

    def _show(self, place: str) -> None:
        """Where it is mended: a question in the form, words among the clauses, the rest in the pages."""
        desk = self._desk
        words = desk.template is not None and desk.draft is not None and is_clause(desk.template, desk.draft, place)
        desk.go("clauses" if words else "editor", place)

    def _fix(self, fix: Fix) -> None:
        from avv_desktop.review.fixing import apply

        desk = self._desk
        if fix.kind == "fill":
            self._show(fix.place)
        elif desk.draft is not None and not desk.frozen:
            desk.edit(apply(desk.draft, desk.template, fix), fix.place)
            desk.told.emit(tr("Mended: {deed}", deed=fix.label), desk.undo)

    def _leave(self, finding: Finding, reason: str) -> None:
        desk = self._desk
        if desk.draft is not None:
            answer = Override(finding.rule, finding.place, reason, desk.settings.author, now())
            desk.edit(desk.draft.override(answer), finding.place)

    def _take_back(self, finding: Finding) -> None:
        if self._desk.draft is not None:
            self._desk.edit(self._desk.draft.without_override(finding.rule, finding.place), finding.place)

    def _confirm(self, names: list[str]) -> None:
        names = [name for name in names if name]
        if self._desk.draft is not None and names:
            self._desk.edit(self._desk.draft.confirm(*names), names[0])

    def _nothing_left(self) -> QWidget:
        words = tr("Continue to signing.") if not self._desk.frozen else ""
        inside = column(
            None,
            centred(Glyph("check-circle-fill", 56, "good")),
            centred(text(tr("Everything is there."), "display")),
            centred(text(words, "soft")),
            None,
            gap=Space.M,
        )
        made = boxed(inside)
        made.setMinimumHeight(360)
        return made

    def _write_facts(self) -> None:
        desk = self._desk
        empty(self._beside)
        self._beside.addWidget(text(tr("What it says"), "title"))
        self._beside.addLayout(fact_lines(facts(desk.template, desk.draft), width=132))
        if differing := deviations(desk.template, desk.draft):
            sheet = card(text(tr("Differs from the proposals"), "heading"), fact_lines(differing, width=132))
            self._beside.addWidget(sheet)
        self._beside.addStretch(1)

    # ---- the keyboard stays where it was

    def _focused(self) -> int:
        """The place in the order of Tab of the control that has the keyboard; -1 if it is not in the list."""
        focus = self.window().focusWidget()
        controls = self._controls()
        return controls.index(focus) if focus in controls else -1

    def _focus(self, at: int) -> None:
        controls = self._controls()
        if at >= 0 and controls and self.isVisible():
            controls[min(at, len(controls) - 1)].setFocus()

    def _controls(self) -> list[QWidget]:
        return [each for each in self._scroll.widget().findChildren(QPushButton) if each.isEnabled()]


def _banner(found: Sorted) -> Banner:
    missing, hints, proposals = count(found.missing), count(found.hints), count(found.proposals)
    more = " ".join(
        filter(
            None,
            (
                trn("{count} hint does not stand in the way.", "{count} hints do not stand in the way.", hints)
                if hints
                else "",
                trn("{count} proposal is to be confirmed.", "{count} proposals are to be confirmed.", proposals)
                if proposals
                else "",
            ),
        )
    )
    if missing:
        title = trn("One more thing, then it can be signed.", "{count} more things, then it can be signed.", missing)
        return Banner(State.PROBLEM, title, more)
    return Banner(State.READY, tr("Nothing is missing: it can be signed."), more)
