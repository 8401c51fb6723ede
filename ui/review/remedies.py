"""What can be done about one finding, beside it: a fix in one step, or leaving it so with a reason."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from avv_desktop.draft.completeness import ANSWERABLE
from avv_desktop.draft.model import Finding, Fix
from avv_desktop.system.language import tr
from ui.look.tokens import Space
from ui.widgets.controls import boxed, button, column, row, text

LEFT = 52
"""Under the words of the line, right of its mark."""


class Remedies(QWidget):
    """Why it matters and on whose word, then what to do. Empty for a plain gap in the form."""

    fixed = Signal(object)
    """The chosen Fix."""
    left = Signal(object, str)
    """(finding, reason): it stays as it is."""

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self._finding = finding
        parts: list[QWidget] = []
        if finding.quote:
            parts.append(text(f"„{_short(finding.quote)}“", "caption", wrap=True))
        if finding.why:
            parts.append(text(finding.why, "soft", wrap=True))
        if finding.source:
            parts.append(text(tr("Source: {source}", source=finding.source), "caption", wrap=True))
        deeds = [self._deed(fix) for fix in finding.fixes]
        if ANSWERABLE.match(finding.rule) and finding.severity in ("E", "W"):
            self._open = button(tr("Leave it so …"), "quiet", small=True)
            self._open.setAccessibleName(tr("Leave it so: {finding}", finding=finding.message))
            self._open.clicked.connect(self._ask)
            deeds.append(self._open)
        if deeds:
            parts.append(boxed(row(*deeds, None, gap=Space.S)))
        self._asked = self._question()
        self._asked.setVisible(False)
        parts.append(self._asked)
        self.setLayout(column(*parts, gap=Space.XS, margins=(LEFT, 0, Space.L, Space.M)))
        self.setVisible(len(parts) > 1)

    def _deed(self, fix: Fix) -> QWidget:
        made = button(fix.label, small=True)
        made.setAccessibleName(f"{fix.label}: {self._finding.message}")
        made.clicked.connect(lambda: self.fixed.emit(fix))
        return made

    def _question(self) -> QWidget:
        self._reason = QLineEdit()
        self._reason.setPlaceholderText(tr("Why is it right so? The directors read this."))
        self._reason.setAccessibleName(tr("Reason"))
        self._reason.returnPressed.connect(self._answer)
        done = button(tr("Leave it so"), small=True)
        done.clicked.connect(self._answer)
        inside = row(self._reason, done, gap=Space.S)
        inside.setStretch(0, 1)
        return boxed(inside)

    def _ask(self) -> None:
        self._asked.setVisible(True)
        self._open.setVisible(False)
        self._reason.setFocus()

    def _answer(self) -> None:
        if reason := self._reason.text().strip():
            self.left.emit(self._finding, reason)
        else:
            self._reason.setFocus()


def _short(words: str, most: int = 180) -> str:
    said = " ".join(words.split())
    return said if len(said) <= most else said[: most - 1].rsplit(" ", 1)[0] + " …"
