"""The agreement as a file: PDF, Word, or Word with every change marked; written whole or not at all."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from avv_desktop import flow
from avv_desktop.system.language import tr
from ui import messages
from ui.desk import Desk
from ui.look.tokens import State
from ui.trust.saving import ask_where
from ui.trust.saving import save as keep
from ui.widgets.badge import state_words

if TYPE_CHECKING:
    from avv_desktop.draft.model import Draft
    from avv_desktop.template.model import Template

KINDS = {".pdf": "PDF", ".docx": "Word"}
Save = Callable[[Path], object]


def ask(desk: Desk, parent: QWidget, ending: str) -> None:
    """Ask where to, then save there."""
    choose(parent, ending, file_name(desk, ending), lambda path: save(desk, path))


def ask_redline(desk: Desk, parent: QWidget, before: Draft | None = None, *, read: Iterable[Path] = ()) -> None:
    """The same for a Word file with marked changes: against `before`, or against the standard.

    Where nothing differs it says so, and asks for no place. `read`: files that it must never replace.
    """
    template, draft, author = desk.template, desk.draft, author_of(desk)

    def then(data: object) -> None:
        if data is None:
            messages.say(tr("Nothing differs: there are no changes to mark."))
            return
        words = tr("{state} with changes", state=desk.state_words or state_words(State(desk.state)))
        name = flow.file_name(flow.compose(template, draft), words, "", datetime.date.today())
        ask_where(parent, name, ".docx", lambda path: keep(desk, path, lambda: data, read=read))

    desk.jobs.run(lambda: redline(template, draft, before, author), then, desk.failed.emit)


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


def author_of(desk: Desk) -> str:
    """Whose changes they are: whoever works here, else the company."""
    from avv_desktop.draft.values import Values

    known = {field.name for field in desk.template.fields}
    company = Values(desk.template, desk.draft).party("processor.company") if "processor.company" in known else {}
    return desk.settings.author.strip() or str(company.get("name") or "").strip() or tr("Processor")
