"""The cards of settings."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.look.tokens import Space
from ui.widgets.controls import card, column, text


def titled(title: str, words: str, *parts: QWidget) -> QWidget:
    """A titled card of settings."""
    head = column(text(title, "subtitle"), *([text(words, "soft", wrap=True)] if words else []), gap=Space.XS)
    return card(head, *parts, gap=Space.L, padding=Space.XL)
