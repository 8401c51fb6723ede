"""A template changed by people: its clauses and paragraphs. Every function gives a new Template that reads as written.

What is not possible raises CannotDo with a sentence. A changed template has no hash until it is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from avv_desktop.system.language import tr
from avv_desktop.template import clean
from avv_desktop.template.clean import refused
from avv_desktop.template.model import Template
from avv_desktop.template.references import renamed, unreferenced
from avv_desktop.template.text import Clause, ClauseParagraph, TextLine

HEAD, SIGNATURES = "head", "signatures"
FIXED = (HEAD, SIGNATURES)
"""The first page and the signatures: the program prints them itself."""

T = TypeVar("T")


# ---- finding


def clause_of(template: Template, id: str) -> Clause:
    """The clause of this id, or that the paragraph stands in. Raises CannotDo."""
    owner = id.partition(".")[0]
    found = next((clause for clause in template.clauses if clause.id == owner), None)
    if found is None:
        raise refused(tr("There is no such clause any more."))
    return found


def paragraph_of(template: Template, id: str) -> ClauseParagraph:
    """Raises CannotDo."""
    found = next((each for each in clause_of(template, id).paragraphs if each.id == id), None)
    if found is None:
        raise refused(tr("There is no such paragraph any more."))
    return found


def with_clause(template: Template, id: str, change: Callable[[Clause], Clause]) -> Template:
    """The clause of this id changed."""
    clause_of(template, id)
    clauses = tuple(change(each) if each.id == id else each for each in template.clauses)
    return replace(template, clauses=clauses, hash="")


def with_paragraph(template: Template, id: str, change: Callable[[ClauseParagraph], ClauseParagraph]) -> Template:
    """The paragraph of this id changed."""
    paragraph_of(template, id)

    def inside(clause: Clause) -> Clause:
        return replace(clause, paragraphs=tuple(change(each) if each.id == id else each for each in clause.paragraphs))

    return with_clause(template, id.partition(".")[0], inside)


def is_paragraph(id: str) -> bool:
    return "." in id


# ---- order


def move_clause(template: Template, id: str, by: int) -> Template:
    """Up (negative) or down among the clauses between the first page and the signatures; no further than they go."""
    _free(id)
    clause_of(template, id)
    clauses = list(template.clauses)
    places = [n for n, clause in enumerate(clauses) if clause.id not in FIXED]
    order = moved([clauses[n] for n in places], next(n for n, at in enumerate(places) if clauses[at].id == id), by)
    for place, clause in zip(places, order, strict=True):
        clauses[place] = clause
    return replace(template, clauses=tuple(clauses), hash="")


def move_paragraph(template: Template, id: str, by: int) -> Template:
    """Up or down inside its clause."""
    paragraph_of(template, id)

    def inside(clause: Clause) -> Clause:
        at = next(n for n, each in enumerate(clause.paragraphs) if each.id == id)
        return replace(clause, paragraphs=tuple(moved(clause.paragraphs, at, by)))

    return with_clause(template, id.partition(".")[0], inside)


def move_into(template: Template, id: str, clause: str, at: int) -> Template:
    """A paragraph to place `at` of another clause; its id and all references to it follow."""
    _free(clause)
    paragraph_of(template, id)
    target = clause_of(template, clause)
    if id.partition(".")[0] == clause:
        return move_paragraph(template, id, at - [each.id for each in target.paragraphs].index(id))
    new = _paragraph_id(target, id.partition(".")[2])
    template = renamed(template, {id: new})
    put = replace(paragraph_of(template, id), id=new)
    template = with_clause(template, id.partition(".")[0], lambda each: _without(each, id))
    return with_clause(template, clause, lambda each: replace(each, paragraphs=inserted(each.paragraphs, at, put)))


def moved(many: Sequence[T], at: int, by: int) -> list[T]:
    """The one at `at`, `by` places further, at most to the ends."""
    rest = [each for n, each in enumerate(many) if n != at]
    rest.insert(max(0, min(at + by, len(rest))), many[at])
    return rest


def inserted(many: Sequence[T], at: int, new: T) -> tuple[T, ...]:
    at = max(0, min(at, len(many)))
    return (*many[:at], new, *many[at:])


# ---- words


def retitle(template: Template, id: str, title: str) -> Template:
    """Another title for a clause."""
    _free(id)
    said = clean.title(title)
    return with_clause(template, id, lambda clause: replace(clause, title=said))


def set_lines(template: Template, id: str, lines: Iterable[TextLine]) -> Template:
    """Another text for a paragraph without variants."""
    if paragraph_of(template, id).variants:
        raise refused(tr("The text belongs to one of the variants."))
    said = said_lines(template, lines)
    return with_paragraph(template, id, lambda paragraph: replace(paragraph, lines=said))


def said_lines(template: Template, lines: Iterable[TextLine]) -> tuple[TextLine, ...]:
    """The lines as they will be read. Raises CannotDo where nothing is said."""
    said = clean.lines(template, lines)
    if not said:
        raise refused(tr("A paragraph needs words. If it is to go, please delete it."))
    return said


def set_tags(template: Template, id: str, tags: Iterable[str]) -> Template:
    """What a clause or paragraph fulfils."""
    said = said_tags(tags)
    if is_paragraph(id):
        return with_paragraph(template, id, lambda paragraph: replace(paragraph, tags=said))
    return with_clause(template, id, lambda clause: replace(clause, tags=said))


def said_tags(tags: Iterable[str]) -> tuple[str, ...]:
    found = (clean.one_line(tag.replace(",", " ")) for tag in tags)
    return tuple(dict.fromkeys(tag for tag in found if tag))


def set_when(template: Template, id: str, when: str) -> Template:
    """Print a clause or paragraph only while a condition holds; empty: always."""
    _free(id)
    said = condition(template, when)
    if is_paragraph(id):
        return with_paragraph(template, id, lambda paragraph: replace(paragraph, when=said))
    return with_clause(template, id, lambda clause: replace(clause, when=said))


def condition(template: Template, when: str) -> str:
    """The condition, if this template can read it. Raises CannotDo."""
    from avv_desktop.template.known import Known

    known, said = Known(template.fields, template.party_columns, template.person_columns), clean.one_line(when)
    if said and (wrong := known.wrong_in(said)):
        raise refused(wrong)
    return said


# ---- more and less


def add_clause(template: Template, title: str, lines: Iterable[TextLine], after: str = "") -> Template:
    """A clause with one paragraph, behind the clause `after`; else the last before the signatures."""
    said, id = clean.title(title), clean.new_id(title, clean.targets(template))
    order = [clause.id for clause in template.clauses]
    end = order.index(SIGNATURES) if SIGNATURES in order else len(order)
    at = min(order.index(after) + 1, end) if after in order else end
    paragraph = ClauseParagraph(f"{id}.text", lines=said_lines(template, lines))
    clause = Clause(id, said, paragraphs=(paragraph,))
    return replace(template, clauses=inserted(template.clauses, at, clause), hash="")


def add_paragraph(template: Template, clause: str, lines: Iterable[TextLine], after: str = "") -> Template:
    """A paragraph behind `after`, or the last of its clause."""
    _free(clause)
    said, owner = said_lines(template, lines), clause_of(template, clause)
    order = [each.id for each in owner.paragraphs]
    at = order.index(after) + 1 if after in order else len(order)
    new = ClauseParagraph(_paragraph_id(owner, "text"), lines=said)
    return with_clause(template, clause, lambda each: replace(each, paragraphs=inserted(each.paragraphs, at, new)))


def delete(template: Template, id: str) -> Template:
    """A clause or paragraph goes. What referred to it (`references_to`) says its title instead."""
    _free(id)
    if is_paragraph(id):
        paragraph_of(template, id)
        return with_clause(unreferenced(template, id), id.partition(".")[0], lambda clause: _without(clause, id))
    clause_of(template, id)
    mended = unreferenced(template, id)
    return replace(mended, clauses=tuple(each for each in mended.clauses if each.id != id), hash="")


def _without(clause: Clause, id: str) -> Clause:
    return replace(clause, paragraphs=tuple(each for each in clause.paragraphs if each.id != id))


def _paragraph_id(clause: Clause, words: str) -> str:
    taken = [each.id.partition(".")[2] for each in clause.paragraphs]
    return f"{clause.id}.{clean.new_id(words, taken, 'text')}"


def _free(id: str) -> None:
    if id.partition(".")[0] in FIXED:
        raise refused(tr("The first page and the signatures are laid out by the program."))
