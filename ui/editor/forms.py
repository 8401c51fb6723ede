"""The forms of all groups: built when first shown, each with its own scroll position."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from avv_desktop.draft.model import Draft
from avv_desktop.template.model import FieldGroup, Template
from ui.desk import Desk
from ui.editor.group import GroupForm
from ui.editor.measures import Measures
from ui.look.tokens import Space
from ui.questions.place import joined, split
from ui.widgets.controls import Scrolled, boxed, row

WIDEST = 860
LEAST = 420


class Forms(QStackedWidget):
    """`showed(group id)`; `place_changed(place)`: where the focus is now."""

    showed = Signal(str)
    place_changed = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setMinimumWidth(LEAST)
        self._desk = desk
        self._template: Template | None = None
        self._built: dict[str, tuple[Scrolled, GroupForm]] = {}
        self._stale: set[str] = set()
        self._before: Draft | None = None
        self._place = ""
        self.group = ""

    # ---- which agreement

    def open(self) -> None:
        """Another agreement lies on the desk: its first group, from the top."""
        for scrolled, _ in self._built.values():
            self.removeWidget(scrolled)
            scrolled.deleteLater()
        self._built, self._stale, self._place, self.group = {}, set(), "", ""
        self._template, self._before = self._desk.template, self._desk.draft
        if self._template is not None and self._desk.draft is not None and self._template.groups:
            self.show_group(self._template.groups[0].id)

    def follow(self, draft: Draft, place: str) -> None:
        """Bring what is in sight up to date; the others follow when they are shown."""
        if self._template is None:
            return
        before, self._before = self._before, draft
        self._stale = set(self._built)
        if not place and before is not None:
            self._go_where_it_changed(before, draft)
        if self.group in self._stale:
            self._stale.discard(self.group)
            self.current.follow(draft, split(place, self.current.entries)[0])

    def _go_where_it_changed(self, before: Draft, draft: Draft) -> None:
        """After undo and redo one sees what they did."""
        names = [
            n for n in draft.answers.keys() | before.answers.keys() if draft.answers.get(n) != before.answers.get(n)
        ]
        names += list(draft.confirmed ^ before.confirmed)
        groups = [self._group_of(name) for name in names]
        if draft.measures != before.measures:
            groups.append(self._measures_group())
        if groups and self.group not in groups and groups[0]:
            self.show_group(groups[0])

    # ---- which group

    @property
    def current(self) -> GroupForm:
        return self._built[self.group][1]

    def show_group(self, name: str) -> None:
        group = next((each for each in self._template.groups if each.id == name), None) if self._template else None
        if group is None:
            return
        if name not in self._built:
            self._build(group)
        scrolled, form = self._built[name]
        if name in self._stale:
            form.follow(self._desk.draft)
            self._stale.discard(name)
        self.group = name
        form.show_findings(self._desk.findings)
        self.setCurrentWidget(scrolled)
        self.showed.emit(name)

    def _build(self, group: FieldGroup) -> None:
        annex = Measures(self._desk, self._template, self._annex()) if group.id == self._measures_group() else None
        form = GroupForm(self._desk, self._template, group, annex)
        form.setMaximumWidth(WIDEST)
        scrolled = Scrolled(boxed(row(form, 0, gap=0)))
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        form.follow(self._desk.draft)
        self._built[group.id] = (scrolled, form)
        self.addWidget(scrolled)

    def _annex(self) -> str:
        return next((each.id for each in self._template.annexes if each.kind == "measures"), "")

    def _measures_group(self) -> str:
        return self._group_of(f"{self._annex()}.scope") if self._annex() else ""

    def _group_of(self, name: str) -> str:
        return next((g.id for g in self._template.groups if name in g.fields or name in g.advanced), "")

    # ---- which place

    def show_place(self, place: str, *, ask: bool = False) -> None:
        if self._template is None:
            return
        name, part = split(place, [field.name for field in self._template.fields])
        if name:
            self.show_group(self._group_of(name))
            form = self.current
            form.unfold(name)
            if ask:
                form.ask(name, part)
            self._focus(form.entries[name].control(part), form.entries[name])
        elif self._annex() and place.startswith(self._annex() + "."):
            self.show_group(self._measures_group())
            target = self.current.annex.find(place[len(self._annex()) + 1 :])
            if target is not None:
                self._focus(target, target)

    def take_focus(self) -> None:
        """To where it was last in this agreement, or to the first field of the group."""
        if self.group:
            self.show_place(self._place or self.current.group.fields[0])

    def _focus(self, control: QWidget, entry: QWidget) -> None:
        control.setFocus()
        scrolled = self._built[self.group][0]
        QTimer.singleShot(0, scrolled, lambda: _reveal(scrolled, entry, control))

    def focus_moved(self, old: QWidget | None, now: QWidget | None) -> None:
        """Somebody went from one control to another."""
        if old is not None and self.group and (left := _place_of(old, self)):
            self.current.left(*split(left, self.current.entries))
        if now is not None and (place := _place_of(now, self)) and place != self._place:
            self._place = place
            self.place_changed.emit(place)
            scrolled = self._built[self.group][0]
            if scrolled.isAncestorOf(now):
                scrolled.ensureWidgetVisible(now, 0, Space.XXL)

    def show_findings(self) -> None:
        if self.group:
            self.current.show_findings(self._desk.findings)


def _reveal(scrolled: Scrolled, entry: QWidget, control: QWidget) -> None:
    """The whole entry if it fits, else the control."""
    inside = scrolled.widget()
    if not inside.isAncestorOf(entry):
        return
    top = entry.mapTo(inside, QPoint()).y()
    if entry.height() < scrolled.viewport().height() - 2 * Space.XL:
        scrolled.ensureVisible(0, top, 0, Space.XL)
        scrolled.ensureVisible(0, top + entry.height(), 0, Space.XL)
    elif inside.isAncestorOf(control):
        scrolled.ensureWidgetVisible(control, 0, Space.XXL)


def _place_of(widget: QWidget, root: QWidget) -> str:
    """The place a control belongs to: its entry's name and the part, or a measure."""
    part, at = "", widget
    while at is not None and at is not root:
        if place := at.property("place"):
            return str(place)
        part = part or str(at.property("part") or "")
        if name := at.property("entry"):
            return joined(str(name), part)
        at = at.parentWidget()
    return ""
