"""Files that are believed, of one kind: what each says, how old it is, and the way to add, renew and forget one."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QFileDialog, QWidget

from avv_desktop.system.language import tr
from ui.desk import Desk
from ui.look.icons import Glyph
from ui.look.tokens import Space
from ui.settings.believed_work import Told, tell
from ui.settings.cards import titled
from ui.trust.certificate import certificate_lines
from ui.trust.parts import empty
from ui.widgets.controls import boxed, button, column, row, text, tool


class Kind(NamedTuple):
    """setting: the name of the settings that hold the paths. filter: of the dialog."""

    setting: str
    title: str
    words: str
    add: str
    none: str
    filter: str
    glyph: str


class BelievedFiles(QWidget):
    def __init__(self, desk: Desk, kind: Kind) -> None:
        super().__init__()
        self._desk, self._kind = desk, kind
        self._shown: tuple[object, ...] | None = None
        self._list = column(gap=Space.M)
        self.add = button(kind.add, glyph="folder-open")
        self.add.clicked.connect(lambda: self.choose(self.remember))
        card = titled(kind.title, kind.words, boxed(self._list), boxed(row(self.add, None)))
        self.setLayout(column(card, gap=0))
        desk.settings_changed.connect(self.show_files)
        self.show_files()

    def show_files(self) -> None:
        settings, files = self._desk.settings, self.files()
        if self._shown == (files, settings.trust_files):
            return
        self._shown = files, settings.trust_files
        empty(self._list)
        for file in files:
            line = _Line(file, self._kind.glyph)
            line.away.clicked.connect(partial(self.forget, file))
            line.renew.clicked.connect(partial(self.choose, partial(self.replace, file)))
            self._list.addWidget(line)
            work = partial(tell, self._kind.setting, Path(file), settings)
            self._desk.jobs.run(work, line.show_told, self._desk.failed.emit)
        if not files:
            self._list.addWidget(text(self._kind.none, "soft", wrap=True))

    def files(self) -> tuple[str, ...]:
        return getattr(self._desk.settings, self._kind.setting)

    # ---- what a person does

    def remember(self, path: str) -> None:
        if path not in self.files():
            self._set((*self.files(), path))

    def replace(self, old: str, new: str) -> None:
        """A newer file takes its place."""
        self._set(tuple(dict.fromkeys(new if each == old else each for each in self.files())))

    def forget(self, path: str, _: bool = False) -> None:
        before = self.files()
        self._set(tuple(each for each in before if each != path))
        said = tr("“{name}” is no longer remembered; the file stays.", name=Path(path).name)
        self._desk.told.emit(said, lambda: self._set(before))

    def _set(self, files: tuple[str, ...]) -> None:
        self._desk.change_settings(**{self._kind.setting: files})

    def choose(self, then, _: bool = False) -> None:
        dialog = QFileDialog(self, self._kind.add)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self._kind.filter)
        dialog.fileSelected.connect(then)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


class _Line(QWidget):
    """One file; what it says is read elsewhere and shown when it is known."""

    def __init__(self, file: str, glyph: str) -> None:
        super().__init__()
        name = Path(file).name
        self._words = text(str(Path(file).parent), "caption", wrap=True)
        self.show_it = button(tr("Show certificate"), "quiet", small=True)
        self.show_it.setAccessibleName(tr("Show certificate of {name}", name=name))
        self.show_it.hide()
        self.renew = tool("arrows-clockwise", tr("Replace {name} by a newer file", name=name), small=True)
        self.away = tool("trash", tr("Forget {name}", name=name), small=True)
        said = column(text(name, "strong", wrap=True), self._words, gap=Space.HAIR)
        head = row(Glyph(glyph, 20), said, self.show_it, self.renew, self.away, gap=Space.M)
        head.setStretch(1, 1)
        self._inside = boxed(column(gap=Space.M, margins=(Space.XXL, 0, 0, 0)))
        self._inside.hide()
        self.show_it.clicked.connect(lambda: self._inside.setVisible(self._inside.isHidden()))
        self.setLayout(column(head, self._inside, gap=Space.S))

    def show_told(self, told: Told) -> None:
        self._words.setText(told.words)
        self._words.setProperty("text_role", "error" if told.problem else "caption")
        self._words.style().polish(self._words)
        for certificate in told.certificates:
            self._inside.layout().addLayout(certificate_lines(certificate))
        self.show_it.setVisible(bool(told.certificates))
