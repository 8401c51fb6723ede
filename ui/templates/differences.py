"""What differs between two versions of a template, clause by clause, the words marked."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from PySide6.QtWidgets import QWidget

from avv_desktop.system.language import tr
from avv_desktop.template.lines import text_line
from avv_desktop.template.markup import parse
from avv_desktop.template.text import Inline, OptionalPart, StrongWords, Words
from avv_desktop.template.versions import Difference, Differences, Part
from ui.look.tokens import Space
from ui.widgets.controls import card, column, row, rule, text
from ui.widgets.marked import Mark, MarkedText, Run

WORD = re.compile(r"\w+|\s+|[^\w\s]")


class DifferencesView(QWidget):
    """`named` gives the words of a field or reference."""

    def __init__(self, found: Differences, named) -> None:
        super().__init__()
        self._named = named
        parts: list[QWidget] = [self._clause(each) for each in found.changed]
        if found.questions:
            words = {"inserted": tr("new"), "deleted": tr("gone"), "changed": tr("changed")}
            lines = [text(f"{label} ({words[state]})", wrap=True) for state, label in found.questions]
            parts.append(card(text(tr("Questions of the form"), "heading"), *lines))
        if not parts:
            parts.append(text(tr("Both versions say the same."), "soft"))
        self.setLayout(column(*parts, gap=Space.L))

    def _clause(self, each: Difference) -> QWidget:
        state = {"inserted": tr("new"), "deleted": tr("gone"), "changed": tr("changed"), "same": ""}[each.state]
        state = ", ".join(filter(None, (state, tr("moved") if each.moved else "")))
        head = row(text(each.new_title or each.old_title, "heading", wrap=True), text(state, "soft"))
        head.setStretch(0, 1)
        inside: list = [head]
        if each.old_title and each.new_title and each.old_title != each.new_title:
            inside.append(MarkedText(compared(each.old_title, each.new_title), tr("Title")))
        for part in each.parts:
            inside += [rule(), self._part(part)]
        if not each.parts and each.state == "changed" and each.old_title == each.new_title:
            inside.append(text(tr("Only its order, its conditions or what it fulfils."), "soft", wrap=True))
        return card(*inside)

    def _part(self, part: Part) -> QWidget:
        old, new = self._said(part.old), self._said(part.new)
        return MarkedText(compared(old, new), tr("Change"))

    def _said(self, written: str) -> str:
        """Written lines as people read them."""
        lines = [text_line(line, parse) for line in written.split("\n") if line.strip()]
        said = ((line.marker, *(self._words(parts) for parts in (line.cells or (line.parts,)))) for line in lines)
        return "\n".join(" ".join(filter(None, each)) for each in said)

    def _words(self, parts: tuple[Inline, ...]) -> str:
        return "".join(self._word(part) for part in parts)

    def _word(self, part: Inline) -> str:
        if isinstance(part, Words | StrongWords):
            return part.text
        if isinstance(part, OptionalPart):
            return self._words(part.parts)
        return f"[{self._named(getattr(part, 'name', '') or part.target)}]"


def compared(old: str, new: str) -> list[Run]:
    """Word by word."""
    before, after = WORD.findall(old), WORD.findall(new)
    found: list[Run] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append((Mark.NONE, "".join(before[a:b])))
            continue
        for mark, words in ((Mark.DELETED, "".join(before[a:b])), (Mark.INSERTED, "".join(after[c:d]))):
            if words:
                found.append((mark, words))
    return found
