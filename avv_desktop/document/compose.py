"""Draft ──compose──▶ Document: choices decided, fields filled in, everything numbered and worded."""

from __future__ import annotations

from avv_desktop.document.annexes import annex
from avv_desktop.document.head import head
from avv_desktop.document.lines import blocks, paragraph
from avv_desktop.document.model import Document, Section
from avv_desktop.document.printing import Printing
from avv_desktop.document.signatures import signatures
from avv_desktop.draft.completeness import findings, ready
from avv_desktop.draft.model import Draft
from avv_desktop.template.model import Template
from avv_desktop.template.text import Clause, ClauseParagraph, Variant

HEAD, SIGNATURES = "head", "signatures"
"""Ids of the two clauses that are not numbered."""


def compose(template: Template, draft: Draft) -> Document:
    """What the draft says. The same draft gives the same Document (dates are checked against today).

    A required field that is still empty becomes a Missing run, and the document is not complete; nor is it while
    anything else stops a signature (`draft.completeness`).
    """
    return composed(template, draft)[0]


def composed(template: Template, draft: Draft) -> tuple[Document, Printing]:
    """The Document, and the record of what was printed."""
    printing = Printing(template, draft)
    top = head(printing, next((clause for clause in template.clauses if clause.id == HEAD), Clause(HEAD, "")))
    shown = {clause.id for clause, _ in printing.clauses}
    for clause in printing.template.clauses:
        (printing.decided if clause.id in shown else printing.decided_against)(clause.when)
    sections = [_section(printing, clause, inside) for clause, inside in printing.clauses if clause.id != HEAD]
    sections += [annex(printing, each) for each in printing.annexes]
    document = Document(
        language=template.language.partition("-")[0],
        title=top.title,
        subtitle=top.subtitle,
        number=top.number,
        version=top.version,
        parties=top.parties,
        sections=tuple(sections),
        complete=not printing.incomplete and ready(findings(template, draft)),
        closing=top.closing,
    )
    return document, printing


def _section(printing: Printing, clause: Clause, inside: list[tuple[ClauseParagraph, Variant | None]]) -> Section:
    if clause.id == SIGNATURES:
        return signatures(printing, clause)
    printed = [
        paragraph(
            printing,
            variant.lines if variant else each.lines,
            clause.id,
            each.id,
            printing.numbers.label(each.id),
        )
        for each, variant in inside
    ]
    for each, variant in inside:
        _decided(printing, each, variant)
    shown = {each.id for each, _ in inside}
    for hidden in clause.paragraphs:
        if hidden.id not in shown:
            printing.decided_against(hidden.when)
    return Section(
        id=clause.id,
        kind="clause",
        title=clause.title,
        label=printing.numbers.label(clause.id),
        blocks=(*blocks(printing, clause.lines, clause.id), *printed),
    )


def _decided(printing: Printing, each: ClauseParagraph, variant: Variant | None) -> None:
    """What decided that this is printed counts as printed itself: the choice can be read off the page."""
    printing.decided(each.when)
    if each.choice == "by rule" and variant:
        printing.decided(variant.when)
    elif each.choice:
        printing.used.add(each.choice)
