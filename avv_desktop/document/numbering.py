"""Numbers of clauses, paragraphs and annexes, counted over what is printed, and references that follow them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from avv_desktop.document.wording.lists import und
from avv_desktop.document.wording.typography import NO_BREAK

CLAUSE, CLAUSES, PARAGRAPH = f"§{NO_BREAK}", f"§§{NO_BREAK}", f"Abs.{NO_BREAK}"


class Numbers(Struct, frozen=True):
    """clauses: id → number (0: not numbered in print); paragraphs: id → (clause's id, number; 0 if it stands alone);
    annexes: id → number."""

    clauses: dict[str, int]
    paragraphs: dict[str, tuple[str, int]]
    annexes: dict[str, int]

    def known(self, target: str) -> bool:
        """Is the target printed?"""
        return target in self.clauses or target in self.paragraphs or target in self.annexes

    def label(self, target: str) -> str:
        """ "§ 7", "(2)", "Anlage 1", or "" where nothing is printed in front."""
        if target in self.annexes:
            return f"Anlage{NO_BREAK}{self.annexes[target]}"
        if target in self.paragraphs:
            number = self.paragraphs[target][1]
            return f"({number})" if number else ""
        number = self.clauses.get(target, 0)
        return f"{CLAUSE}{number}" if number else ""

    def reference(self, target: str, here: str = "") -> str:
        """ "§ 7", "§ 7 Abs. 2", inside the same clause "Absatz 2", "Anlage 1". `here`: the clause it is said in.

        A paragraph that is not printed gives its clause; "" if there is nothing to refer to.
        """
        if target not in self.paragraphs:
            return self.label(target) or self.label(target.partition(".")[0])
        clause, number = self.paragraphs[target]
        if not number:
            return self.label(clause)
        return f"Absatz{NO_BREAK}{number}" if clause == here else f"{self.label(clause)} {PARAGRAPH}{number}"

    def references(self, targets: Sequence[str], here: str = "") -> str:
        """Several at once: "§ 7 Abs. 2 und 3", "§§ 7 und 9", "Absatz 2 und 3", "Anlage 1 und 2"."""
        if len(targets) > 1 and all(target in self.paragraphs for target in targets):
            clauses = {self.paragraphs[target][0] for target in targets}
            if len(clauses) == 1:
                return self.reference(targets[0], here) + _more([self.paragraphs[t][1] for t in targets])
        if len(targets) > 1 and all(self.clauses.get(target) for target in targets):
            return CLAUSES + und([str(self.clauses[target]) for target in targets])
        if len(targets) > 1 and all(target in self.annexes for target in targets):
            return self.label(targets[0]) + _more([self.annexes[t] for t in targets])
        return und([self.reference(target, here) for target in targets])


def _more(numbers: list[int]) -> str:
    """ " und 3", ", 3 und 4": what follows the first of several numbers."""
    rest = [str(number) for number in numbers[1:]]
    return (", " if len(rest) > 1 else " und ") + und(rest)


def numbered(clauses: Iterable[tuple[str, bool, Sequence[str]]], annexes: Iterable[str]) -> Numbers:
    """Count. `clauses`: (id, numbered in print?, ids of the printed paragraphs), in order."""
    clause_numbers: dict[str, int] = {}
    paragraphs: dict[str, tuple[str, int]] = {}
    count = 0
    for id, counts, inside in clauses:
        count += counts
        clause_numbers[id] = count if counts else 0
        for number, paragraph in enumerate(inside, start=1):
            paragraphs[paragraph] = (id, number if len(inside) > 1 else 0)
    return Numbers(clause_numbers, paragraphs, {id: number for number, id in enumerate(annexes, start=1)})
