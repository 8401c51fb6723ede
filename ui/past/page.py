"""Frühere Stände: looked at beside what is now, named, and brought back; bringing back can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from avv_desktop.system.language import tr
from ui.desk import Desk
from ui.jobs import STORE
from ui.look.icons import Glyph
from ui.look.tokens import Size, Space
from ui.past.naming import Naming
from ui.past.shown import Shown
from ui.past.states import States
from ui.past.work import Seen, called, seen
from ui.widgets.controls import Scrolled, boxed, button, centred, column, frame, row, text, tool
from ui.widgets.header import Cut

if TYPE_CHECKING:
    from avv_desktop.store.model import Saved

WIDEST = 860


class PastPage(QWidget):
    """Of the agreement on the desk."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.seen: Seen | None = None
        self._choose = 0
        self.states, self.shown, self.naming = States(), Shown(), Naming()
        self.restore = button(tr("Bring this state back"), "primary", glyph="arrow-counter-clockwise")
        self.keep = button(tr("Name the present state …"), glyph="bookmark-simple")
        self.compare = button(tr("Compare"), glyph="git-diff")
        self._stack = QStackedWidget()
        held = boxed(column(self.naming, self.shown, None, gap=Space.L))
        held.setMaximumWidth(WIDEST)
        right = Scrolled(boxed(row(held, margins=(Space.XXL, Space.XL, Space.XL, Space.XL))))
        body = row(self.states, right, gap=0)
        body.setStretch(1, 1)
        self._body, self._nothing = boxed(body), self._empty()
        for each in (QWidget(), self._body, self._nothing):
            self._stack.addWidget(each)
        whole = column(self._head(), self._stack, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._connect()

    def arrive(self, place: str) -> None:
        """`place`: the number of a state to look at, or empty."""
        self.naming.hide()
        self._choose = int(place) if place.isdigit() else 0
        self.name.say(self._desk.customer)
        self.look()
        (self.states.list if self._stack.currentWidget() is self._body else self.back).setFocus()

    # ---- the parts

    def _head(self) -> QFrame:
        self.back, self.name = tool("arrow-left", tr("Back to the form")), Cut("caption")
        said = column(None, text(tr("Earlier states"), "subtitle"), self.name, None, gap=Space.HAIR)
        inside = row(self.back, said, None, self.keep, self.compare, self.restore, gap=Space.M)
        inside.setContentsMargins(Space.L, 0, Space.XL, 0)
        inside.setStretch(1, 1)
        made = frame(inside, line="below")
        made.setFixedHeight(Size.HEADER)
        return made

    def _empty(self) -> QWidget:
        words = text(tr("There is no earlier state yet."), "title")
        more = text(tr("While you type, every minute that something changes becomes one."), "soft")
        parts = (Glyph("clock-counter-clockwise-light", 56, "faint"), words, more)
        return boxed(column(None, *map(centred, parts), None, None, gap=Space.M))

    def _connect(self) -> None:
        desk = self._desk
        self.back.clicked.connect(lambda: desk.go("editor"))
        self.states.chosen.connect(self._look_at)
        self.keep.clicked.connect(self._ask_name)
        self.shown.rename.connect(self.naming.ask)
        self.naming.named.connect(self._name)
        self.naming.left.connect(self._leave_name)
        self.compare.clicked.connect(self._compare)
        self.restore.clicked.connect(self._bring_back)
        desk.saved.connect(lambda _: self._again())
        desk.opened.connect(self._again)

    # ---- what is shown

    def look(self) -> None:
        """Read anew what is kept; the newest state is the agreement as it is, and no earlier one."""
        draft = self._desk.draft
        if draft is None or self._desk.store is None:
            return
        id, saved_now = draft.id, draft.changed

        def then(found: object) -> None:
            if self._desk.draft is not None and self._desk.draft.id == id:
                states: Sequence[Saved] = found  # type: ignore[assignment]
                self._show([each for each in states if each.name or each.moment != saved_now])

        self._desk.run_in_store(lambda store: store.earlier(id), then, newest="past")

    def _again(self) -> None:
        if self.isVisible() and self._desk.draft is not None:
            self._choose = self.seen.saved.id if self.seen else 0
            self.look()

    def _show(self, states: list[Saved]) -> None:
        self._stack.setCurrentWidget(self._body if states else self._nothing)
        self.keep.setVisible(not self._desk.frozen)
        self.restore.setVisible(bool(states) and not self._desk.frozen)
        self.compare.setVisible(bool(states))
        if not states:
            self.seen = None
            self.shown.clear()
            self.states.show_states([])
            self.keep.setFocus()
            return
        self.states.show_states(states, self._choose)

    def _look_at(self, saved: Saved) -> None:
        store, draft, template = self._desk.store, self._desk.draft, self._desk.template
        self.restore.setEnabled(False)
        if store is None or draft is None or template is None:
            return

        def then(found: Any) -> None:
            self.seen = found
            self.restore.setEnabled(found.older or not found.page.same)
            self.shown.show_seen(found, frozen=self._desk.frozen)

        self._desk.jobs.run(
            lambda: seen(store, saved, draft, template), then, self._desk.failed.emit, lane=STORE, newest="state"
        )

    # ---- what a person does

    def _ask_name(self) -> None:
        self._stack.setCurrentWidget(self._body)
        self.naming.ask(None)

    def _leave_name(self) -> None:
        there = self.states.list.count() > 0
        self._stack.setCurrentWidget(self._body if there else self._nothing)
        (self.states.list if there else self.keep).setFocus()

    def _name(self, saved: Saved | None, name: str) -> None:
        """None: the agreement as it is now."""
        draft = self._desk.draft

        def work(store) -> object:
            if saved is None:
                return store.keep_version(draft, name).id
            store.name_state(saved, name)
            return saved.id

        def then(id: object) -> None:
            self._choose = int(id)  # type: ignore[call-overload]
            said = tr("Kept as “{name}”", name=name) if name else tr("The name is gone")
            self._desk.told.emit(said, None)
            self.look()
            self.states.list.setFocus()

        self._desk.save()
        self._desk.run_in_store(work, then)

    def _compare(self) -> None:
        if self.seen is not None:
            self._desk.go("compare", f"state:{self.seen.draft.id}/{self.seen.saved.id}\nopen:")

    def _bring_back(self) -> None:
        """A change like any other: the state it replaces stays among the earlier ones, and undo takes it back."""
        from avv_desktop.draft.model import now

        desk, found = self._desk, self.seen
        if found is None or desk.draft is None:
            return
        before = replace(found.draft, id=desk.draft.id, changed=now())
        words = tr("Brought back: {state}", state=called(found.saved))
        if found.older:
            desk.lay_down(before, found.template)
            desk.told.emit(words, None)
        else:
            desk.edit(before)
            desk.told.emit(words, desk.undo)
        desk.go("editor")
