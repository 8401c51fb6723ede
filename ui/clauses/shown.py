"""The clauses of an agreement as the page shows them: each with its state, what was struck where it stood. No Qt."""

from __future__ import annotations

from typing import Literal, NamedTuple

from avv_desktop.document.compose import composed
from avv_desktop.draft.edits import FIXED
from avv_desktop.draft.model import ClauseEdit, Draft
from avv_desktop.draft.printed import variant_of
from avv_desktop.draft.values import Values
from avv_desktop.system.language import tr
from avv_desktop.template.model import Template
from avv_desktop.template.text import Clause, ClauseParagraph, TextLine, Variant
from ui.clauses.changes import owner

State = Literal["standard", "variant", "changed", "inserted", "struck"]


class Part(NamedTuple):
    """A paragraph. lines: as it stands now (of what is struck, as it stood); standard: as the template has it."""

    id: str
    label: str
    state: State
    lines: tuple[TextLine, ...]
    standard: tuple[TextLine, ...] = ()
    edit: ClauseEdit | None = None
    choice: str = ""
    variants: tuple[Variant, ...] = ()
    variant: str = ""


class Shown(NamedTuple):
    """A clause. standard: its title in the template, "" where it is inserted."""

    id: str
    label: str
    title: str
    state: State
    parts: tuple[Part, ...]
    standard: str = ""
    edit: ClauseEdit | None = None

    @property
    def open(self) -> bool:
        """Does something in it wait for an approval?"""
        return any(edit is not None and not edit.allowed for edit in (self.edit, *(part.edit for part in self.parts)))


def state_words(state: State) -> str:
    return {
        "standard": tr("Standard"),
        "variant": tr("Variant"),
        "changed": tr("changed"),
        "inserted": tr("inserted"),
        "struck": tr("struck"),
    }[state]


def clauses(template: Template, draft: Draft) -> list[Shown]:
    """In the order of print; what this agreement does not print is left out, what was struck is not."""
    return _Reader(template, draft).all()


class _Reader:
    def __init__(self, template: Template, draft: Draft) -> None:
        self.template, self.draft = template, draft
        _, self.printing = composed(template, draft)
        self.values = Values(template, draft)
        self.edits = {edit.target: edit for edit in draft.edits}
        self.standard = {each.id: each for clause in template.clauses for each in clause.paragraphs}

    def all(self) -> list[Shown]:
        found: list[Shown] = []
        printed = {clause.id: (clause, inside) for clause, inside in self.printing.clauses if clause.id not in FIXED}
        order = _merged([clause.id for clause in self.template.clauses], list(printed))
        titles = {clause.id: clause for clause in self.template.clauses}
        for id in order:
            if id in printed:
                found.append(self._clause(*printed[id], titles.get(id)))
            elif id in titles and (edit := self.edits.get(id)) is not None and edit.kind == "struck":
                found.append(self._struck(titles[id], edit))
        return found

    def _struck(self, clause: Clause, edit: ClauseEdit) -> Shown:
        parts = tuple(Part(each.id, "", "struck", _lines(each)) for each in clause.paragraphs)
        return Shown(clause.id, "", clause.title, "struck", parts, clause.title, edit)

    def _clause(
        self, clause: Clause, inside: list[tuple[ClauseParagraph, Variant | None]], standard: Clause | None
    ) -> Shown:
        now = {paragraph.id: (paragraph, variant) for paragraph, variant in inside}
        before = [each.id for each in standard.paragraphs] if standard else []
        parts = []
        for id in _merged(before, list(now)):
            if id in now:
                parts.append(self._part(*now[id], several=len(now) > 1))
            elif (edit := self.edits.get(id)) is not None and edit.kind == "struck":
                parts.append(Part(id, "", "struck", _lines(self.standard[id]), _lines(self.standard[id]), edit))
        edit = self.edits.get(clause.id)
        label = self.printing.numbers.label(clause.id) if clause.numbered else ""
        title = standard.title if standard else ""
        return Shown(clause.id, label, clause.title, self._state(edit, parts), tuple(parts), title, edit)

    def _state(self, edit: ClauseEdit | None, parts: list[Part]) -> State:
        if edit is not None and edit.kind == "inserted":
            return "inserted"
        states = {part.state for part in parts}
        if edit is not None or states & {"changed", "inserted", "struck"}:
            return "changed"
        return "variant" if "variant" in states else "standard"

    def _part(self, paragraph: ClauseParagraph, variant: Variant | None, *, several: bool) -> Part:
        id = paragraph.id
        label = self.printing.numbers.label(id) if several else ""
        own = owner(self.draft, id)
        if own is not None:
            return Part(id, label, "inserted", paragraph.lines, (), own)
        standard = self.standard[id]
        edit = self.edits.get(id)
        chosen = variant or self._chosen(standard)
        said = (chosen.lines if chosen else standard.lines) if edit is None else paragraph.lines
        usual = chosen.lines if chosen else standard.lines
        state: State = "changed" if edit is not None else self._variant_state(standard)
        choice = standard.choice if standard.choice in {field.name for field in self.template.fields} else ""
        variants = standard.variants if choice else ()
        return Part(id, label, state, said, usual, edit, choice, variants, chosen.id if chosen and choice else "")

    def _chosen(self, paragraph: ClauseParagraph) -> Variant | None:
        """Of a paragraph whose words were changed: the wording they were before."""
        return variant_of(paragraph, self.values) or next(iter(paragraph.variants), None)

    def _variant_state(self, paragraph: ClauseParagraph) -> State:
        if not paragraph.variants or paragraph.choice not in {field.name for field in self.template.fields}:
            return "standard"
        usual = self.template.field(paragraph.choice).default
        return "standard" if usual is None or self.values.value(paragraph.choice) == usual else "variant"


def _lines(paragraph: ClauseParagraph) -> tuple[TextLine, ...]:
    return paragraph.lines or (paragraph.variants[0].lines if paragraph.variants else ())


def _merged(before: list[str], now: list[str]) -> list[str]:
    """The order of now, with what is only in the standard behind what it stood behind."""
    order = list(now)
    at = 0
    for id in before:
        if id in order:
            at = order.index(id) + 1
        else:
            order.insert(at, id)
            at += 1
    return order
