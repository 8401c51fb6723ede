"""Any two versions of an agreement as one page: clause by clause the state and the words that changed."""

from __future__ import annotations

from avv_desktop.document.compare.model import Change, ClauseComparison, Comparison, Piece
from avv_desktop.document.compare.words import read
from avv_desktop.document.units import HEAD, Unit
from avv_desktop.review.deviations_model import ClauseDeviations, Deviation, DeviationPage, State, summary

TITLE = "Was weicht ab?"
_STATES: dict[str, State] = {"same": "same", "changed": "changed", "inserted": "inserted", "deleted": "struck"}


def comparison_page(comparison: Comparison, title_old: str, title_new: str) -> DeviationPage:
    """`title_old`, `title_new`: what the two are called ("Entwurf vom 3. Mai", a file's name)."""
    clauses = tuple(_clause(each) for each in comparison.clauses)
    everything = tuple(each for clause in clauses for each in clause.differing)
    nothing = "Beide Fassungen sagen dasselbe."
    return DeviationPage(
        title=TITLE,
        about=f"{title_new}, verglichen mit {title_old}",
        summary=summary(everything, nothing, "Abweichung", "Abweichungen"),
        same=comparison.same,
        standard=True,
        warning="",
        clauses=clauses,
    )


def _clause(clause: ClauseComparison) -> ClauseDeviations:
    """A clause that is new or gone as a whole is one entry, with its lines below each other."""
    state: State = "moved" if clause.moved and clause.state == "same" else _STATES[clause.state]
    if clause.state in ("inserted", "deleted"):
        entries = [_whole(clause, state), *(entry(each) for each in clause.changes if each.moved and each.new)]
    else:
        entries = [_moved(clause)] if clause.moved else []
        entries += [entry(each) for each in clause.changes if not each.left]
    label = clause.new_label or clause.old_label
    before = clause.old_label if clause.renumbered else ""
    return ClauseDeviations(clause.new or clause.old, label, clause.title, state, tuple(entries), before)


def _moved(clause: ClauseComparison) -> Deviation:
    return Deviation(
        "clause", clause.new, clause.new_label or clause.title, clause.title, "moved", note=_before(clause)
    )


def _before(clause: ClauseComparison) -> str:
    return f"bisher {clause.old_label}" if clause.renumbered and clause.old_label else "an anderer Stelle"


def _whole(clause: ClauseComparison, state: State) -> Deviation:
    lines = [each for each in clause.changes if not each.moved and (each.new or each.old)]
    text = "\n".join(unit.text for each in lines if (unit := each.new or each.old) and unit.kind != "title")
    kind = lines[0].pieces[0].kind if lines else "same"
    place = clause.new_label or clause.old_label or clause.title
    pieces = (Piece(kind, text),) if text else ()
    return Deviation("clause", clause.new or clause.old, place, clause.title, state, pieces)


def entry(change: Change) -> Deviation:
    """One line. A line that moved says from where; its words are shown where they changed as well."""
    unit = change.new or change.old
    assert unit is not None
    state = _STATES[change.state]
    note = ""
    if change.moved and change.old is not None and change.new is not None:
        state = "moved" if state == "same" else state
        note = f"bisher {change.old.label}" if change.old.label != change.new.label else "an anderer Stelle"
    pieces = read(change.pieces) if state in ("changed", "inserted", "struck") else ()
    return Deviation("paragraph", unit.key, place(unit), "", state, pieces, note)


def place(unit: Unit) -> str:
    """As a reader finds it; titles, headers and signatures by name."""
    names = {"title": "Überschrift", "header": "Tabellenkopf", "signature": "Unterschriften"}
    if unit.section == HEAD or unit.kind not in names:
        return unit.label
    return f"{unit.label}, {names[unit.kind]}"
