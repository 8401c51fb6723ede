"""The agreement as a file: PDF, Word, or Word with every change marked; written whole or not at all."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from avv_desktop import flow
from avv_desktop.system.language import tr
from ui import messages
from ui.desk import Desk
from ui.look.tokens import State
from ui.widgets.badge import state_words

if TYPE_CHECKING:
    from avv_desktop.draft.model import Draft
    from avv_desktop.template.model import Template

KINDS = {".pdf": "PDF", ".docx": "Word"}
Save = Callable[[Path], object]


def ask(desk: Desk, parent: QWidget, ending: str) -> None:
    """Ask where to, then save there."""
    choose(parent, ending, file_name(desk, ending), lambda path: save(desk, path))


def ask_redline(desk: Desk, parent: QWidget, before: Draft | None = None) -> None:
    """The same for a Word file with marked changes: against `before`, or against the standard."""
    words = tr("{state} with changes", state=desk.state_words or state_words(State(desk.state)))
    name = flow.file_name(desk.document(), words, ".docx", datetime.date.today())
    choose(parent, ".docx", name, lambda path: save_redline(desk, path, before))


def choose(parent: QWidget, ending: str, name: str, then: Save) -> None:
    dialog = QFileDialog(parent, tr("Save as {kind}", kind=KINDS[ending]))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(f"{KINDS[ending]} (*{ending})")
    dialog.setDefaultSuffix(ending[1:])
    dialog.setDirectory(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def file_name(desk: Desk, ending: str) -> str:
    """From customer, day and state."""
    return flow.file_name(
        desk.document(), desk.state_words or state_words(State(desk.state)), ending, datetime.date.today()
    )


def save(desk: Desk, path: Path) -> None:
    """Make the file off the GUI thread, and say that it is there."""
    template, draft, typesetter = desk.template, desk.draft, desk.typesetter

    def work() -> object:
        if path.suffix.lower() == ".docx":
            flow.write(path, flow.export_word(template, draft))
        else:
            flow.write(path, flow.render(template, draft, typesetter).data)
        return path

    desk.jobs.run(work, lambda _: messages.toast(tr("Saved as “{name}”.", name=path.name)), desk.failed.emit)


def save_redline(desk: Desk, path: Path, before: Draft | None = None) -> None:
    """A Word file in which every difference is a tracked change of whoever works here; says so if nothing differs."""
    template, draft, author = desk.template, desk.draft, _author(desk)

    def work() -> object:
        data = redline(template, draft, before, author)
        if data is None:
            return tr("Nothing differs; no file was written.")
        flow.write(path, data)
        return tr("Saved as “{name}”.", name=path.name)

    desk.jobs.run(work, lambda words: messages.toast(str(words)), desk.failed.emit)


def redline(template: Template, draft: Draft, before: Draft | None, author: str) -> bytes | None:
    """None where both say the same. `before`: else the draft as the standard would have it."""
    from avv_desktop.document.compare.compare import compare
    from avv_desktop.draft.model import now
    from avv_desktop.pdf.carry import encoded
    from avv_desktop.review.deviations import proposed

    old, new = flow.compose(template, before or proposed(template, draft)), flow.compose(template, draft)
    if compare(old, new).same:
        return None
    return flow.export_redline(old, new, author, now(), encoded(flow.carried_of(template, draft, new)))


def _author(desk: Desk) -> str:
    company = desk.draft.answers.get("processor.company") or desk.settings.profile.get("processor.company")
    name = str(company.get("name", "")) if isinstance(company, dict) else ""
    return desk.settings.author.strip() or name or tr("Processor")
