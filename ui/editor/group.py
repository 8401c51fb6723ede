"""The form of one group of fields: cards in two columns, what is rarely changed folded under "more"."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from avv_desktop.draft.checks import check_field
from avv_desktop.draft.model import Draft, Finding
from avv_desktop.draft.values import Values
from avv_desktop.system.language import tr, trn
from avv_desktop.template.model import FieldGroup, Template
from ui.desk import Desk
from ui.editor.entry import Entry
from ui.editor.fold import FoldHead
from ui.editor.manners import Manners
from ui.editor.offers import offers
from ui.editor.rows_model import cell_words, main_columns
from ui.look.tokens import Space
from ui.questions.choose import unit_words, wide
from ui.widgets.controls import button, column, frame, row, text
from ui.widgets.forms import TwoColumns
from ui.widgets.tab_order import TabAsLaidOut

BY_FIELD = ("missing", "value", "confirm")
"""Rules of findings that a look at the field alone gives."""


class GroupForm(TabAsLaidOut):
    """Follows the draft; what is typed becomes an edit of the desk."""

    def __init__(self, desk: Desk, template: Template, group: FieldGroup, annex: QWidget | None = None) -> None:
        super().__init__()
        self._desk, self.template, self.group = desk, template, group
        self.entries: dict[str, Entry] = {}
        self.annex = annex
        self._filled: list[tuple[QFrame, list[Entry]]] = []
        self._draft: Draft | None = None
        self._shown: dict[str, bool] = {}
        self._found: list[Finding] = []
        self.manners = Manners(self)
        self.manners.ripe.connect(self._check)
        self._all_true = button("", "quiet", glyph="check", small=True)
        self._all_true.clicked.connect(self._confirm_all)
        title = text(group.title, "title", wrap=True)
        head = row(column(title, text(group.help, "soft", wrap=True), gap=Space.XS), self._all_true)
        head.setStretch(0, 1)
        whole = column(head, gap=Space.L, margins=(Space.XL,) * 4)
        names = tuple(name for name in group.fields if name not in group.advanced)
        first = tuple(name for name in names if annex is None or name.startswith(annex.prefix))
        for card in self._cards(first):
            whole.addWidget(card)
        if annex is not None:
            whole.addWidget(annex)
            whole.addWidget(text(tr("What the measures name"), "subtitle"))
            for card in self._cards(tuple(name for name in names if name not in first)):
                whole.addWidget(card)
        self.fold, self._folded = None, []
        if group.advanced:
            self.fold = FoldHead(
                tr("More"), trn("{count} answer rarely changed", "{count} answers rarely changed", len(group.advanced))
            )
            whole.addWidget(self.fold)
            self._folded = self._cards(group.advanced)
            for card in self._folded:
                whole.addWidget(card)
            self.fold.toggled.connect(lambda _: self._show_cards())
        whole.addStretch(1)
        self.setLayout(whole)

    def _cards(self, names: tuple[str, ...]) -> list[QFrame]:
        """Simple fields share a card; a party, a list or a table has one of its own."""
        cards: list[QFrame] = []
        grid: TwoColumns | None = None
        for name in names:
            entry = self._entry(name)
            if entry.composite:
                cards.append(frame(column(entry, gap=0, margins=(Space.XL,) * 4), card="true"))
                self._filled.append((cards[-1], [entry]))
                grid = None
                continue
            if grid is None:
                grid = TwoColumns()
                cards.append(frame(column(grid, gap=0, margins=(Space.XL,) * 4), card="true"))
                self._filled.append((cards[-1], []))
            grid.add(entry, wide=wide(entry.question))
            self._filled[-1][1].append(entry)
        return cards

    def _entry(self, name: str) -> Entry:
        entry = Entry(self.template.field(name), self.template)
        entry.answered.connect(self._answered)
        entry.confirmed.connect(lambda name: self._desk.edit(self._desk.draft.confirm(name), name))
        entry.shifted.connect(self.manners.forget)
        if entry.question.type == "table":
            entry.input.undo_wanted.connect(self._desk.undo)
        self.entries[name] = entry
        return entry

    # ---- the draft

    def follow(self, draft: Draft, place: str = "") -> None:
        """Show what has changed since the last time; the field that is being typed in (`place`) is left alone."""
        values = Values(self.template, draft)
        frozen = self._desk.frozen
        for name, entry in self.entries.items():
            if source := entry.question.options_from:
                entry.input.set_options(_row_options(values, source))
            if name != place or frozen:
                entry.show_value(values.value(name))
            entry.show_proposal(_is_open(entry, draft, values))
            entry.show_offers(offers(entry.question, values.value(name), values.value, self._unit(entry)))
            if entry.question.type == "table":
                entry.input.follow(values)
        self._shown = {n: self._applies(e, values) for n, e in self.entries.items()}
        self._show_cards()
        waiting = sum(_is_open(entry, draft, values) for name, entry in self.entries.items() if self._shown[name])
        self._all_true.setVisible(waiting > 1)
        if waiting > 1:
            self._all_true.setText(tr("All {count} proposals are right", count=waiting))
        if self.annex is not None:
            self.annex.follow(draft, place)
        for name in self.manners.shown(self.entries):
            self._check(name)
        self._draft = draft

    def _show_cards(self) -> None:
        opened = self.fold is None or self.fold.isChecked()
        for card, entries in self._filled:
            for entry in entries:
                if entry.isHidden() is self._shown[entry.name]:
                    entry.setVisible(self._shown[entry.name])
            there = any(self._shown[entry.name] for entry in entries)
            card.setVisible(there and (opened or card not in self._folded))

    def _applies(self, entry: Entry, values: Values) -> bool:
        when = entry.question.required_when
        return not when or bool(values.holds(when))

    def _unit(self, entry: Entry) -> str:
        return unit_words(self.template.units.get(entry.question.unit))

    # ---- what a person does

    def _answered(self, name: str, value: object) -> None:
        question = self.template.field(name)
        if question.default is None and value in ("", [], {}):
            value = None
        self.manners.edited(name)
        self._desk.edit(self._desk.draft.answer(name, value), name)
        self._check(name)

    def _confirm_all(self) -> None:
        draft, values = self._desk.draft, Values(self.template, self._desk.draft)
        names = [n for n, e in self.entries.items() if self._shown[n] and _is_open(e, draft, values)]
        self._desk.edit(draft.confirm(*names), "")

    def _check(self, name: str) -> None:
        """Say what is wrong with a field, where a person has finished typing."""
        if name in self.entries and self._desk.draft is not None:
            if self.entries[name].question.type == "table":  # many rows: looked through beside the typing
                found = [each for each in self._found if each.place.startswith(name)]
            else:
                found = check_field(self.template, self._desk.draft, name)
                found += [each for each in self._found if each.place == name and each.rule not in BY_FIELD]
            self.entries[name].show_errors(self.manners.errors(name, found, self.entries[name].said))

    def show_findings(self, found: list[Finding]) -> None:
        """Of the whole draft, worked out beside the typing: what clauses demand, and the rows of tables."""
        self._found = found
        for name in self.manners.shown(self.entries):
            self._check(name)

    def ask(self, name: str, part: str) -> None:
        """Say what is wrong there, also if it is only empty."""
        self.manners.ask(name, part)
        self._check(name)

    def left(self, name: str, part: str) -> None:
        """The focus has gone from there."""
        entry = self.entries.get(name)
        if entry is not None and self.manners.leave(name, part):
            self._check(name)
        if entry is not None and self._draft is not None:
            entry.show_value(Values(self.template, self._desk.draft).value(name))

    def unfold(self, name: str) -> None:
        if self.fold is not None and name in self.group.advanced and not self.fold.isChecked():
            self.fold.setChecked(True)


def _is_open(entry: Entry, draft: Draft, values: Values) -> bool:
    name = entry.name
    return entry.question.confirm and name not in draft.confirmed and not values.answered(name) and values.filled(name)


def _row_options(values: Values, table: str) -> list[tuple[str, str]]:
    first = main_columns(values.field(table).columns)[0]
    return [(str(row["id"]), cell_words(row, first) or str(row["id"])) for row in values.rows(table) if row.get("id")]
