"""The document on the left, what was made of it on the right; what is unsure is settled with two keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QSplitter, QStackedWidget, QWidget

from avv_desktop.system.language import tr, trn
from ui.intake.account import contents, doubts, shares
from ui.intake.book import IntakeBook
from ui.intake.facts import FactsView
from ui.intake.source import SourceText
from ui.intake.tree import Tree
from ui.look.tokens import Space
from ui.widgets.controls import Field, Scrolled, Segmented, boxed, button, column, frame, row, text


class Workbench(QWidget):
    def __init__(self, book: IntakeBook) -> None:
        super().__init__()
        self._book = book
        self.title = QLineEdit()
        self._shares, self._contents = text("", "strong", wrap=True), text("", "soft", wrap=True)
        self._doubts = text("", "soft")
        self.next = button(tr("Next unsure place"), glyph="warning-circle", small=True)
        self.next.setToolTip(tr("Next unsure place (F8)"))
        self.next.clicked.connect(self.show_next)
        self.source, self.tree, self.facts = SourceText(), Tree(), FactsView()
        self._build()
        book.opened.connect(self._opened)
        book.changed.connect(self._changed)
        book.proposed.connect(self._proposed)
        self.tree.chosen.connect(self._show_place)
        self.tree.moved.connect(self._move)
        self.source.chosen.connect(self._to_line)
        self.facts.wanted.connect(book.as_field)
        QShortcut(QKeySequence("F8"), self, self.show_next)

    # ---- the parts

    def _build(self) -> None:
        said = column(self._shares, self._contents, row(self._doubts, self.next, None, gap=Space.M), gap=Space.XS)
        named = Field(tr("&Name of the template"), self.title)
        named.setFixedWidth(320)
        head = row(boxed(said), named, gap=Space.XL, margins=(Space.XL, Space.L, Space.XL, Space.S))
        head.setStretch(0, 1)
        self.reading = Segmented((tr("All accepted"), tr("All rejected")), tr("Tracked changes"))
        self.reading.chosen.connect(lambda at: self._book.turn(at == 1))
        self._tracked = text("", "soft", wrap=True)
        self._changes = boxed(row(self._tracked, self.reading, None, margins=(Space.XL, 0, Space.XL, Space.S)))
        self.body = QSplitter(Qt.Orientation.Horizontal)
        self.body.setChildrenCollapsible(False)
        self.body.setHandleWidth(1)
        self.body.addWidget(self._left())
        self.body.addWidget(self._right())
        self.body.setSizes([500, 620])
        whole = column(boxed(head), self._changes, self.body, gap=0)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _left(self) -> QWidget:
        card = frame(column(self.source, margins=(Space.M, Space.M, Space.S, Space.M)), card="true")
        inside = column(text(tr("The document"), "heading"), card, gap=Space.S)
        inside.setContentsMargins(Space.XL, Space.S, Space.M, Space.L)
        inside.setStretch(1, 1)
        return boxed(inside)

    def _right(self) -> QWidget:
        self.parts = Segmented((tr("Outline"), tr("Parties and facts")), tr("What was made of it"))
        self.parts.chosen.connect(self._show_part)
        tree = column(self.tree, self._mending(), gap=0, margins=(Space.S, Space.S, Space.S, 0))
        tree.setStretch(0, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(frame(tree, card="true"))
        self.stack.addWidget(frame(column(Scrolled(boxed(column(self.facts))), gap=0), card="true"))
        inside = column(row(text(tr("What was made of it"), "heading"), None, self.parts), self.stack, gap=Space.S)
        inside.setContentsMargins(Space.M, 0, Space.XL, Space.L)
        inside.setStretch(1, 1)
        return boxed(inside)

    def _mending(self) -> QWidget:
        """What is asked about the chosen line, and the two keys."""
        self._asked = text("", "soft", wrap=True)
        self.up = button(tr("One level up"), glyph="arrow-left", small=True)
        self.down = button(tr("One level down"), glyph="arrow-right", small=True)
        self.right = button(tr("That is right so"), small=True)
        for each, by, keys in ((self.up, -1, tr("Alt+Left")), (self.down, 1, tr("Alt+Right"))):
            each.setToolTip(keys)
            each.clicked.connect(lambda _=False, by=by: self._move(self.tree.key(), by))
        self.right.clicked.connect(self._settle)
        deeds = row(self.up, self.down, self.right, None)
        return frame(column(self._asked, deeds, gap=Space.S, margins=(Space.M,) * 4), line="above")

    # ---- what is shown

    def arrive(self) -> None:
        self.tree.setFocus()

    def _opened(self) -> None:
        reading = self._book.now
        self.facts.boxes.clear()
        self.title.setText("")
        self.source.show_source(reading.intake)
        tracked = len(reading.intake.source.tracked)
        self._changes.setVisible(bool(tracked))
        self._tracked.setText(
            trn(
                "The document has one tracked change. Read it as", "It has {count} tracked changes. Read it as", tracked
            )
        )
        self.reading.choose(int(reading.rejected))
        self.tree.show_intake(reading.intake)
        self._changed()
        if not self.tree.next_unsure() and self.tree.lines.units:
            self.tree.choose(self.tree.lines.units[0].key)

    def _changed(self) -> None:
        reading = self._book.now
        if reading is None:
            return
        intake = reading.intake
        self.tree.show_intake(intake)
        self._shares.setText(shares(intake.shares))
        self._contents.setText(contents(intake.counts))
        self._doubts.setText(doubts(intake))
        self.next.setVisible(bool(intake.unsure))
        if self._book.proposal is not None:
            for name, box in self.facts.boxes.items():
                box.blockSignals(True)
                box.setChecked(name not in reading.without)
                box.blockSignals(False)
        self._show_place(self.tree.key())

    def _proposed(self) -> None:
        proposal, reading = self._book.proposal, self._book.now
        self.facts.show_proposal(reading.intake, proposal, reading.without)
        if not self.title.isModified() and not self.title.text():
            self.title.setText(proposal.template.title)
            self.title.setCursorPosition(0)

    def _show_place(self, key: str) -> None:
        if self._book.now is None:
            return
        intake = self._book.now.intake
        first, last = intake.places.get(key, (-1, -1))
        self.source.mark(first, last)
        reason = self.tree.lines.unsure.get(key, "")
        at = self.tree.lines.row_of(key)
        label = self.tree.lines.units[at].label if at >= 0 else ""
        self._asked.setText(reason or label)
        self.right.setVisible(bool(reason))

    def _to_line(self, number: int) -> None:
        if self._book.now is not None:
            self.tree.choose_line(self._book.now.intake.places, number)

    def _show_part(self, at: int) -> None:
        self.stack.setCurrentIndex(at)

    # ---- what a person does

    def _move(self, key: str, by: int) -> None:
        if key and not self._book.move(key, by):
            self._asked.setText(
                tr("This line cannot go further up.") if by < 0 else tr("This line cannot go further down.")
            )

    def _settle(self) -> None:
        if self._book.settle(self.tree.key()):
            self.tree.next_unsure()
            self.tree.setFocus()

    def show_next(self) -> None:
        self.parts.choose(0)
        self._show_part(0)
        self.tree.next_unsure()
        self.tree.setFocus()
