"""The chosen agreement: what to do next, first of all."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from avv_desktop import flow
from avv_desktop.document.model import signature_lines
from avv_desktop.system.language import tr
from ui.look.icons import icon
from ui.look.tokens import Space, State
from ui.shelf.groups import customer, next_action, short_words
from ui.widgets.badge import Badge
from ui.widgets.controls import Scrolled, boxed, button, column, frame, row, rule, text, tool
from ui.widgets.dates import date_words, moment_words, parse_date
from ui.widgets.timeline import Step, Timeline

WIDE, SLIM = 336, 292


class Facts(NamedTuple):
    """What is read from the store for the panel, off the GUI thread."""

    steps: list[Step]
    main_contract: str
    signed_file: tuple[int | str, str] | None
    """(id, name) of the newest signed file."""


class Details(QWidget):
    act = Signal(object, str)
    """(entry, page)"""
    more = Signal(object, object)
    """(entry, where the menu opens)"""
    keep = Signal(object, object)
    """(entry, (file id, name)): write the signed file."""

    def __init__(self) -> None:
        super().__init__()
        self.entry, self._signed_file = None, None
        self.badge, self.dots = Badge(State.DRAFT), tool("dots-three", tr("More"))
        self.title, self.subject = text("", "title", wrap=True), text("", "soft", wrap=True)
        self.main = button(tr("Open"), "primary", glyph="pencil-simple")
        self.edit = button(tr("Edit"), glyph="pencil-simple")
        self.file = button(tr("Save file"), glyph="download-simple")
        self._signing = column(gap=0)
        self._signers = boxed(column(text(tr("Signatures"), "strong"), self._signing, Space.XS, rule(), gap=Space.L))
        self._facts = QGridLayout()
        self._facts.setContentsMargins(0, 0, 0, 0)
        self._facts.setVerticalSpacing(Space.S)
        self._facts.setHorizontalSpacing(Space.M)
        self._facts.setColumnStretch(1, 1)
        inside = column(
            row(self.badge, None, self.dots),
            column(self.title, self.subject, gap=Space.HAIR),
            self.main,
            Space.XS,
            rule(),
            self._signers,
            text(tr("Details"), "strong"),
            self._facts,
            None,
            gap=Space.L,
            margins=(Space.XL, Space.XL, Space.XL, Space.S),
        )
        below = row(self.file, self.edit, margins=(Space.XL, Space.S, Space.XL, Space.XL))
        self.setLayout(row(frame(column(Scrolled(boxed(inside)), below, gap=0), line="left"), gap=0))
        self.main.clicked.connect(lambda: self.act.emit(self.entry, next_action(self.entry)[2]))
        self.edit.clicked.connect(lambda: self.act.emit(self.entry, "editor"))
        self.dots.clicked.connect(lambda: self.more.emit(self.entry, self._below_dots()))
        self.file.clicked.connect(lambda: self.keep.emit(self.entry, self._signed_file))

    def show_entry(self, entry) -> None:
        """What the list already knows; the rest comes with `show_facts`."""
        again = self.entry is not None and entry.id == self.entry.id
        self.entry = entry
        words, glyph, _ = next_action(entry)
        long = entry.words if entry.state in ("half", "problem") and entry.words else short_words(entry)
        self.badge.show_state(State(entry.state), long if len(long) < 30 else short_words(entry))
        self.title.setText(customer(entry))
        self.subject.setText(entry.subject)
        self.subject.setVisible(bool(entry.subject))
        self.main.setText(words)
        self.main.setIcon(icon(glyph, "on_accent"))
        self.edit.setVisible(entry.state in ("ready", "problem"))
        if not again:
            self._signed_file = None
            self._signers.hide()
            self.file.hide()
        self._show_rows("")

    def show_facts(self, facts: Facts) -> None:
        _clear(self._signing)
        if facts.steps:
            self._signing.addWidget(Timeline(facts.steps))
        self._signers.setVisible(bool(facts.steps))
        self._signed_file = facts.signed_file
        self.file.setVisible(facts.signed_file is not None)
        self._show_rows(facts.main_contract)

    def _show_rows(self, main_contract: str) -> None:
        _clear(self._facts)
        said = {
            tr("Number"): self.entry.number,
            tr("Main contract"): main_contract,
            tr("Missing"): str(self.entry.missing) if self.entry.missing else "",
            tr("Last changed"): moment_words(self.entry.changed),
            tr("Created"): date_words(self.entry.created.astimezone().date()),
        }
        for line, (name, value) in enumerate((n, v) for n, v in said.items() if v):
            self._facts.addWidget(text(name, "soft"), line, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(text(value, wrap=True), line, 1)

    def _below_dots(self):
        return self.dots.mapToGlobal(self.dots.rect().bottomLeft())


def facts_of(store, entry) -> Facts:
    """Read the agreement and its newest signed file. May take a moment; knows no widgets."""
    draft, template = store.draft(entry.id)
    signed = [file for file in store.files(entry.id) if file.kind == "signed"]
    if signed:
        steps = _steps_of_file(store.file(signed[-1].id))
    else:
        steps = [_open_step(line.name, line.function, line.party) for line in _lines(template, draft)]
    day = parse_date(str(draft.answers.get("agreement.main_contract_date") or ""))
    newest = (signed[-1].id, signed[-1].name) if signed else None
    return Facts(steps, date_words(day) if day else "", newest)


def _lines(template, draft):
    return [line for line in signature_lines(flow.compose(template, draft)) if line.name]


def _steps_of_file(data: bytes) -> list[Step]:
    progress = flow.progress(data)
    steps = []
    for slot in progress.slots:
        if slot.signed:
            when = moment_words(slot.signed_at) if slot.signed_at else ""
            trial = tr("trial") if slot.trial else ""
            detail = " · ".join(each for each in (slot.function, tr("signed"), when, trial) if each)
            steps.append(Step(slot.name or slot.signer, detail, "check-circle-fill", "good"))
        elif progress.next is not None and slot.field == progress.next.field:
            steps.append(Step(slot.name, f"{slot.function} · {tr('next')}", "arrow-circle-right-fill", now=True))
        else:
            steps.append(_open_step(slot.name, slot.function, slot.party))
    return steps


def _open_step(name: str, function: str, party: str) -> Step:
    return Step(name, " · ".join(each for each in (function, party) if each))


def _clear(layout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
