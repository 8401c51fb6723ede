"""Klauseln: the agreement's own words, changed for this one customer; what is not standard says so."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from avv_desktop.draft.model import Draft
from avv_desktop.system.language import tr
from ui.clauses import changes
from ui.clauses.called import Called
from ui.clauses.changes import Who
from ui.clauses.clause import ClauseView
from ui.clauses.outline import Outline
from ui.clauses.requests import Requests
from ui.clauses.shown import Shown, clauses
from ui.desk import Desk
from ui.look.tokens import Space, State
from ui.trust.frozen import FrozenBanner
from ui.widgets.banner import Banner
from ui.widgets.controls import Scrolled, boxed, button, column, row, tool
from ui.widgets.header import Header

WIDEST = 860


class ClausesPage(QWidget):
    """`arrive(place)`: a clause or paragraph by its id, "" where one was."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: list[Shown] = []
        self._mine = ""
        self.outline, self.requests = Outline(), Requests()
        self.view: ClauseView | None = None
        self._place = column(gap=Space.L)
        self._above = column(gap=Space.M)
        self._ask = self._name_asked()
        inside = QWidget()
        inside.setMaximumWidth(WIDEST)
        inside.setLayout(column(self._above, self._ask, self.requests, self._place, None, gap=Space.L))
        whole = row(inside, margins=(Space.XL, Space.XL, Space.XL, Space.XL))
        whole.addStretch(0)
        whole.setStretch(0, 1)
        self.scroll = Scrolled(boxed(whole))
        body = row(self.outline, self.scroll, gap=0)
        body.setStretch(1, 1)
        self.setLayout(column(self._header(), body, gap=0))
        self._connect()

    def _header(self) -> Header:
        self.undo, self.redo = tool("arrow-counter-clockwise", tr("Undo")), tool("arrow-clockwise", tr("Redo"))
        self.undo.clicked.connect(self._desk.undo)
        self.redo.clicked.connect(self._desk.redo)
        further = button(tr("Continue to review"), "primary")
        further.clicked.connect(lambda: self._desk.go("review"))
        self.header = Header(self._desk, 0, self.undo, self.redo, 8, main=further)
        return self.header

    def _name_asked(self) -> QWidget:
        """A director without a name approves nothing: it is asked for here, once."""
        self.name = QLineEdit()
        self.name.setPlaceholderText(tr("First and last name"))
        self.name.setAccessibleName(tr("Your name"))
        self.name.setMaximumWidth(260)
        done = button(tr("Remember"), small=True)
        done.clicked.connect(self._named)
        self.name.returnPressed.connect(self._named)
        words = tr("Changes bear your name, and with it they count as approved.")
        banner = Banner(State.READY, tr("Who are you?"), words)
        return boxed(column(banner, row(self.name, done, None), gap=Space.S))

    def _connect(self) -> None:
        desk = self._desk
        desk.opened.connect(self._opened)
        desk.edited.connect(self._edited)
        desk.settings_changed.connect(self._show_people)
        desk.signed_file_changed.connect(self._opened)
        self.outline.chosen.connect(self.show_clause)
        self.outline.form.connect(lambda: desk.go("editor"))
        self.requests.wanted.connect(self.show_place)
        self.requests.approved.connect(self._approve)
        self.requests.declined.connect(self._decline)
        self.requests.everything.connect(self._approve_all)

    @property
    def who(self) -> Who:
        settings = self._desk.settings
        return Who(settings.author, settings.role == "director")

    # ---- arriving

    def arrive(self, place: str = "") -> None:
        if not self._shown:
            self._opened()
        if place:
            self.show_place(place)
        else:
            self.outline.list.setFocus()

    def show_place(self, place: str) -> None:
        """The clause in which a place lies; the paragraph has the keyboard."""
        head = place.partition("/")[0].partition("~")[0]
        for clause in self._shown:
            ids = [clause.id, *(part.id for part in clause.parts)]
            if head in ids:
                self.show_clause(clause.id)
                if self.view is not None and head in self.view.cards:
                    card = self.view.cards[head]
                    card.text.setFocus()
                    self.scroll.ensureWidgetVisible(card, 0, Space.XL)
                return

    def show_clause(self, id: str) -> None:
        self.outline.choose(id)
        found = next((each for each in self._shown if each.id == id), None)
        if found is not None and (self.view is None or self.view.clause.id != id):
            self._lay(found)
            self.scroll.verticalScrollBar().setValue(0)

    # ---- what is shown

    def _opened(self) -> None:
        while self._above.count():
            self._above.takeAt(0).widget().deleteLater()
        if self._desk.frozen:
            self._above.addWidget(FrozenBanner(self._desk))
        self._drop()
        self._shown = []
        if self._desk.draft is None:
            return
        self._read()
        self.outline.show_clauses(self._shown)
        if self._shown:
            self.show_clause(self.outline.id() or self._shown[0].id)

    def _edited(self, draft: Draft, place: str) -> None:
        if self._desk.draft is None or not (self.isVisible() or self._shown):
            return
        self._read()
        self.outline.show_clauses(self._shown)
        mine, self._mine = self._mine, ""
        if self.view is None:
            return
        now = next((each for each in self._shown if each.id == self.view.clause.id), None)
        if now is None:
            self._drop()
            if self._shown:
                self.show_clause(self._shown[0].id)
        elif not self.view.follow(now):
            self._lay(now, focus=mine)

    def _read(self) -> None:
        self._shown = clauses(self._desk.template, self._desk.draft)
        self._show_people()
        history = self._desk.history
        self.undo.setEnabled(history is not None and history.can_undo)
        self.redo.setEnabled(history is not None and history.can_redo)

    def _show_people(self) -> None:
        draft, who = self._desk.draft, self.who
        self._ask.setVisible(who.director and not who.name.strip() and not self._desk.frozen)
        waiting = [edit for edit in draft.edits if not edit.allowed] if draft and not self._desk.frozen else []
        self.requests.show_requests([(edit, self._where(edit.target)) for edit in waiting], director=who.director)

    def _where(self, target: str) -> str:
        for clause in self._shown:
            name = " ".join(filter(None, (clause.label, clause.title)))
            if clause.id == target:
                return name
            part = next((part for part in clause.parts if part.edit and part.edit.target == target), None)
            if part is not None:
                return " ".join(filter(None, (name, part.label)))
        return target

    def _lay(self, clause: Shown, focus: str = "") -> None:
        self._drop()
        self.view = ClauseView(clause, Called(self._desk), fixed=self._desk.frozen)
        self.view.changed.connect(self._change)
        self._place.addWidget(self.view)
        if focus and focus in self.view.cards:
            self.view.cards[focus].text.setFocus()
        elif focus:
            self.outline.list.setFocus()

    def _drop(self) -> None:
        if self.view is not None:
            self.view.hide()
            self.view.deleteLater()
            self._place.removeWidget(self.view)
            self.view = None

    # ---- what a person does

    def _change(self, deed: str, id: str, more: object) -> None:
        """One deed of the clause in sight: typing in one paragraph is one step."""
        desk, who = self._desk, self.who
        template, draft = desk.template, desk.draft
        self._mine = id
        match deed:
            case "typed":
                desk.edit(changes.reworded(template, draft, id, more, who), f"clause {id}")
            case "chosen":
                field, variant = more
                desk.edit(changes.chosen(draft.without_edit(id), field, variant), f"choice {id}")
            case "struck":
                desk.edit(changes.struck(template, draft, id, who), "")
                desk.told.emit(tr("Struck."), desk.undo)
            case "restored":
                desk.edit(draft.without_edit(id), "")
            case "reasoned":
                desk.edit(changes.with_reason(draft, id, more), f"reason {id}")
            case "titled":
                title, standard = more
                desk.edit(changes.titled(draft, id, title, standard, who), f"title {id}")
            case "paragraph":
                new, self._mine = changes.inserted(draft, id, tr("New paragraph."), who)
                desk.edit(new, "")
            case "clause":
                new, made = changes.inserted(draft, id, tr("New paragraph."), who, tr("New clause"))
                desk.edit(new, "")
                self.show_clause(made)

    def _approve(self, target: str) -> None:
        if self.who.allows:
            self._desk.edit(self._desk.draft.allow(target, self.who.allows), "")
        else:
            self.name.setFocus()

    def _approve_all(self) -> None:
        if not self.who.allows:
            self.name.setFocus()
            return
        draft = self._desk.draft
        for edit in draft.edits:
            draft = draft if edit.allowed else draft.allow(edit.target, self.who.allows)
        self._desk.edit(draft, "")

    def _decline(self, target: str) -> None:
        self._desk.edit(self._desk.draft.without_edit(target), "")
        self._desk.told.emit(tr("Declined; the standard counts again."), self._desk.undo)

    def _named(self) -> None:
        if name := self.name.text().strip():
            self._desk.change_settings(author=name)
