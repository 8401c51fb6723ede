"""What the page shows beside the changes: nothing yet, reading, remarks, a returned PDF; and where a change leads."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from avv_desktop.document.model import Document, Missing, Value
from avv_desktop.draft.edits import FIXED
from avv_desktop.draft.model import Draft
from avv_desktop.intake.model import Comment
from avv_desktop.reply.model import ReplyChange
from avv_desktop.review.deviations_model import DeviationPage
from avv_desktop.system.language import tr
from avv_desktop.template.model import Template
from ui.look.icons import Glyph
from ui.look.tokens import Space, State
from ui.trust.changes import changed_clauses
from ui.widgets.banner import Banner
from ui.widgets.controls import boxed, card, centred, column, row, rule, text

LEAST = 360


def nothing_yet(choose: QPushButton) -> QWidget:
    """What can be done here while no file has come back."""
    words = text(
        tr("Drop the Word file that came back on the window, or choose it. Every change is listed, tracked or not."),
        "soft",
        wrap=True,
    )
    words.setFixedWidth(440)
    words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    title = text(tr("What did the customer change?"), "title")
    return _alone(centred(Glyph("envelope-open", 56, "faint")), centred(title), centred(words), centred(choose))


def reading(name: str) -> QWidget:
    return _alone(centred(Glyph("file-text", 56, "faint")), centred(text(tr("“{name}” is being read …", name=name))))


def _alone(*parts: object) -> QWidget:
    made = boxed(column(None, *parts, None, None, gap=Space.M))
    made.setMinimumHeight(LEAST)
    return made


def remark(comment: Comment, *, quoted: bool = False) -> QWidget:
    """Who said what in the margin; quoted: and about which words."""
    said = column(gap=Space.HAIR)
    if quoted and comment.quoted:
        said.addWidget(text(f"„{comment.quoted}“", "soft", wrap=True))
    said.addWidget(text(tr("Comment by {author}: {text}", author=comment.author, text=comment.text), wrap=True))
    mark = Glyph("chat-text", 18, "accent_text")
    line = row(mark, said)
    line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    line.setStretch(1, 1)
    return boxed(line)


def comments(found: Sequence[Comment]) -> QWidget:
    """Remarks at places where nothing changed."""
    parts: list[QWidget] = [text(tr("Comments at other places"), "subtitle")]
    for each in found:
        parts += [rule(), remark(each, quoted=True)]
    return card(*parts)


def returned_pdf(page: DeviationPage) -> QWidget:
    """One sentence, or clause by clause what differs."""
    if page.same:
        return Banner(State.SIGNED, tr("The same in every word."), tr("The PDF says what your draft says."))
    found = changed_clauses(page, tr("What differs from your draft?"))
    return found or Banner(State.SIGNED, page.summary)


def place_of(template: Template, draft: Draft, document: Document, change: ReplyChange) -> tuple[str, str]:
    """The page and the place of it where a person can do by hand what was changed here."""
    from avv_desktop.reply.sheet import sent

    clauses = {each.id for each in template.clauses} | {each.target for each in draft.edits if each.kind == "inserted"}
    if not change.field and change.section in clauses - set(FIXED):
        return "clauses", change.paragraph or change.section
    lines = sorted(sent(document), key=lambda line: line.key != change.unit)
    near = (line for line in lines if line.key == change.unit or line.unit.section == change.section)
    shown = (run.field for line in near for run in line.runs if isinstance(run, Value | Missing))
    return "editor", change.field or next(shown, "") or change.paragraph
