"""The state of every paragraph of the standard in one draft."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from avv_desktop.document.compare.model import Change, ClauseComparison, Comparison, Piece
from avv_desktop.document.compare.words import read
from avv_desktop.document.units import Unit
from avv_desktop.draft.edits import FIXED
from avv_desktop.draft.model import ClauseEdit, Draft
from avv_desktop.draft.values import Values
from avv_desktop.review.deviations_compare import place
from avv_desktop.review.deviations_model import ClauseDeviations, Deviation, State
from avv_desktop.review.deviations_values import choices, differing
from avv_desktop.template.expression import names
from avv_desktop.template.model import Template
from avv_desktop.template.text import ClauseParagraph

_KINDS: dict[str, State] = {"changed": "changed", "struck": "struck", "inserted": "inserted"}
FOLLOWS = "folgt aus einer anderen Abweichung"


def clause_pages(template: Template, draft: Draft, comparison: Comparison) -> tuple[ClauseDeviations, ...]:
    """Every clause and annex, in the order of the draft, those that were struck where they stood."""
    return _Pages(template, draft, comparison).all()


def measure_page(draft: Draft, comparison: Comparison) -> tuple[Deviation, ...]:
    """Measures that were changed, added or taken out for this customer."""
    found = []
    for each in _lines(comparison):
        unit = each.new or each.old
        if unit and unit.part in draft.measures and each.state != "same" and not each.left:
            state: State = {"changed": "changed", "inserted": "inserted"}.get(each.state, "struck")  # type: ignore[assignment]
            found.append(Deviation("measure", unit.key, unit.label, "", state, read(each.pieces)))
    return tuple(found)


def _lines(comparison: Comparison) -> Iterator[Change]:
    return (change for clause in comparison.clauses for change in clause.changes)


def _top(unit: Unit) -> str:
    """The paragraph or clause a line belongs to, by id."""
    return unit.key.partition("/")[0]


class _Pages:
    def __init__(self, template: Template, draft: Draft, comparison: Comparison) -> None:
        self.template, self.draft, self.comparison = template, draft, comparison
        self.values = Values(template, draft)
        chosen = choices(template)
        self.choices = {field.name for field in differing(template, draft) if field.name in chosen}
        self.paragraphs = {each.id: each for clause in template.clauses for each in clause.paragraphs}
        self.whens = {clause.id: clause.when for clause in template.clauses}
        self.whens |= {annex.id: annex.when for annex in template.annexes}
        self.edits = {edit.target: edit for edit in draft.edits}
        self.told: set[str] = set()
        """Edits and choices that stand on the page already."""

    def all(self) -> tuple[ClauseDeviations, ...]:
        found = [self._clause(each) for each in self.comparison.clauses]
        return tuple(self._with_untold(found))

    def _clause(self, clause: ClauseComparison) -> ClauseDeviations:
        whole = self.edits.get(clause.new or clause.old)
        if whole is not None and whole.kind != "changed":
            entries = [self._edited(whole, clause.title)]
        else:
            entries = [entry for id, lines in _grouped(clause) if (entry := self._entry(id, lines, clause)) is not None]
        state = _KINDS.get(whole.kind, "changed") if whole is not None else _together(entries)
        if state == "standard" and any(self._is_measure(each) and each.state != "same" for each in clause.changes):
            state = "changed"
        label = clause.new_label or clause.old_label
        before = clause.old_label if clause.renumbered else ""
        return ClauseDeviations(clause.new or clause.old, label, clause.title, state, tuple(entries), before)

    def _entry(self, id: str, lines: list[Change], clause: ClauseComparison) -> Deviation | None:
        edit = self.edits.get(id)
        if edit is not None:
            return self._edited(edit, "", lines)
        lines = [each for each in lines if not self._is_measure(each)]
        loud = [each for each in lines if each.state != "same" or each.moved]
        unit = next((each.new or each.old for each in loud or lines), None)
        if unit is None:
            return None
        kind = "paragraph" if id in self.paragraphs else "clause"
        if self._chosen(id, clause):
            note, again = self._variant(self.paragraphs.get(id))
            return Deviation(kind, id, place(unit), "", "variant", _words(loud), note, follows=again)  # type: ignore[arg-type]
        if loud:
            state: State = {"inserted": "inserted", "deleted": "struck"}.get(_only(loud), "changed")  # type: ignore[assignment]
            return Deviation(kind, id, place(unit), "", state, _words(loud), FOLLOWS, follows=True)  # type: ignore[arg-type]
        return Deviation(kind, id, place(unit), "", "standard")  # type: ignore[arg-type]

    def _is_measure(self, change: Change) -> bool:
        unit = change.new or change.old
        return unit is not None and unit.part in self.draft.measures

    # ---- changes somebody made

    def _edited(self, edit: ClauseEdit, title: str, lines: list[Change] | None = None) -> Deviation:
        self.told.add(edit.target)
        old, new = self._units(edit, old=True), self._units(edit, old=False)
        if edit.kind == "struck":
            pieces = _piece("deleted", old)
        elif edit.kind == "inserted":
            pieces = _piece("inserted", new)
        else:
            pieces = _words(lines or [])
        shown = new or old
        where = shown[0].label if shown else self._standing(edit)
        kind = "paragraph" if "." in edit.target and not edit.title else "clause"
        where = where.partition(" Abs. ")[0] if kind == "clause" else where
        if shown and edit.kind == "struck":
            where = f"{where} (im Standard)"
        note = "" if shown else "wird in diesem Vertrag nicht gedruckt"
        return Deviation(
            kind=kind,  # type: ignore[arg-type]
            id=edit.target,
            place=where,
            title=title or edit.title,
            state=_KINDS[edit.kind],
            pieces=pieces,
            note=note,
            reason=edit.reason,
            author=edit.author,
            at=edit.at,
            allowed=edit.allowed,
            open=not edit.allowed,
        )

    def _units(self, edit: ClauseEdit, old: bool) -> list[Unit]:
        """The lines of a paragraph or clause in one of the versions; of a whole clause without its title."""
        units = (each.old if old else each.new for each in _lines(self.comparison) if old or not each.left)
        mine = [unit for unit in units if unit is not None and edit.target in (_top(unit), unit.section)]
        return list({unit.key: unit for unit in mine if unit.kind != "title"}.values())

    def _standing(self, edit: ClauseEdit) -> str:
        """Where something that is not printed stands: its clause, by title."""
        owner = (edit.after or edit.target).partition(".")[0]
        return next((clause.title for clause in self.template.clauses if clause.id == owner), edit.target)

    def _with_untold(self, found: list[ClauseDeviations]) -> Iterator[ClauseDeviations]:
        """What was struck and matched something else, or is not printed, is told in its clause."""
        rest = [edit for edit in self.draft.edits if edit.target not in self.told and edit.target not in FIXED]
        for clause in found:
            mine = [edit for edit in rest if (edit.after or edit.target).partition(".")[0] == clause.id]
            mine += [edit for edit in rest if edit not in mine and edit.after == clause.id]
            more = tuple(self._edited(edit, "") for edit in mine if edit.target not in self.told)
            yield replace(clause, entries=(*clause.entries, *more), state=clause.state if not more else "changed")
        lost = tuple(self._edited(edit, "") for edit in rest if edit.target not in self.told)
        if lost:
            yield ClauseDeviations("", "", "Weitere Änderungen", "changed", lost)

    # ---- variants

    def _chosen(self, id: str, clause: ClauseComparison) -> bool:
        """Does a chosen variant decide how this paragraph reads, or whether it is there?"""
        paragraph = self.paragraphs.get(id)
        deciding = [self.whens.get(clause.new or clause.old, "")]
        if paragraph is not None:
            if paragraph.choice in self.choices:
                return True
            deciding.append(paragraph.when)
        elif clause.state not in ("inserted", "deleted"):
            return False
        named = {name for expression in deciding if expression for name in names(expression)}
        return bool(named & self.choices)

    def _variant(self, paragraph: ClauseParagraph | None) -> tuple[str, bool]:
        """„Einzelne Genehmigung“ statt „Allgemeine Genehmigung“, and whether the choice was told before."""
        if paragraph is None or paragraph.choice not in self.choices:
            return "folgt der gewählten Variante", True
        again = paragraph.choice in self.told
        self.told.add(paragraph.choice)
        field = self.values.field(paragraph.choice)
        titles = {variant.id: variant.title for variant in paragraph.variants}
        now, standard = titles.get(str(self.values.value(field.name))), titles.get(str(field.default))
        return f"„{now or 'entfällt'}“ statt „{standard or 'entfällt'}“", again


def _grouped(clause: ClauseComparison) -> list[tuple[str, list[Change]]]:
    """The lines of every paragraph, in the order of the new version."""
    found: dict[str, list[Change]] = {}
    for change in clause.changes:
        unit = change.new or change.old
        if unit is not None and not change.left:
            found.setdefault(_top(unit), []).append(change)
    return list(found.items())


def _words(changes: list[Change]) -> tuple[Piece, ...]:
    """The words of several lines, below each other."""
    found: list[Piece] = []
    for change in changes:
        if found:
            found.append(Piece("same", "\n"))
        found += read(change.pieces)
    return tuple(found)


def _piece(kind: str, units: list[Unit]) -> tuple[Piece, ...]:
    text = "\n".join(unit.text for unit in units)
    return (Piece(kind, text),) if text else ()  # type: ignore[arg-type]


def _only(changes: list[Change]) -> str:
    """The one state of all lines, or "changed"."""
    states = {change.state for change in changes}
    return states.pop() if len(states) == 1 else "changed"


def _together(entries: list[Deviation]) -> State:
    """The state of a clause: that of its paragraphs, "changed" where they differ."""
    states = {each.state for each in entries if each.counts or each.state == "variant"}
    if not states:
        return "standard"
    if len(states) == 1 and all(each.differs for each in entries):
        return states.pop()
    return "variant" if states == {"variant"} else "changed"
