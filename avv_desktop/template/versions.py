"""Versions of a template: an edited one is kept as the next, and what changed between two is told clause by clause."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from avv_desktop.template import catalog, clean
from avv_desktop.template.lines import written_line
from avv_desktop.template.markup import written
from avv_desktop.template.model import Field, Template
from avv_desktop.template.questions import pruned
from avv_desktop.template.text import Annex, Clause, ClauseParagraph, Control, TextLine

State = Literal["same", "changed", "inserted", "deleted"]


class Part(Struct, frozen=True):
    """One paragraph, variant, control or piece of an annex in both versions: its lines as written ("" for none)."""

    id: str
    state: State
    old: str
    new: str


class Difference(Struct, frozen=True):
    """A clause, a section of measures or an annex in both versions. moved: its neighbours are others.

    parts: what differs; empty where only title, order or tags do. Titles are "" where it is missing.
    """

    id: str
    state: State
    old_title: str
    new_title: str
    moved: bool
    parts: tuple[Part, ...]


class Differences(Struct, frozen=True):
    """In the order of the new version, deleted clauses last. questions: (state, label) of changed questions."""

    clauses: tuple[Difference, ...]
    questions: tuple[tuple[State, str], ...]

    @property
    def changed(self) -> tuple[Difference, ...]:
        return tuple(each for each in self.clauses if each.state != "same" or each.moved)


# ---- keeping


def newer(template: Template) -> Template | None:
    """The newest installed version of this template, if it is newer than this one."""
    found = [each for each in catalog.every_version() if each.id == template.id and each.version > template.version]
    return max(found, key=lambda each: each.version, default=None)


def history(id: str) -> tuple[Template, ...]:
    """All installed versions of a template, the newest first."""
    found = [each for each in catalog.every_version() if each.id == id]
    return tuple(sorted(found, key=lambda each: -each.version))


def own_copy(template: Template, title: str) -> Template:
    """A template of one's own that begins like this one; it is not kept yet."""
    said = clean.title(title)
    taken = {each.id for each in catalog.every_version()}
    id = clean.new_id(said, {each.replace("-", "_") for each in taken}, "template").replace("_", "-")
    return replace(template, id=id, title=said, version=1, hash="")


def save(edited: Template, base: Template) -> Template:
    """Keep an edited template as its next version; the same text again is no new one.

    base: what it was before. Questions that only `base` needed are left out. Raises CannotWrite, TemplateError.
    """
    edited = pruned(base, edited)
    known = history(edited.id)
    if any(replace(each, hash="") == replace(edited, version=each.version, hash="") for each in known[:1]):
        return known[0]
    number = max((each.version for each in known), default=0) + 1
    return catalog.keep(replace(edited, version=number, hash=""))


# ---- differences


def differences(old: Template, new: Template) -> Differences:
    """Clause by clause, and question by question."""
    before, after = _pieces(old), _pieces(new)
    stay = [id for id in before if id in after], [id for id in after if id in before]
    moved = _moved(*stay)
    found = [_difference(id, before.get(id), piece, id in moved) for id, piece in after.items()]
    found += [_difference(id, piece, None, False) for id, piece in before.items() if id not in after]
    return Differences(tuple(found), tuple(_questions(old, new)))


Piece = tuple[str, dict[str, str], object]
"""Title, texts by id, and everything else that counts."""


def _pieces(template: Template) -> dict[str, Piece]:
    found: dict[str, Piece] = {clause.id: _of_clause(clause) for clause in template.clauses}
    for section in template.sections:
        texts = {control.id: _of_control(control) for control in section.controls}
        found[f"measures/{section.id}"] = (section.title, texts, (section.tags, section.art))
    return found | {f"annex/{annex.id}": _of_annex(annex) for annex in template.annexes}


def _of_clause(clause: Clause) -> Piece:
    texts = {clause.id: _text(clause.lines)} if clause.lines else {}
    for paragraph in clause.paragraphs:
        if not paragraph.variants:
            texts[paragraph.id] = _text(paragraph.lines)
        texts |= {f"{paragraph.id}/{each.id}": _text(each.lines) for each in paragraph.variants}
    rest = tuple(_without_text(each) for each in clause.paragraphs)
    return clause.title, texts, (clause.tags, clause.when, clause.rules, rest)


def _without_text(paragraph: ClauseParagraph) -> ClauseParagraph:
    return replace(paragraph, lines=(), variants=tuple(replace(each, lines=()) for each in paragraph.variants))


def _of_control(control: Control) -> str:
    return "\n".join([control.title, *(written(each.parts) for each in control.measures if each.on)])


def _of_annex(annex: Annex) -> Piece:
    said = [*(written(parts) for _, parts in annex.lead), _text(annex.lines), written(annex.closing)]
    texts = {annex.id: "\n".join(filter(None, said))}
    texts |= {part.id: f"{part.title}\n{_text(part.lines)}" for part in annex.parts}
    return annex.title, texts, (annex.kind, annex.tags, annex.when, annex.rules, annex.table, annex.contacts)


def _text(lines: tuple[TextLine, ...]) -> str:
    return "\n".join(written_line(line) for line in lines)


def _difference(id: str, old: Piece | None, new: Piece | None, moved: bool) -> Difference:
    before, after = old[1] if old else {}, new[1] if new else {}
    parts = tuple(
        Part(each, _state(before.get(each), after.get(each)), before.get(each, ""), after.get(each, ""))
        for each in dict.fromkeys((*after, *before))
        if before.get(each) != after.get(each)
    )
    titles = old[0] if old else "", new[0] if new else ""
    if old is None or new is None:
        state: State = "deleted" if old else "inserted"
    else:
        state = "same" if old == new and list(before) == list(after) else "changed"
    return Difference(id, state, *titles, moved, parts)


def _state(old: object, new: object) -> State:
    if old is None or new is None:
        return "deleted" if old is not None else "inserted"
    return "same" if old == new else "changed"


def _moved(old: list[str], new: list[str]) -> set[str]:
    """Those outside the longest order that both have."""
    from difflib import SequenceMatcher

    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    stay = {id for block in blocks for id in old[block.a : block.a + block.size]}
    return set(new) - stay


def _questions(old: Template, new: Template):
    before: dict[str, Field] = {field.name: field for field in old.fields}
    after: dict[str, Field] = {field.name: field for field in new.fields}
    for name in dict.fromkeys((*after, *before)):
        state = _state(before.get(name), after.get(name))
        if state != "same":
            yield state, (after.get(name) or before[name]).label
