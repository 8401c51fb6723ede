"""What two versions of an agreement have in common and where they differ."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from avv_desktop.document.units import Unit

State = Literal["same", "changed", "inserted", "deleted"]


class Piece(Struct, frozen=True):
    """A run of words that both have ("same"), only the new version ("inserted") or only the old one ("deleted").

    quiet: the words are the same, only their print differs: the number of a reference that follows a renumbering
    ("§ 7", now "§ 8"), another kind of blank, quotation mark or hyphen. It makes no line a changed one.
    """

    kind: Literal["same", "inserted", "deleted"]
    text: str
    quiet: bool = False


class Change(Struct, frozen=True):
    """A line of the old version beside its counterpart in the new one; None where there is none.

    pieces: joined without the inserted ones they give the old text, without the deleted ones the new text.
    moved: it stands elsewhere now (its neighbours are others); a new number alone is no move. What moved is there
    twice: beside its counterpart where it stands now, and as `left` where it stood.
    """

    old: Unit | None
    new: Unit | None
    pieces: tuple[Piece, ...]
    moved: bool = False

    @property
    def state(self) -> State:
        if self.old is None:
            return "inserted"
        if self.new is None:
            return "deleted"
        return "changed" if any(piece.kind != "same" and not piece.quiet for piece in self.pieces) else "same"

    @property
    def left(self) -> bool:
        """The place a line moved away from: nothing is lost, it is found again elsewhere."""
        return self.moved and self.new is None


class ClauseComparison(Struct, frozen=True):
    """A clause or annex (an outermost section, or the head) of both versions.

    old, new: its id in each, "" where it is missing; labels as printed ("§ 7"). changes: every line, in the order of
    the new version, what was deleted where it stood; also the unchanged ones. A change of order among its lines makes
    it "changed"; `moved` says that the clause itself stands elsewhere.
    """

    old: str
    new: str
    old_label: str
    new_label: str
    title: str
    state: State
    moved: bool
    changes: tuple[Change, ...]

    @property
    def renumbered(self) -> bool:
        return bool(self.old and self.new) and self.old_label != self.new_label


class Comparison(Struct, frozen=True):
    """In the order of the new version, deleted clauses where they stood."""

    clauses: tuple[ClauseComparison, ...]

    @property
    def same(self) -> bool:
        """Nothing differs, not even the order."""
        return all(clause.state == "same" and not clause.moved for clause in self.clauses)
