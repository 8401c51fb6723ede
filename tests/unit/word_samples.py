"""Documents for tests of the Word file: drafts with changed clauses, and trees that no template gives."""

from __future__ import annotations

from hypothesis import strategies as st
from msgspec.structs import replace

from avv_desktop.document.compose import compose
from avv_desktop.document.model import (
    Document,
    Item,
    Items,
    Missing,
    Paragraph,
    Reference,
    Section,
    Strong,
    Table,
    Text,
    Value,
)
from avv_desktop.draft.model import ClauseEdit, Draft
from tests.golden.drafts import CASES, template

NAMES = [name for name in CASES if name != "many_sub_processors"]


def document(name: str) -> Document:
    return compose(template(), CASES[name]())


def edited() -> Draft:
    """Clauses struck, changed and added."""
    draft = CASES["complete"]()
    new = ("Erster Satz, ganz neu.", "a) ein Punkt,", "  - mit einem Strich darunter,", "b) noch einer.", "Ende.")
    for edit in (
        ClauseEdit("security", "struck"),
        ClauseEdit("subject.processing", "struck"),
        ClauseEdit("audit_rights.frequency", "changed", ("Der Auftraggeber darf jeden Tag prüfen.",)),
        ClauseEdit("own.1", "inserted", new, "Eine neue Klausel", "instructions"),
        ClauseEdit("own.2", "inserted", ("Ein neuer Absatz.",), "", "deletion"),
    ):
        draft = draft.with_edit(edit)
    return draft


def moved(document: Document) -> Document:
    """Its third clause behind the fifth, the numbers as they were printed."""
    sections = list(document.sections)
    sections.insert(5, sections.pop(2))
    return replace(document, sections=tuple(sections))


# ---- trees

_words = st.text(alphabet="abc äöß.,§()1\u00a0", min_size=1, max_size=40).filter(lambda text: text.strip())
_run = st.one_of(
    st.builds(Text, _words),
    st.builds(Strong, _words),
    st.builds(Value, _words, st.sampled_from(("a.b", "c.d", "list[0].e"))),
    st.builds(Missing, _words, st.just("a.b")),
    st.builds(Reference, st.sampled_from(("§\u00a01", "§\u00a02 Abs.\u00a01")), st.sampled_from(("c1", "c2.p1"))),
)
_runs = st.lists(_run, min_size=1, max_size=4).map(tuple)


def _items(below: st.SearchStrategy, kind: str) -> st.SearchStrategy:
    def made(said: list) -> Items:
        labels = {"letters": lambda n: f"{chr(97 + n)})", "numbers": lambda n: f"{n + 1}.", "bullets": lambda _: ""}
        return Items(kind, tuple(Item(runs, labels[kind](n), blocks=blocks) for n, (runs, blocks) in enumerate(said)))

    return st.lists(st.tuples(_runs, below), min_size=1, max_size=3).map(made)


def _lists(below: st.SearchStrategy) -> st.SearchStrategy:
    return st.one_of(_items(below, "letters"), _items(below, "numbers"), _items(below, "bullets"))


_nested = _lists(st.one_of(st.just(()), _lists(st.just(())).map(lambda each: (each,))))
_table = st.lists(st.tuples(_runs, _runs), max_size=3).map(
    lambda rows: Table(("Spalte eins", "Spalte zwei"), tuple(rows), (1.0, 2.0), "Tabelle")
)
_blocks = st.lists(st.one_of(_nested, _table), max_size=2).map(tuple)


@st.composite
def clause(draw, number: int) -> Section:
    said = draw(st.lists(st.tuples(_runs, _blocks), min_size=1, max_size=3))
    alone = len(said) == 1 and draw(st.booleans())
    labels = [""] if alone else [f"({n})" for n in range(1, len(said) + 1)]
    paragraphs = tuple(
        Paragraph(runs, f"c{number}.p{n}", label, blocks)
        for n, ((runs, blocks), label) in enumerate(zip(said, labels, strict=True), 1)
    )
    return Section(f"c{number}", "clause", draw(_words), f"§\u00a0{number}", blocks=paragraphs)


@st.composite
def documents(draw) -> Document:
    count = draw(st.integers(1, 3))
    sections = tuple(draw(clause(number)) for number in range(1, count + 1))
    return Document("de", (Text("Titel"),), (), Text("1"), Text("1"), (), sections)
