"""Anlage 1: sections, controls and their measures; a control opens to its lines."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from avv_desktop.draft.model import Draft
from avv_desktop.draft.values import Values
from avv_desktop.system.language import tr
from avv_desktop.template.model import Template
from avv_desktop.template.text import Control
from ui.desk import Desk
from ui.editor import measure_lines as lines
from ui.editor.fold import FoldHead
from ui.editor.measure_row import MeasureRow
from ui.look.tokens import Space
from ui.widgets.controls import boxed, button, card, column, row, text


class Measures(QWidget):
    """All of the annex."""

    def __init__(self, desk: Desk, template: Template, annex_id: str) -> None:
        super().__init__()
        self._desk, self._template, self._annex = desk, template, annex_id
        self.prefix = f"{annex_id}."
        self.controls: dict[str, ControlLines] = {}
        whole = column(gap=Space.L)
        for section in template.sections:
            inside = column(gap=0)
            for control in section.controls:
                made = ControlLines(desk, control, annex_id)
                self.controls[control.id] = made
                inside.addWidget(made)
            title = column(
                text(section.title, "subtitle", wrap=True), text(section.art, "caption", wrap=True), gap=Space.HAIR
            )
            title.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
            whole.addWidget(card(title, inside, gap=Space.XS, padding=Space.M))
        self.setLayout(whole)

    def follow(self, draft: Draft, place: str = "") -> None:
        values = Values(self._template, draft)
        for control in self.controls.values():
            control.follow(draft, values)

    def find(self, measure: str) -> QWidget | None:
        """Open the control of a measure (or the control of that id) and give what takes the focus."""
        name = lines.places(self._template).get(measure, measure)
        control = self.controls.get(name) or next(
            (each for each in self.controls.values() if measure.startswith(f"{each.control.id}_own_")), None
        )
        if control is None:
            return None
        control.head.setChecked(True)
        return control.row_of(measure) or control.head


class ControlLines(QWidget):
    """One control. Its rows are made when it is first opened."""

    def __init__(self, desk: Desk, control: Control, annex_id: str) -> None:
        super().__init__()
        self._desk, self.control, self._annex = desk, control, annex_id
        self._lines: lines.Lines = ()
        self._values: Values | None = None
        self.rows: list[MeasureRow] = []
        self.head = FoldHead(control.title)
        self.head.toggled.connect(self._opened)
        self._stack = column(gap=0)
        self.add = button(tr("Own measure"), "quiet", glyph="plus", small=True)
        self.add.setAccessibleName(f"{tr('Own measure')}: {control.title}")
        self.add.clicked.connect(self._add)
        self.restore = button(tr("Restore"), "quiet", glyph="arrow-counter-clockwise", small=True)
        self.restore.setAccessibleName(f"{tr('Restore')}: {control.title}")
        self.restore.clicked.connect(lambda: self._change(lines.standard(control)))
        inside = column(
            text(control.goal, "soft", wrap=True), self._stack, row(self.add, self.restore, None), gap=Space.XS
        )
        self._inside = boxed(inside)
        inside.setContentsMargins(Space.M + 14 + Space.XS, 0, Space.S, Space.L)
        self._inside.hide()
        self.setLayout(column(self.head, self._inside, gap=0))

    def follow(self, draft: Draft, values: Values) -> None:
        self._lines, self._values = lines.lines_of(self.control, draft), values
        changed = self.control.id in draft.measures
        on = sum(each.on for each in self._lines)
        said = tr("{on} of {count} measures", on=on, count=len(self._lines))
        self.head.say(said, tr("changed") if changed else "")
        self.restore.setVisible(changed)
        applies = values.holds(self.control.when)
        if self.isHidden() is applies:
            self.setVisible(applies)
        if self.head.isChecked():
            self._show()

    def row_of(self, measure: str) -> MeasureRow | None:
        return next((each for each in self.rows if each.line is not None and each.line.id == measure), None)

    # ---- rows

    def _opened(self, on: bool) -> None:
        self._inside.setVisible(on)
        if on:
            self._show()

    def _show(self) -> None:
        while len(self.rows) > len(self._lines):
            gone = self.rows.pop()
            self._stack.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.rows) < len(self._lines):
            self._append(len(self.rows))
        for at, (each, line) in enumerate(zip(self.rows, self._lines, strict=True)):
            words = lines.words_of(line, self.control, self._values)
            each.show_line(line, words, self._marks(line), at, len(self._lines))
            each.setProperty("place", f"{self._annex}.{line.id}")

    def _append(self, at: int) -> None:
        made = MeasureRow()
        made.ticked.connect(lambda on: self._change(lines.ticked(self._lines, at, on), at))
        made.worded.connect(lambda words: self._word(at, words))
        made.moved.connect(lambda by: self._move(at, by))
        made.removed.connect(lambda: self._change(lines.removed(self._lines, at)))
        self.rows.append(made)
        self._stack.addWidget(made)

    def _marks(self, line) -> str:
        """What is to be known of a line beside its words."""
        measure = next((each for each in self.control.measures if each.id == line.id), None)
        if line.own:
            return tr("own measure")
        found = [tr("words changed")] if line.text else []
        if measure is not None:
            full = measure.scope == "full" and self._values.value(f"{self._annex}.scope") != "full"
            found += [tr("only in the full version")] if full else []
            found += [tr("proposal")] if measure.origin == "proposal" and not line.text else []
        return "  ·  ".join(found)

    # ---- what a person does

    def _change(self, changed: lines.Lines, at: int = -1) -> None:
        place = f"{self._annex}.{changed[at].id if 0 <= at < len(changed) else self.control.id}"
        self._desk.edit(lines.with_lines(self._desk.draft, self.control, changed), place)

    def _word(self, at: int, words: str) -> None:
        of_template = lines.template_words(self._lines[at], self.control, self._values)
        self._change(lines.worded(self._lines, at, words, of_template), at)

    def _move(self, at: int, by: int) -> None:
        if 0 <= at + by < len(self._lines):
            self._change(lines.moved(self._lines, at, by), at + by)
            self.rows[at + by].tick.setFocus()

    def _add(self) -> None:
        self._change(lines.added(self._lines, self.control), len(self._lines))
        self.rows[-1].edit(True)
