"""Who made a change: what the file tracks in a paragraph, and what is remarked there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from avv_desktop.document.compare.model import Piece
from avv_desktop.document.compare.tokens import plain
from avv_desktop.intake.model import Comment, Source, TrackedChange


class Trail:
    """Tracked changes and comments by paragraph."""

    def __init__(self, source: Source) -> None:
        self.tracked: dict[int, list[TrackedChange]] = defaultdict(list)
        self.comments: dict[int, list[Comment]] = defaultdict(list)
        for change in source.tracked:
            self.tracked[change.number].append(change)
        for comment in source.comments:
            self.comments[comment.number].append(comment)
        self.told: set[int] = set()

    def tells(self, numbers: Sequence[int], pieces: Sequence[Piece]) -> bool:
        """Are these words tracked in these paragraphs, every one of them?"""
        said = {
            kind: plain(" ".join(each.text for n in numbers for each in self.tracked[n] if each.kind == kind))
            for kind in ("inserted", "deleted")
        }
        wanted = [piece for piece in pieces if piece.kind != "same" and piece.text.strip()]
        return bool(wanted) and all(plain(piece.text) in said[piece.kind] for piece in wanted)

    def who(self, numbers: Sequence[int], pieces: Sequence[Piece]) -> tuple[str, str]:
        """Author and date of the change that has the most of these words; of a comment where nothing is tracked."""
        words = {plain(piece.text) for piece in pieces if piece.kind != "same"} - {""}
        changes = [each for number in numbers for each in self.tracked[number]]
        best = max(changes, key=lambda each: sum(len(word) for word in words if word in plain(each.text)), default=None)
        if best is not None:
            return best.author, best.date
        remark = next((each for number in numbers for each in self.comments[number]), None)
        return (remark.author, remark.date) if remark is not None else ("", "")

    def remarks(self, numbers: Sequence[int]) -> tuple[Comment, ...]:
        """Comments in these paragraphs; they count as told."""
        self.told |= set(numbers)
        return tuple(each for number in dict.fromkeys(numbers) for each in self.comments[number])

    def untold(self) -> tuple[Comment, ...]:
        return tuple(each for number, found in self.comments.items() if number not in self.told for each in found)
