"""One clause on the page: its title, its paragraphs, and what can be done with it as a whole."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from avv_desktop.system.language import tr
from ui.clauses.part import BADGES, PartCard, history
from ui.clauses.shown import Part, Shown, state_words
from ui.look.tokens import Space
from ui.text.chips import Named
from ui.widgets.badge import Badge
from ui.widgets.controls import Field, boxed, button, column, row, text
from ui.widgets.tab_order import TabAsLaidOut


class ClauseView(TabAsLaidOut):
    """`changed(deed, id, more)`: what a person did, for the page to make a draft of."""

    changed = Signal(str, str, object)

    def __init__(self, clause: Shown, named: Named, *, fixed: bool) -> None:
        super().__init__()
        self.clause, self._named, self._fixed = clause, named, fixed
        self.cards: dict[str, PartCard] = {}
        self.badge = Badge(BADGES[clause.state], state_words(clause.state))
        self.title = QLineEdit(clause.title)
        self.title.setReadOnly(fixed or clause.state == "struck")
        self.title.textEdited.connect(lambda words: self.changed.emit("titled", clause.id, (words, clause.standard)))
        self.reason = QLineEdit()
        self.reason.setAccessibleName(tr("Reason"))
        self.reason.setPlaceholderText(tr("Why? The directors and the deviation page show it."))
        self.reason.setReadOnly(fixed)
        self.reason.textEdited.connect(lambda words: self.changed.emit("reasoned", clause.id, words))
        self._history = text("", "caption", wrap=True)
        whole = column(self._head(), self.reason, self._history, gap=Space.M)
        for part in clause.parts:
            whole.addWidget(self._card(part))
        whole.addLayout(self._foot())
        self.setLayout(whole)
        self._show_whole(clause)

    def _head(self) -> QWidget:
        titled = Field(tr("&Title"), self.title)
        deeds = row(text(self.clause.label, "title"), self.badge, None, *self._deeds(), gap=Space.S)
        return boxed(column(deeds, titled, gap=Space.M))

    def _deeds(self) -> list[QWidget]:
        self._back = button(tr("As in the standard"), "quiet", small=True)
        self._back.clicked.connect(lambda: self.changed.emit("restored", self.clause.id, None))
        self._strike = button(tr("Strike the clause"), "quiet", small=True)
        self._strike.clicked.connect(lambda: self.changed.emit("struck", self.clause.id, None))
        return [self._back, self._strike]

    def _foot(self):
        self._after = button(tr("Insert a clause behind it"), "quiet", glyph="plus", small=True)
        self._after.clicked.connect(lambda: self.changed.emit("clause", self.clause.id, None))
        self._after.setHidden(self._fixed)
        return row(self._after, None)

    def _card(self, part: Part) -> PartCard:
        made = self.cards[part.id] = PartCard(part, self._named, fixed=self._fixed or self.clause.state == "struck")
        made.typed.connect(lambda: self.changed.emit("typed", part.id, made.lines()))
        made.chosen.connect(lambda variant: self.changed.emit("chosen", part.id, (part.choice, variant)))
        made.struck.connect(lambda: self.changed.emit("struck", part.id, None))
        made.restored.connect(lambda: self.changed.emit("restored", part.id, None))
        made.added.connect(lambda: self.changed.emit("paragraph", part.id, None))
        made.reasoned.connect(lambda words: self.changed.emit("reasoned", _target(made.part), words))
        return made

    def follow(self, clause: Shown) -> bool:
        """Show the clause as it is now; False where its paragraphs are others, and all is to be made anew."""
        same = [(part.id, part.state == "struck", part.variants) for part in clause.parts]
        if same != [(part.id, part.state == "struck", part.variants) for part in self.clause.parts]:
            return False
        if (clause.state == "struck") != (self.clause.state == "struck"):
            return False
        if [part.variant for part in clause.parts] != [part.variant for part in self.clause.parts]:
            return False
        self.clause = clause
        for part in clause.parts:
            self.cards[part.id].show_part(part)
        self._show_whole(clause)
        return True

    def _show_whole(self, clause: Shown) -> None:
        self.badge.show_state(BADGES[clause.state], state_words(clause.state))
        if self.title.text() != clause.title and not self.title.hasFocus():
            self.title.setText(clause.title)
        edit = clause.edit
        self._back.setVisible(edit is not None and edit.kind != "inserted" and not self._fixed)
        self._strike.setVisible(clause.state != "struck" and not self._fixed)
        self.reason.setVisible(edit is not None)
        if edit is not None and self.reason.text() != edit.reason:
            self.reason.setText(edit.reason)
        self._history.setText(history(edit) if edit else "")
        self._history.setVisible(edit is not None)


def _target(part: Part) -> str:
    return part.edit.target if part.edit else part.id
