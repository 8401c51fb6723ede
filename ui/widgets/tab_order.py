"""Tab goes through a form as it is laid out, whatever was made first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLayout, QScrollArea, QWidget


class TabAsLaidOut(QWidget):
    """A widget inside of which Tab follows the layouts.

    Qt's own order is that of making, and it tangles where a group passes its focus on to one of its parts; the card
    of a second person would come last, or never.
    """

    def focusNextPrevChild(self, forward: bool) -> bool:
        way = [each for each in _laid_out(self) if _takes_tab(each)]
        at = QApplication.focusWidget()
        here = next((index for index, each in enumerate(way) if at is not None and _within(at, each)), None)
        if here is None:
            return super().focusNextPrevChild(forward)
        there = here + 1 if forward else here - 1
        goal = way[there] if 0 <= there < len(way) else self._beyond(forward)
        if goal is None:
            return False
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        goal.setFocus(reason)
        _reveal(goal)
        return True

    def _beyond(self, forward: bool) -> QWidget | None:
        """The neighbour outside: the form itself stands where it belongs in Qt's chain, only its parts do not."""
        at = _step(self, forward)
        while at is not self:
            if not self.isAncestorOf(at) and not at.isAncestorOf(self) and _takes_tab(at):
                return at
            at = _step(at, forward)
        return None


def _step(widget: QWidget, forward: bool) -> QWidget:
    return widget.nextInFocusChain() if forward else widget.previousInFocusChain()


def _within(widget: QWidget, group: QWidget) -> bool:
    return widget is group or group.isAncestorOf(widget)


def _takes_tab(widget: QWidget) -> bool:
    if not (widget.isVisible() and widget.isEnabled()) or widget.focusProxy() is not None:
        return False
    if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return False
    if isinstance(widget, QAbstractButton) and not widget.isChecked():
        group = widget.group()
        one_of = group is not None and group.exclusive() and group.checkedButton() is not None
        return not (one_of or widget.autoExclusive())
    return True


def _laid_out(widget: QWidget) -> list[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        return [widget]
    return _in_layout(widget.layout()) if widget.layout() is not None else []


def _in_layout(layout: QLayout) -> list[QWidget]:
    found: list[QWidget] = []
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item.widget() is not None:
            found += _laid_out(item.widget())
        elif item.layout() is not None:
            found += _in_layout(item.layout())
    return found


def _reveal(widget: QWidget) -> None:
    at = widget.parentWidget()
    while at is not None and not isinstance(at, QScrollArea):
        at = at.parentWidget()
    if at is not None:
        at.ensureWidgetVisible(widget)
