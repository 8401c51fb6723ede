"""What one reads before signing: one page with the facts, what differs, and the proposals to confirm."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QWidget

from avv_desktop.system.language import tr, trn
from ui.desk import Desk
from ui.look.icons import Glyph
from ui.look.tokens import Space
from ui.signing.tasks import Prepared
from ui.trust.facts import Fact, deviations, extent_of, facts, value_words
from ui.trust.frozen import FrozenBanner
from ui.trust.paper import Paper
from ui.trust.parts import empty, fact_lines
from ui.widgets.controls import boxed, button, card, column, row, rule, text

PAPER = 184
ROOM_FOR_PAPER = 720
CONFIRM = "confirm"


class Reading(QWidget):
    """Everything from the agreement on the desk; `tick` is the word that it was read."""

    wants_pages = Signal()
    wants_review = Signal()
    wants_verdict = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.tick = QCheckBox(tr("I have read this page"))
        self.tick.toggled.connect(lambda on: self._complaint.setVisible(self._complaint.isVisible() and not on))
        self._complaint = text(tr("Please read the page first and tick it."), "error", wrap=True)
        self._complaint.hide()
        self._parts = column(gap=Space.L)
        self._paper: QWidget | None = None
        self.every: QWidget | None = None
        self._done = card(self.tick, self._complaint, gap=Space.S)
        self._above = column(gap=0)
        self._title, self._words = text("", "title"), text("", "soft", wrap=True)
        title = column(self._title, self._words, gap=Space.XS)
        self.setLayout(
            column(
                self._above,
                title,
                self._parts,
                self._done,
                None,
                gap=Space.L,
                margins=(Space.XXL, Space.XL, Space.XL, Space.XL),
            )
        )

    def show_file(self, prepared: Prepared) -> None:
        desk = self._desk
        empty(self._parts)
        empty(self._above)
        self._paper = self.every = None
        to_sign = prepared.progress.next is not None
        self._title.setText(tr("This is what you sign") if to_sign else tr("This is what was signed"))
        self._words.setText(tr("One page to read. Everything else is as the template has it."))
        self._done.setVisible(to_sign)
        if desk.frozen:
            self._above.addWidget(FrozenBanner(desk))
        self._parts.addWidget(self._facts(prepared))
        if (changes := self._changes()) is not None:
            self._parts.addWidget(changes)
        if differing := deviations(desk.template, desk.draft):
            self._parts.addWidget(_listed(tr("What differs from the proposals?"), differing))
        if not desk.frozen and (names := self.unconfirmed()):
            self._parts.addWidget(self._proposals(names))

    def _changes(self) -> QFrame | None:
        from avv_desktop.review.deviations import deviations as page_of
        from ui.trust.changes import changed_clauses

        desk = self._desk
        return changed_clauses(page_of(desk.template, desk.draft, findings=desk.findings))

    def unconfirmed(self) -> list[str]:
        """Fields whose proposal nobody has looked at yet."""
        return [finding.place for finding in self._desk.findings if finding.rule == CONFIRM]

    def read(self) -> bool:
        """Whether everything here is settled; if not, says what is not and goes there."""
        if not self._desk.frozen and self.unconfirmed() and self.every is not None:
            self.every.setFocus()
            self._asked.show()
            return False
        if not self.tick.isChecked():
            self._complaint.show()
            self.tick.setFocus()
            return False
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._paper is not None:
            self._paper.setVisible(self.width() >= ROOM_FOR_PAPER)

    def _facts(self, prepared: Prepared) -> QFrame:
        desk = self._desk
        told = [*facts(desk.template, desk.draft)]
        told.append(Fact(tr("Extent"), extent_of(prepared.document, prepared.pages.count)))
        number = prepared.pages.count
        pages = button(trn("Read the page", "Read all {count} pages", number), glyph="book-open")
        pages.clicked.connect(self.wants_pages)
        self._paper = Paper(desk.jobs, prepared.pages, 0, PAPER)
        self._paper.setVisible(self.width() >= ROOM_FOR_PAPER)
        verify = button(tr("Verify the signatures"), "quiet", glyph="shield-check")
        verify.setVisible(desk.frozen)
        verify.clicked.connect(self.wants_verdict)
        left = column(fact_lines(told), None, row(pages, verify, None), gap=Space.L)
        inside = row(left, column(self._paper, None, gap=0), gap=Space.XL)
        inside.setStretch(0, 1)
        return card(inside, padding=Space.XL)

    def _proposals(self, names: list[str]) -> QFrame:
        desk = self._desk
        self.every = button(tr("All of this is right"), small=True)
        self.every.clicked.connect(lambda: desk.edit(desk.draft.confirm(*names)))
        single = button(tr("Look at them one by one"), "quiet", small=True)
        single.clicked.connect(self.wants_review)
        self._asked = text(tr("Please confirm the proposals first, or change what is not so."), "error", wrap=True)
        self._asked.hide()
        words = trn(
            "{count} value comes from the template and was not confirmed yet.",
            "{count} values come from the template and were not confirmed yet.",
            len(names),
        )
        return card(
            row(Glyph("question", 20, "soft"), text(tr("Proposals: is this so at your company?"), "subtitle"), None),
            text(words, "soft", wrap=True),
            fact_lines(self._proposed(names), width=220, gap=Space.S),
            rule(),
            self._asked,
            row(self.every, single, None),
            padding=Space.XL,
        )

    def _proposed(self, names: list[str]) -> list[Fact]:
        from avv_desktop.draft.values import Values

        template = self._desk.template
        values = Values(template, self._desk.draft)
        known = {field.name: field for field in template.fields}
        return [
            Fact(known[name].label, value_words(template, known[name], values.value(name), values))
            for name in names
            if name in known
        ]


def _listed(title: str, lines: list[Fact]) -> QFrame:
    return card(text(title, "subtitle"), fact_lines(lines, width=220, gap=Space.S), padding=Space.XL)


class Waiting(QWidget):
    """Nothing to sign yet: what is missing, and the way there; or that the pages are being made."""

    wants_place = Signal(str)
    wants_review = Signal()
    SHOWN = 5

    def __init__(self) -> None:
        super().__init__()
        self._inside = column(gap=Space.M)
        whole = boxed(self._inside)
        whole.setFixedWidth(520)
        self.setLayout(column(None, row(None, whole, None), None, None))

    def show_working(self) -> None:
        empty(self._inside)
        self._inside.addLayout(row(None, text(tr("The pages are being made …"), "soft"), None))

    def show_missing(self, places: list[tuple[str, str]]) -> None:
        """`places`: (sentence, place) of everything that stops signing."""
        empty(self._inside)
        title = trn("One thing is still missing", "{count} things are still missing", len(places))
        self._inside.addLayout(row(None, Glyph("pencil-line", 40, "soft"), None))
        self._inside.addLayout(row(None, text(title, "title"), None))
        words = tr("Only a complete agreement can be signed. Each line leads to its field.")
        self._inside.addLayout(row(None, text(words, "soft"), None))
        lines = column(gap=0)
        for sentence, place in places[: self.SHOWN]:
            go = button(sentence, "quiet")
            go.setToolTip(tr("Go to the place"))
            go.clicked.connect(lambda _=False, place=place: self.wants_place.emit(place))
            lines.addLayout(row(go, None))
        if len(places) > self.SHOWN:
            more = tr("and {count} more", count=len(places) - self.SHOWN)
            lines.addLayout(row(Space.M, text(more, "soft"), None))
        self._inside.addWidget(card(lines, padding=Space.M))
        review = button(tr("Show what is missing"), "primary")
        review.clicked.connect(self.wants_review)
        self._inside.addLayout(row(None, review, None))
