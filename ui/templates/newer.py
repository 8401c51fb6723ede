"""A newer version of an agreement's template: what would change, and what would not fit."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from avv_desktop.draft.upgrade import Left, Upgrade, upgrade
from avv_desktop.system.language import tr
from avv_desktop.template.model import Template
from avv_desktop.template.versions import Differences, differences, newer
from ui.desk import Desk
from ui.jobs import CHECKS
from ui.look.tokens import Space, State
from ui.templates.differences import DifferencesView
from ui.widgets.banner import Banner
from ui.widgets.controls import Scrolled, boxed, button, column, row, text, tool
from ui.widgets.tab_order import TabAsLaidOut

WIDEST = 820


class NewerView(QWidget):
    """`done` when it was taken or left."""

    done = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._new: Template | None = None
        self.leave = tool("arrow-left", tr("Back to the agreement"))
        self.take = button("", "primary")
        self.stay = button(tr("Stay with the present version"))
        self._parts = column(gap=Space.L)
        self.leave.clicked.connect(self.done)
        self.stay.clicked.connect(self.done)
        self.take.clicked.connect(self._take)
        title = row(self.leave, text(tr("There is a newer version of this template."), "title", wrap=True), gap=Space.M)
        title.setStretch(1, 1)
        inside = TabAsLaidOut()
        inside.setMaximumWidth(WIDEST)
        deeds = row(self.take, self.stay, None)
        inside.setLayout(column(title, deeds, self._parts, None, gap=Space.L, margins=(0, 0, Space.M, Space.XL)))
        whole = row(inside)
        whole.addStretch(0)
        whole.setStretch(0, 1)
        self.setLayout(column(Scrolled(boxed(whole)), margins=(Space.XXL, Space.XL, Space.M, 0)))

    def show_draft(self) -> None:
        """Of the agreement on the desk, worked out off the GUI thread."""
        draft, template = self._desk.draft, self._desk.template
        self._clear()
        self.take.hide()
        if draft is None or template is None or self._desk.frozen:
            return

        def work() -> object:
            new = newer(template)
            return (new, upgrade(draft, template, new), differences(template, new)) if new else None

        def then(found: object) -> None:
            if draft is self._desk.draft and found is not None:
                self._show(template, *found)

        self._desk.jobs.run(work, then, self._desk.failed.emit, lane=CHECKS, newest="newer")

    def _show(self, old: Template, new: Template, carried: Upgrade, found: Differences) -> None:
        self._clear()
        self._new = new
        versions = tr("This agreement uses version {old}; the newest is {new}.", old=old.version, new=new.version)
        self._parts.addWidget(text(versions, "soft", wrap=True))
        if carried.left:
            lines = "\n".join(dict.fromkeys(_left_words(each) for each in carried.left))
            self._parts.addWidget(Banner(State.HALF, tr("Not everything fits:"), lines))
        else:
            self._parts.addWidget(Banner(State.SIGNED, tr("All your answers fit.")))
        self._parts.addWidget(DifferencesView(found, lambda name: _called(name, new, old)))
        self.take.setText(tr("Take version {version}", version=new.version))
        self.take.show()
        self.take.setFocus()

    def _take(self) -> None:
        desk, new = self._desk, self._new
        draft, template = desk.draft, desk.template
        if new is None or draft is None or desk.frozen:
            return
        desk.lay_down(upgrade(draft, template, new).draft, new, state=desk.state, words=desk.state_words)
        words = tr("The agreement now uses version {version} of its template.", version=new.version)
        desk.told.emit(words, lambda: desk.lay_down(draft, template, state=desk.state, words=desk.state_words))
        self.done.emit()

    def _clear(self) -> None:
        self._new = None
        while (item := self._parts.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()


def _left_words(left: Left) -> str:
    words = {
        "gone": tr("“{label}” is no longer asked; the answer falls away.", label=left.label),
        "type": tr("“{label}” is asked differently now; please answer it again.", label=left.label),
        "option": tr("“{label}”: what was chosen is no longer offered.", label=left.label),
        "clause": tr("“{label}”: your change falls away with its clause.", label=left.label),
        "changed_clause": tr(
            "“{label}” reads differently now; your change stays, please look at it.", label=left.label
        ),
        "control": tr("“{label}”: your changed measures fall away with their control.", label=left.label),
    }
    return words[left.reason]


def _called(name: str, *templates: Template) -> str:
    for template in templates:
        for field in template.fields:
            if field.name == name:
                return field.label
        for part in (*template.clauses, *template.annexes):
            if part.id == name.partition(".")[0]:
                return f"„{part.title}“"
    return "…"
