"""Making the copies, told on the panel: with progress, stopped at any time, taken up again."""

from __future__ import annotations

from PySide6.QtCore import QObject

from avv_desktop.errors import WrongPassphrase
from avv_desktop.system.language import tr, trn
from ui.desk import Desk
from ui.jobs import Story, Teller
from ui.many import tasks
from ui.many.panel import FORMATS, Panel

LANE, TOLD = "many", "told"
STEP = 5
"""Copies between two moves of the bar."""


class Making(QObject):
    def __init__(self, desk: Desk, panel: Panel) -> None:
        super().__init__()
        self._desk, self._panel = desk, panel
        self._stop = False
        self._teller = Teller(desk.jobs, LANE)
        self._teller.ended.connect(panel.rest)
        self._teller.failed.connect(panel.complain_of)
        panel.stop.connect(self._halt)

    @property
    def busy(self) -> bool:
        return self._teller.telling

    def make(self, loaded: tasks.Loaded, choices: tasks.Choices, judged: tasks.Judged | None) -> None:
        if judged is not None and not self.busy:
            self._panel.complain("")
            self._teller.tell(self._story(loaded, choices, judged.customers))

    def _story(self, loaded: tasks.Loaded, choices: tasks.Choices, customers: list) -> Story:
        """The key is tried first; then the copies are made, and one may stop at any time."""
        from avv_desktop.many.series import Output
        from avv_desktop.many.work import Signer

        panel, signer, path = self._panel, None, self._panel.key.value()
        if panel.sign.isChecked() and path:
            secret = panel.secret.text()
            panel.secret.clear()
            try:
                signer = Signer(path, secret, (yield lambda: tasks.person_of(path, secret)))
            except WrongPassphrase as wrong:
                panel.complain_of(wrong)
                return
        output = Output(panel.folder, FORMATS[panel.format.at()], panel.pattern.value(), signer)
        self._stop, done = False, []
        panel.work(len(customers))
        tell, stop = self._progress(done), lambda: self._stop
        told = yield lambda: tasks.make(loaded, choices, customers, output, tell, stop)
        yield lambda: tasks.remember(loaded, choices)
        self._say_end(told, len(customers))

    def _progress(self, done: list):
        """Called from another thread: only the list grows there, the bar is moved here."""

        def tell(each: object) -> None:
            done.append(each)
            if len(done) % STEP == 0:
                self._desk.jobs.run(lambda: len(done), self._panel.bar.setValue, lane=TOLD, newest="bar")

        return tell

    def _say_end(self, told: list, count: int) -> None:
        good = sum(each.state in ("made", "kept") for each in told)
        failed = [each for each in told if each.state == "failed"]
        words = trn("One copy is in the folder.", "{count} copies are in the folder.", good)
        if len(told) < count:
            words = f"{words} {tr('Stopped; “Make copies” goes on where it was.')}"
        self._panel.say(words)
        if failed:
            self._panel.complain(trn("One copy failed.", "{count} copies failed.", len(failed)), failed[0].words[0])

    def _halt(self) -> None:
        self._stop = True
        self._panel.halt.setEnabled(False)

    def keep(self, loaded: tasks.Loaded, choices: tasks.Choices, judged: tasks.Judged | None) -> None:
        """One draft for each good row on the shelf."""
        if judged is None or self.busy:
            return

        def then(count: object) -> None:
            self._panel.say(trn("One draft is on the shelf.", "{count} drafts are on the shelf.", count))
            self._desk.shelf_changed.emit()

        self._desk.run_in_store(lambda store: tasks.keep_drafts(store, loaded, choices, judged.customers), then)
