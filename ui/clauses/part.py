"""One paragraph of a clause, edited for one customer."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QLineEdit, QRadioButton, QWidget

from avv_desktop.document.compare.words import pieces, read
from avv_desktop.draft.model import ClauseEdit
from avv_desktop.system.language import tr
from avv_desktop.template.text import TextLine
from ui.clauses.shown import Part, state_words
from ui.look.tokens import Space, State
from ui.text.chips import Named, words_of
from ui.text.clause_text import ClauseText
from ui.trust.parts import empty
from ui.widgets.badge import Badge
from ui.widgets.controls import boxed, button, column, row, text
from ui.widgets.flow import Flow
from ui.widgets.marked import Mark, MarkedText

BADGES = {
    "standard": State.DRAFT,
    "variant": State.READY,
    "changed": State.HALF,
    "inserted": State.SIGNED,
    "struck": State.PROBLEM,
}
MARKS = {"same": Mark.NONE, "inserted": Mark.INSERTED, "deleted": Mark.DELETED}


class PartCard(QFrame):
    """Says what a person did; the page makes the draft of it.

    typed: other words. chosen(variant). struck, restored, added: a paragraph behind it. reasoned(words).
    """

    typed, struck, restored, added = Signal(), Signal(), Signal(), Signal()
    chosen, reasoned = Signal(str), Signal(str)

    def __init__(self, part: Part, named: Named, *, fixed: bool) -> None:
        super().__init__()
        self.part, self._named, self._fixed = part, named, fixed
        self.setProperty("card", "true")
        name = tr("Text of {part}", part=part.label or tr("the clause"))
        self.text = ClauseText(name, named)
        self.text.setReadOnly(fixed or part.state == "struck")
        self.text.show_lines(part.lines)
        self.text.edited.connect(self.typed)
        self.badge = Badge(BADGES[part.state], state_words(part.state))
        self._history = text("", "caption", wrap=True)
        self._difference = column(gap=0)
        self._compared = boxed(self._difference)
        self.reason = QLineEdit()
        self.reason.setAccessibleName(tr("Reason: {part}", part=part.label or tr("the clause")))
        self.reason.setPlaceholderText(tr("Why? The directors and the deviation page show it."))
        self.reason.setReadOnly(fixed)
        self.reason.textEdited.connect(self.reasoned)
        title = text(part.label, "heading")
        title.setHidden(not part.label)
        head = row(title, self.badge, None, *self._deeds(), gap=Space.S)
        parts: list = [head]
        if part.variants:
            parts.append(self._variants())
        parts += [self.text, self._compared, self.reason, self._history]
        self.setLayout(column(*parts, gap=Space.M, margins=(Space.L,) * 4))
        self.show_part(part)

    def _deeds(self) -> list[QWidget]:
        name = self.part.label or tr("the clause")
        self._back = button(tr("As in the standard"), "quiet", small=True)
        self._back.setAccessibleName(tr("As in the standard: {part}", part=name))
        self._back.clicked.connect(self.restored)
        self._strike = button(tr("Strike"), "quiet", small=True)
        self._strike.setAccessibleName(tr("Strike: {part}", part=name))
        self._strike.clicked.connect(self.struck)
        self._add = button(tr("Insert below"), "quiet", small=True)
        self._add.setAccessibleName(tr("Insert below: {part}", part=name))
        self._add.clicked.connect(self.added)
        return [self._back, self._strike, self._add]

    def _variants(self) -> QWidget:
        """One radio group: exactly one wording is printed."""
        self._group, flow = QButtonGroup(self), QWidget()
        flow.setLayout(Flow(gap=Space.M))
        flow.setAccessibleName(tr("Approved wordings"))
        for each in self.part.variants:
            radio = QRadioButton(each.title.replace("&", "&&"))
            radio.setChecked(each.id == self.part.variant)
            radio.setEnabled(not self._fixed)
            self._group.addButton(radio)
            radio.clicked.connect(lambda _=False, id=each.id: self.chosen.emit(id))
            flow.layout().addWidget(radio)
        return boxed(column(text(tr("Approved wordings"), "caption"), flow, gap=Space.XS))

    # ---- what it says now

    def show_part(self, part: Part) -> None:
        """State, difference and who made it; the text only where it is another than what stands there."""
        self.part = part
        if self.text.lines() != part.lines:
            self.text.show_lines(part.lines)
        self.badge.show_state(BADGES[part.state], state_words(part.state))
        edit = part.edit
        self._back.setVisible(part.state in ("changed", "struck") and not self._fixed)
        self._strike.setVisible(part.state != "struck" and not self._fixed)
        self._add.setVisible(part.state != "struck" and not self._fixed)
        self.reason.setVisible(edit is not None)
        if edit is not None and self.reason.text() != edit.reason:
            self.reason.setText(edit.reason)
        self._history.setText(history(edit) if edit else "")
        self._history.setVisible(edit is not None)
        self._show_difference()

    def _show_difference(self) -> None:
        empty(self._difference)
        part = self.part
        if part.state == "struck":
            runs = [(Mark.DELETED, said(part.lines, self._named))]
        elif part.state == "changed":
            found = read(pieces(said(part.standard, self._named), said(part.lines, self._named)))
            runs = [(MARKS[piece.kind], piece.text) for piece in found]
        else:
            runs = []
        self.text.setVisible(part.state != "struck")
        self._compared.setVisible(bool(runs))
        if runs:
            title = "" if part.state == "struck" else tr("Compared with the standard")
            inside = column(gap=Space.XS)
            if title:
                inside.addWidget(text(title, "caption"))
            inside.addWidget(MarkedText(runs, title or tr("Struck")))
            self._difference.addLayout(inside)

    def lines(self) -> tuple[TextLine, ...]:
        return self.text.lines()


def said(lines: tuple[TextLine, ...], named: Named) -> str:
    """The words, with those of the chips, a line each."""
    found = []
    for line in lines:
        cells = line.cells or (line.parts,)
        words = " · ".join("".join(words_of(part, named) for part in cell) for cell in cells)
        found.append(f"{line.marker} {words}".strip() if line.marker not in ("", "|") else words)
    return "\n".join(found)


def history(edit: ClauseEdit) -> str:
    """Who changed it, when, and who approved it."""
    when = edit.at.astimezone().strftime("%d.%m.%Y %H:%M") if edit.at else ""
    made = " · ".join(filter(None, (edit.author or tr("nobody named"), when)))
    allowed = tr("approved by {name}", name=edit.allowed) if edit.allowed else tr("not approved yet")
    return f"{made} · {allowed}"
