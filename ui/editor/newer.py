"""Says in an agreement that there is a newer version of its template, and leads to what would change."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from avv_desktop.system.language import tr
from ui.desk import Desk
from ui.jobs import CHECKS
from ui.look.tokens import State
from ui.widgets.banner import Banner
from ui.widgets.controls import button, column


class NewerOffer(QWidget):
    """Not offered while there is none, and in an agreement that is signed. A person can turn it away."""

    changed = Signal()
    """`offered` is another now."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.offered = False
        self._version = 0
        self._declined: set[tuple[str, int]] = set()
        self.look = button(tr("Show what changes"))
        self.look.clicked.connect(lambda: desk.go("templates", "newer:"))
        self.later = button(tr("Not now"), "quiet")
        self.later.clicked.connect(self._decline)
        words = tr("This agreement keeps its version until you take the newer one.")
        title = tr("There is a newer version of this template.")
        self.setLayout(column(Banner(State.READY, title, words, self.look, self.later), gap=0))
        self.hide()
        desk.opened.connect(self.ask)

    def ask(self) -> None:
        """Look for one, off the GUI thread."""
        template, draft = self._desk.template, self._desk.draft
        if template is None or draft is None or self._desk.frozen:
            self._offer(0)
            return

        def work() -> object:
            from avv_desktop.template.versions import newer

            return newer(template)

        def then(found: object) -> None:
            if self._desk.template is template and self._desk.draft is not None and not self._desk.frozen:
                declined = found is None or (self._desk.draft.id, found.version) in self._declined
                self._offer(0 if declined else found.version)

        self._desk.jobs.run(work, then, lane=CHECKS, newest="newer")

    def _offer(self, version: int) -> None:
        self._version = version
        if self.offered != bool(version):
            self.offered = bool(version)
            self.setVisible(self.offered)
            self.changed.emit()

    def _decline(self) -> None:
        self._declined.add((self._desk.draft.id, self._version))
        self._offer(0)
