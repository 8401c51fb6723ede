"""The versions of a signed file: each can be read as it was, kept, and compared with the one before."""

from __future__ import annotations

import itertools
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from avv_desktop.system.language import tr
from ui.jobs import Jobs
from ui.look.icons import Glyph
from ui.look.tokens import Space
from ui.trust.parts import empty
from ui.widgets.controls import boxed, button, column, frame, row, rule, text
from ui.widgets.marked import Mark, MarkedText

if TYPE_CHECKING:
    from avv_desktop.pdf.report import Mark as Word
    from avv_desktop.signing.revisions import Revision
    from avv_desktop.verdict.differences import PageDifference

MOST = 40
"""Pages whose differences are listed; beyond that a number says how many more."""


class Versions(QFrame):
    """The newest first, as one looks for it."""

    wants_pages = Signal(object)
    wants_file = Signal(object)

    def __init__(self, versions: tuple[Revision, ...], jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        lines = column(gap=0)
        before = {each.number: earlier for earlier, each in itertools.pairwise(versions)}
        for each in reversed(versions):
            if lines.count():
                lines.addWidget(rule())
            lines.addWidget(self._line(each, before.get(each.number)))
        self.setLayout(column(frame(lines, card="true"), gap=0))

    def _line(self, version: Revision, before: Revision | None) -> QWidget:
        title = tr("Version {number}", number=version.number)
        show, keep = button(tr("Show pages"), small=True), button(tr("Save …"), "quiet", small=True)
        differs = button(tr("What changed?"), "quiet", small=True)
        for each, words in ((show, tr("Show pages")), (keep, tr("Save …")), (differs, tr("What changed?"))):
            each.setAccessibleName(f"{title}: {words}")
        differs.setHidden(before is None)
        show.clicked.connect(partial(self.wants_pages.emit, version))
        keep.clicked.connect(partial(self.wants_file.emit, version))
        inside = boxed(column(gap=Space.M, margins=(Space.XXL, 0, 0, 0)))
        inside.hide()
        differs.clicked.connect(partial(self._compare, version, before, inside, differs))
        said = column(text(title, "strong"), text(about(version), "soft", wrap=True), gap=Space.HAIR)
        head = row(Glyph(GLYPHS[version.kind], 20, "soft"), said, differs, keep, show, gap=Space.M)
        head.setStretch(1, 1)
        return boxed(column(head, inside, gap=Space.M, margins=(Space.L, Space.M, Space.L, Space.M)))

    def _compare(self, version: Revision, before: Revision, inside: QWidget, asked: QWidget) -> None:
        from avv_desktop.verdict.differences import differences

        asked.setEnabled(False)
        inside.layout().addWidget(text(tr("The pages are being compared …"), "soft"))
        inside.show()

        def then(found: object) -> None:
            empty(inside.layout())
            show_differences(inside, found)
            asked.hide()

        def failed(error: Exception) -> None:
            from avv_desktop.system.sentences import explain

            empty(inside.layout())
            said = explain(error)
            inside.layout().addWidget(text(f"{said.happened} {said.means}".strip(), wrap=True))
            asked.setEnabled(True)

        self._jobs.run(lambda: differences(before.data, version.data), then, failed)


GLYPHS = {"unsigned": "file-text", "signature": "pen-nib", "timestamp": "clock", "addition": "warning"}


def about(version: Revision) -> str:
    kind = {
        "unsigned": tr("before any signature"),
        "signature": tr("signature"),
        "timestamp": tr("timestamp"),
        "addition": tr("added without a signature"),
    }[version.kind]
    when = version.signed_at.astimezone().strftime("%d.%m.%Y, %H:%M") if version.signed_at else ""
    return " · ".join(filter(None, (kind, version.signer, when)))


def show_differences(inside: QWidget, found: tuple[PageDifference, ...]) -> None:
    """Page by page: changed words in their sentence; else that only the look differs."""
    lines = inside.layout()
    if not found:
        lines.addWidget(text(tr("The pages look the same and say the same."), wrap=True))
    for each in found[:MOST]:
        lines.addWidget(text(_page_words(each), "strong", wrap=True))
        if each.words:
            lines.addWidget(MarkedText(_runs(each.words), _page_words(each)))
    if len(found) > MOST:
        lines.addWidget(text(tr("and {count} more", count=len(found) - MOST), "soft"))


KINDS = {"same": Mark.NONE, "inserted": Mark.INSERTED, "deleted": Mark.DELETED}


def _runs(words: tuple[Word, ...]) -> list[tuple[Mark, str]]:
    found: list[tuple[Mark, str]] = []
    for at, each in enumerate(words):
        found += [(Mark.NONE, " ")] if at else []
        found.append((KINDS[each.kind], each.text))
    return found


def _page_words(page: PageDifference) -> str:
    if page.state == "added":
        return tr("Page {number} was added.", number=page.number)
    if page.state == "gone":
        return tr("Page {number} is gone.", number=page.number)
    if page.words:
        return tr("Page {number}: the words differ.", number=page.number)
    return tr("Page {number}: the same words, drawn otherwise.", number=page.number)
