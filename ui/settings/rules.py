"""The rules that agreements are checked by: how old they are, and newer ones without a new program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from avv_desktop.system.language import tr, trn
from ui.desk import Desk
from ui.jobs import STORE
from ui.look.icons import Glyph
from ui.look.tokens import Space
from ui.settings.cards import titled
from ui.widgets.controls import boxed, button, column, row, text, tool

if TYPE_CHECKING:
    from avv_desktop.review.rules_model import Pack


class Rules(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._list = column(gap=Space.S)
        self.add = button(tr("Take in a rule pack"), glyph="folder-open")
        self.add.clicked.connect(self.choose)
        words = tr(
            "Law and the state of the art change. A rule pack is a file with dated rules and their sources; a newer "
            "one counts at once, without a new program."
        )
        sheet = titled(tr("Rule packs"), words, boxed(self._list), boxed(row(self.add, None)))
        self.setLayout(column(sheet, None, gap=Space.L))
        self.show_packs()

    def show_packs(self) -> None:
        def work() -> object:
            from avv_desktop.review import packs

            return packs.installed(), packs.damaged()

        self._desk.jobs.run(work, self._shown, self._desk.failed.emit, lane=STORE, newest="rules")

    def _shown(self, found: object) -> None:
        packs, damaged = found
        while (item := self._list.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        for pack in packs:
            self._list.addWidget(self._line(pack))
        for path, _ in damaged:
            said = tr("{name} is damaged and is not used.", name=path.name)
            self._list.addWidget(boxed(row(Glyph("warning-circle-fill", 20, "bad"), text(said, wrap=True), None)))

    def _line(self, pack: Pack) -> QWidget:
        facts = " · ".join(
            (
                tr("Version {version}", version=pack.version),
                trn("{count} rule", "{count} rules", len(pack.rules)),
                tr("checked on {day}", day=f"{pack.checked_on:%d.%m.%Y}"),
                tr("comes with the program") if pack.given else tr("your own"),
            )
        )
        away = tool("trash", tr("Remove {name}", name=pack.title), small=True)
        away.clicked.connect(lambda: self.remove(pack.id))
        away.setHidden(pack.given)
        said = column(text(pack.title, "strong", wrap=True), text(facts, "caption", wrap=True), gap=Space.HAIR)
        line = row(Glyph("scales", 20), said, away, gap=Space.M)
        line.setStretch(1, 1)
        return boxed(line)

    # ---- what a person does

    def take_in(self, path: str) -> None:
        def work() -> object:
            from avv_desktop.review import packs

            return packs.keep(Path(path))

        def then(pack: object) -> None:
            self.show_packs()
            self._recheck()
            said = tr("Rule pack taken in: {title}", title=pack.title)
            self._desk.told.emit(said, lambda: self.remove(pack.id))

        self._desk.jobs.run(work, then, self._desk.failed.emit, lane=STORE)

    def remove(self, id: str) -> None:
        def work() -> object:
            from avv_desktop.review import packs

            return packs.forget(id)

        def then(_: object) -> None:
            self.show_packs()
            self._recheck()

        self._desk.jobs.run(work, then, self._desk.failed.emit, lane=STORE)

    def _recheck(self) -> None:
        """The open agreement is judged by the rules as they are now."""
        if self._desk.draft is not None:
            self._desk.check_soon()

    def choose(self) -> None:
        dialog = QFileDialog(self, tr("Take in a rule pack"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("Rule packs") + " (*.toml)")
        dialog.fileSelected.connect(self.take_in)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
