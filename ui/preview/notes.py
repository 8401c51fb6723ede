"""What is to be known of the pages: not complete, letters replaced, not to standard, or not made at all."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from avv_desktop.pdf.model import Typeset
from avv_desktop.system.language import tr, trn
from ui.look.icons import Glyph
from ui.look.tokens import Space
from ui.widgets.controls import column, row, text


class Notes(QWidget):
    """Calm lines above the pages; away when there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = {key: _Note(glyph, tone) for key, (glyph, tone) in KINDS.items()}
        margins = (Space.XL, 0, Space.L, Space.S)
        self.setLayout(column(*self._lines.values(), gap=Space.XS, margins=margins))
        self.clear()

    def clear(self) -> None:
        for key in self._lines:
            self._say(key, "")

    def show_typeset(self, complete: bool, typeset: Typeset) -> None:
        letters = sorted({letter for each in typeset.mended for letter in each.characters})
        replaced = ""
        if letters:
            shown = " ".join(_name(each) for each in letters[:6]) + (" …" if len(letters) > 6 else "")
            replaced = trn(
                "One character cannot be printed and was replaced: {letters}",
                "{count} characters cannot be printed and were replaced: {letters}",
                len(letters),
                letters=shown,
            )
        standard = "" if typeset.standard else tr("Only a preview: these pages do not yet keep to PDF/A and PDF/UA.")
        self._say("failed", "")
        self._say("replaced", replaced)
        self._say("standard", standard)
        self._say("incomplete", "" if complete else tr("Draft, incomplete: what is missing stands in brackets."))

    def show_failure(self, error: Exception) -> None:
        """The pages of before stay in sight."""
        from avv_desktop.system.sentences import explain

        said = explain(error)
        self._say("failed", f"{said.happened} {said.means}".strip())

    @property
    def words(self) -> list[str]:
        return [each.words for each in self._lines.values() if each.words]

    def _say(self, key: str, words: str) -> None:
        self._lines[key].say(words)
        self.setVisible(bool(self.words))


class _Note(QWidget):
    def __init__(self, glyph: str, tone: str) -> None:
        super().__init__()
        self._label = text("", "caption", wrap=True)
        inside = row(Glyph(glyph, 14, tone), self._label, gap=Space.S)
        inside.setStretch(1, 1)
        self.setLayout(inside)

    @property
    def words(self) -> str:
        return self._label.text()

    def say(self, words: str) -> None:
        if words != self.words:
            self._label.setText(words)
        if self.parentWidget() is not None or not words:
            self.setVisible(bool(words))


KINDS = {
    "failed": ("warning-circle-fill", "bad"),
    "replaced": ("info", "warn"),
    "standard": ("info", "warn"),
    "incomplete": ("circle-dashed", "soft"),
}


def _name(letter: str) -> str:
    """The letter if it can be seen, else its number."""
    return letter if letter.isprintable() and not letter.isspace() else f"U+{ord(letter):04X}"
