"""What came back from the customer: every difference to our draft, and who made it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from avv_desktop.document.compare.model import Piece
from avv_desktop.draft.model import Value
from avv_desktop.intake.model import Comment

Kind = Literal["changed", "inserted", "deleted", "field"]


class NewLine(Struct, frozen=True):
    """A line that the customer added. marker: "" a paragraph, "a)", "1." an item, "-" a bullet; level: 0 or deeper."""

    text: str
    marker: str = ""
    level: int = 0


class ReplyChange(Struct, frozen=True):
    """One difference that can be taken over, declined or edited.

    key: its own, unique in the reply. where: as a reader finds it ("§ 6 Abs. 2"), title: of its clause.
    section: id of the clause or annex; paragraph: id of the template's paragraph or the control, "" where there is
    none. unit: key of the line of the draft (`document.units`) that changed; of what is inserted the one before it.
    old, new: the whole line before and with this change; pieces: the difference.
    tracked: the whole difference is a tracked change; if not, it or a part of it was made without tracking, and
    `silent` says what (from `old` to what the line says when all tracked changes are rejected).
    author, date: of the tracked change or, without one, of a comment there; else empty.
    field, value: of kind "field" the field's place ("controller.company.city") and its new value, None where it has to
    be typed by hand (`new_value` says its words). units, words: of kind "deleted" all lines that are gone, and
    what each says. beside: of kind "inserted" what the line before it says.
    Of kinds "inserted" and "deleted" `field` is the table whose row it is; of what is inserted `value` is the row.
    lines: of kind "inserted"; heading: the first of them is the title of a new clause.
    by_hand: why it cannot be taken over, "" where it can.
    """

    key: str
    kind: Kind
    where: str
    title: str
    section: str
    unit: str
    old: str
    new: str
    pieces: tuple[Piece, ...]
    paragraph: str = ""
    tracked: bool = False
    silent: tuple[Piece, ...] = ()
    author: str = ""
    date: str = ""
    comments: tuple[Comment, ...] = ()
    field: str = ""
    old_value: str = ""
    new_value: str = ""
    value: Value = None
    units: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    beside: str = ""
    lines: tuple[NewLine, ...] = ()
    heading: bool = False
    after: tuple[str, ...] = ()
    """Ids that what is inserted follows, the last one that is printed counts."""
    by_hand: str = ""


class Reply(Struct, frozen=True):
    """score: how sure it is that the file is an answer to this draft, from 0 to 1 (`reply.match`).

    outdated: the draft says something else now than when it was sent. comments: at places that did not change.
    """

    name: str
    score: float
    changes: tuple[ReplyChange, ...]
    outdated: bool = False
    comments: tuple[Comment, ...] = ()
    authors: tuple[str, ...] = ()

    @property
    def silent(self) -> tuple[ReplyChange, ...]:
        """Changes that were made without tracking, wholly or in part."""
        return tuple(change for change in self.changes if not change.tracked)
