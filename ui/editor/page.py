"""Ausfüllen: outline, form, pages. What is typed on the left is read on the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QWidget

from avv_desktop.draft.model import Draft
from avv_desktop.system.language import tr
from ui.desk import Desk
from ui.editor import outline
from ui.editor.forms import Forms
from ui.editor.newer import NewerOffer
from ui.editor.outline import Outline
from ui.editor.progress import Progress
from ui.look.tokens import State
from ui.widgets.banner import Banner
from ui.widgets.controls import boxed, button, column, row, tool
from ui.widgets.header import Header

ROOM_FOR_PAGES = 1080
"""Pixels of this page: below, form and pages take turns (the window is 100 wider)."""
NARROW = 980


class EditorPage(QWidget):
    """`preview(desk)` makes what shows the pages: a widget with `clicked(str)` and `show_place(str)`."""

    def __init__(self, desk: Desk, preview: Callable[[Desk], QWidget] | None = None) -> None:
        super().__init__()
        self._desk = desk
        self.outline = Outline()
        self.forms = Forms(desk)
        self.progress = Progress(desk, self.outline)
        self.preview = preview(desk) if preview else None
        self._wanted = True
        self._beside: bool | None = None
        self._actions()
        self.frozen = Banner(
            State.SIGNED,
            tr("This agreement is signed."),
            tr("Its text stays as it is. For changes, make a new version from the shelf."),
        )
        self.body = QSplitter(Qt.Orientation.Horizontal)
        self.body.setChildrenCollapsible(False)
        self.body.setHandleWidth(1)
        self.middle = QStackedWidget()
        self.middle.addWidget(self.forms)
        self.body.addWidget(self.middle)
        if self.preview is not None:
            self.middle.addWidget(self.preview)  # beside the form as soon as there is room
            self.preview.clicked.connect(self.show_field)
        self.newer = NewerOffer(desk)
        top = boxed(column(self.frozen, self.newer, gap=0, margins=(24, 16, 24, 0)))
        self._top = top
        below = row(self.outline, self.body, gap=0)
        below.setStretch(1, 1)
        self.setLayout(column(self.header, top, below, gap=0))
        self._connect()
        self._opened()

    def _actions(self) -> None:
        self.undo, self.redo = tool("arrow-counter-clockwise", tr("Undo")), tool("arrow-clockwise", tr("Redo"))
        self.undo.setToolTip(tr("Undo (Ctrl+Z)"))
        self.redo.setToolTip(tr("Redo (Ctrl+Y)"))
        self.undo.clicked.connect(self._desk.undo)
        self.redo.clicked.connect(self._desk.redo)
        self.past = tool("clock-counter-clockwise", tr("Earlier states"))
        self.past.clicked.connect(lambda: self._desk.go("past"))
        self.pages = tool("book-open", tr("Show the pages"), "F4")
        self.pages.setCheckable(True)
        self.pages.setChecked(True)
        self.pages.clicked.connect(self._turn_pages)
        if self.preview is None:
            self.pages.hide()
        self.further = button(tr("Continue to review"), "primary")
        self.further.setParent(self)  # a button shown before it has a place would be a window
        self.further.clicked.connect(lambda: self._desk.go("review"))
        self.header = Header(self._desk, 0, self.undo, self.redo, self.past, self.pages, 8, main=self.further)

    def _connect(self) -> None:
        self._desk.opened.connect(self._opened)
        self._desk.edited.connect(self._edited)
        self._desk.checked.connect(self.forms.show_findings)
        self._desk.signed_file_changed.connect(self._show_frozen)
        self.newer.changed.connect(self._show_frozen)
        self.outline.chosen.connect(self.forms.show_group)
        self.outline.clauses.connect(lambda: self._desk.go("clauses"))
        self.forms.showed.connect(self.outline.choose)
        self.forms.place_changed.connect(self._place_changed)
        QApplication.instance().focusChanged.connect(self.forms.focus_moved)

    # ---- arriving

    def arrive(self, place: str = "") -> None:
        """Shown, at a field, or where one was last: whoever comes here wants to type."""
        self.newer.ask()
        self._show_frozen()
        if place:
            self.show_field(place, ask=True)
        elif not self._desk.frozen:
            self.forms.take_focus()

    def show_field(self, place: str, *, ask: bool = False) -> None:
        """Bring a field (or a part of one, or a measure) into sight and give it the focus.

        With `ask` it says what is missing or wrong there.
        """
        if not self._is_beside() and self.middle.currentWidget() is self.preview and self.preview is not None:
            self._turn_pages()
        self.forms.show_place(place, ask=ask)

    def _opened(self) -> None:
        self.forms.open()
        self.progress.refresh()
        self._show_history()
        self._show_frozen()

    def _edited(self, draft: Draft, place: str) -> None:
        self.forms.follow(draft, place)
        self.progress.refresh()
        self._show_history()

    def _show_history(self) -> None:
        history = self._desk.history
        self.undo.setEnabled(history is not None and history.can_undo)
        self.redo.setEnabled(history is not None and history.can_redo)

    def _show_frozen(self) -> None:
        self.frozen.setVisible(self._desk.frozen)
        self._top.setVisible(self._desk.frozen or self.newer.offered)
        self.forms.setEnabled(not self._desk.frozen)

    def _place_changed(self, place: str) -> None:
        if self.preview is not None:
            self.preview.show_place(place)

    # ---- room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.outline.setFixedWidth(outline.NARROW if self.width() < NARROW else outline.WIDTH)
        beside = self._is_beside()
        if self.preview is not None and beside is not self._beside:
            self._beside = beside
            self._settle()

    def _is_beside(self) -> bool:
        return self.width() >= ROOM_FOR_PAGES

    def _settle(self) -> None:
        """Form and pages beside each other, or one of the two."""
        if self._beside:
            self.body.addWidget(self.preview)
            self.body.setStretchFactor(0, 4)
            self.body.setStretchFactor(1, 3)
            room = self.width() - outline.WIDTH
            self.body.setSizes([room - room * 42 // 100, room * 42 // 100])
            self.preview.setVisible(self._wanted)
            self.pages.setChecked(self._wanted)
        else:
            self.middle.addWidget(self.preview)
            self.middle.setCurrentWidget(self.forms)
            self.pages.setChecked(False)

    def _turn_pages(self) -> None:
        if self.preview is None:
            return
        if self._is_beside():
            self._wanted = not self._wanted
            self.preview.setVisible(self._wanted)
            self.pages.setChecked(self._wanted)
        else:
            shown = self.middle.currentWidget() is self.preview
            self.preview.show()
            self.middle.setCurrentWidget(self.forms if shown else self.preview)
            self.pages.setChecked(not shown)
