"""What happened, what it means, what to do: inline above the page, or for a moment below it."""

from __future__ import annotations

import weakref
from collections.abc import Callable

import shiboken6
from PySide6.QtWidgets import QWidget

from avv_desktop.system.language import tr
from ui.look.tokens import Space, State
from ui.widgets.banner import Banner, Toast
from ui.widgets.controls import column, tool

_host: weakref.ref[MessageBar] | None = None


class MessageBar(QWidget):
    """The place above the pages. Shows one banner; the newest wins."""

    def __init__(self, window: QWidget) -> None:
        global _host
        super().__init__()
        self._window = window
        self._banner: Banner | None = None
        self._toast: Toast | None = None
        self.setLayout(column(gap=0, margins=(Space.L, Space.L, Space.L, 0)))
        self.hide()
        _host = weakref.ref(self)

    def show_banner(self, state: State, title: str, words: str) -> None:
        self.clear()
        close = tool("x", tr("Close message"))
        close.clicked.connect(self.clear)
        self._banner = Banner(state, title, words, close)
        self.layout().addWidget(self._banner)
        self.show()

    def clear(self) -> None:
        if self._banner is not None:
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = None
        self.hide()

    def toast(self, words: str, undo: Callable[[], object] | None) -> None:
        if self._toast is not None:
            self._toast.go()
        self._toast = Toast(self._window, words, undo)
        self._toast.gone.connect(self._toast_gone)

    def _toast_gone(self) -> None:
        self._toast = None

    def undo(self) -> None:
        """Take back what the toast tells of, if it can be."""
        if self._toast is not None and self._toast.can_undo:
            self._toast.undo.click()

    @property
    def toast_words(self) -> str:
        return self._toast.words if self._toast is not None else ""

    @property
    def words(self) -> str:
        """What the banner says now; empty if there is none."""
        return self._banner.words if self._banner is not None else ""


def _place() -> MessageBar | None:
    """The newest window's, as long as there is one: Python may keep what Qt has destroyed with its window."""
    host = _host() if _host else None
    return host if host is not None and shiboken6.isValid(host) else None


def show(error: BaseException) -> None:
    """Say inline what an error means."""
    from avv_desktop.system.sentences import explain

    said = explain(error)
    say(said.happened, f"{said.means} {said.todo}".strip(), State.PROBLEM)


def say(title: str, words: str = "", state: State = State.READY) -> None:
    """A banner above the page."""
    if host := _place():
        host.show_banner(state, title, words)


def clear() -> None:
    if host := _place():
        host.clear()


def toast(words: str, undo: Callable[[], object] | None = None) -> None:
    """For a moment: something is done, and can be undone."""
    if host := _place():
        host.toast(words, undo)
