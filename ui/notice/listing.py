"""The list of sub-processors, to be changed: replace, change, remove, add; nothing counts until it is planned."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from avv_desktop.document.wording.companies import full_name
from avv_desktop.notice.listed import changes
from avv_desktop.notice.model import RowChange, Rows
from avv_desktop.system.language import tr
from avv_desktop.template.clean import new_id
from avv_desktop.template.model import Column
from ui.look.tokens import Space, State
from ui.notice.row_form import RowForm
from ui.notice.words import change_words
from ui.trust.parts import empty
from ui.widgets.badge import Badge
from ui.widgets.controls import boxed, button, card, column, row, text, tool
from ui.widgets.tab_order import TabAsLaidOut


class Listing(TabAsLaidOut):
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._old: Rows = ()
        self._new: list[dict[str, Any]] = []
        self._columns: tuple[Column, ...] = ()
        self._open = -1
        self._body = column(gap=Space.S)
        self.setLayout(self._body)

    def show_list(self, rows: Rows, columns: tuple[Column, ...]) -> None:
        """The list as it holds today; what was changed here before is forgotten."""
        self._old = tuple(row for row in rows if row.get("active", True) is not False)
        self._new, self._columns, self._open = [dict(row) for row in self._old], columns, -1
        self._show()

    @property
    def old(self) -> Rows:
        return self._old

    @property
    def new(self) -> Rows:
        return tuple(self._new)

    @property
    def changes(self) -> tuple[RowChange, ...]:
        return changes(self._old, self._new)

    # ---- what is shown

    def _show(self) -> None:
        empty(self._body)
        became = {str(each.new.get("id") or ""): each for each in self.changes if each.new}
        parts: list[Any] = [text(tr("Sub-processors"), "subtitle")]
        for at, each in enumerate(self._new):
            parts.append(self._line(at, each, became.get(str(each.get("id") or ""))))
            if at == self._open:
                parts.append(self._form(at, each))
        if self._open == len(self._new):
            parts.append(self._form(self._open, {}))
        parts += [self._gone(each) for each in self.changes if each.kind == "removed"]
        add = button(tr("Add a company"), glyph="plus", small=True)
        add.clicked.connect(lambda: self._turn_to(len(self._new)))
        parts.append(row(add, None))
        self._body.addWidget(card(*parts, padding=Space.XL))

    def _line(self, at: int, each: dict[str, Any], became: RowChange | None) -> QWidget:
        name = full_name(each, "company") or "–"
        about = " · ".join(str(each[part]) for part in ("service", "place") if each.get(part))
        said = column(text(name, "strong"), text(about, "caption", wrap=True), gap=Space.HAIR)
        edit = button(tr("Change or replace"), "quiet", small=True)
        edit.setAccessibleName(tr("Change or replace: {title}", title=name))
        edit.clicked.connect(lambda: self._turn_to(-1 if self._open == at else at))
        gone = tool("trash", tr("Remove: {title}", title=name), small=True)
        gone.setMinimumSize(gone.sizeHint())
        gone.clicked.connect(lambda: self._remove(at))
        parts = [Badge(State.READY, change_words(became))] if became else []
        line = row(said, *parts, edit, gone, gap=Space.M)
        line.setStretch(0, 1)
        return boxed(line)

    def _gone(self, change: RowChange) -> QWidget:
        back = button(tr("Keep it after all"), "quiet", small=True)
        back.setAccessibleName(tr("Keep it after all: {title}", title=change.former))
        back.clicked.connect(lambda: self._put_back(change))
        line = row(text(change.former, "soft"), Badge(State.HALF, change_words(change)), back, gap=Space.M)
        line.setStretch(0, 1)
        return boxed(line)

    def _form(self, at: int, each: dict[str, Any]) -> QWidget:
        form = RowForm(self._columns, each)
        form.taken.connect(lambda values: self._take(at, values))
        form.left.connect(lambda: self._turn_to(-1))
        return form

    # ---- what a person does

    def _turn_to(self, at: int) -> None:
        self._open = at
        self._show()
        if form := self.findChild(RowForm):
            form.focus_first()

    def _take(self, at: int, values: dict[str, Any]) -> None:
        if at == len(self._new):
            known = [str(each.get("id", "")) for each in (*self._old, *self._new)]
            values = {"id": new_id(str(values.get("company", "")), known, "company"), "active": True, **values}
            self._new.append(values)
        else:
            self._new[at] = {**self._new[at], **values}
        self._open = -1
        self._changed()

    def _remove(self, at: int) -> None:
        del self._new[at]
        self._open = -1
        self._changed()

    def _put_back(self, change: RowChange) -> None:
        self._new.append(dict(change.old))
        self._changed()

    def _changed(self) -> None:
        self._show()
        self.edited.emit()
