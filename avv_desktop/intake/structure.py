"""Source ──understand──▶ Intake: the tree of an agreement, by the kinds of its markers and the order of its numbers."""

from __future__ import annotations

import re

from msgspec.structs import replace

from avv_desktop.document import model as m
from avv_desktop.document.units import units
from avv_desktop.errors import NoAgreement
from avv_desktop.intake.model import Intake, Source
from avv_desktop.intake.tongue import language_of
from avv_desktop.intake.understand.account import account
from avv_desktop.intake.understand.building import Building
from avv_desktop.intake.understand.counts import counts
from avv_desktop.intake.understand.drafts import SectionDraft
from avv_desktop.intake.understand.head import Head, read_head
from avv_desktop.intake.understand.joining import Joining
from avv_desktop.intake.understand.moving import moved
from avv_desktop.intake.understand.sections import Sections

LEAST_CLAUSES = 2
ABOUT = re.compile(
    r"Auftrags?(?:daten)?verarbeit|Art(?:ikel|icle|\.)?\s*28\b|data process|processor|personenbezogen|personal data",
    re.I,
)


def understand(source: Source) -> Intake:
    """The Document in the lines, and the account of every letter. Never refuses: see `refuse`."""
    joining = Joining(source)
    pieces = joining.pieces()
    sections = Sections(pieces, joining.taken)
    head = read_head(sections.head, joining.taken)
    building = Building(joining.taken, _sets_in(source, pieces))
    document = m.Document(
        language=source.language or language_of(line.text for line in source.lines) or "de",
        title=_text(head.title.text),
        subtitle=_text(head.subtitle.text),
        number=m.Text(""),
        version=m.Text(""),
        parties=tuple(head.parties),
        sections=building.sections(_with_rest(head, sections.found)),
        closing=head.closing.text,
    )
    furniture = (*source.furniture, *joining.taken.furniture)
    for key, numbers in head.places.items():
        building.place(f"head/{key}", numbers)
    found = account(source, document, furniture)
    return Intake(
        source=source,
        document=document,
        places=building.places,
        furniture=furniture,
        leftovers=found.leftovers,
        unsure=tuple(building.unsure),
        shares=found.shares,
        counts=counts(document),
    )


def _text(text: str) -> m.Runs:
    return (m.Text(text),) if text else ()


def _sets_in(source: Source, pieces: list) -> bool:
    """Does the file set in what belongs to a numbered paragraph?"""
    if source.format == "text":
        return any(piece.hanging and piece.marker for piece in pieces)
    return source.format == "markdown" and any(piece.listed and piece.is_a("paragraph", "decimal") for piece in pieces)


def _with_rest(head: Head, found: list[SectionDraft]) -> list[SectionDraft]:
    return [SectionDraft("clause", pieces=head.rest), *found] if head.rest else found


def move_unit(intake: Intake, key: str, direction: int) -> Intake:
    """A point one level up (-1) or down (+1), with all below it; whoever moved it was sure.

    The same Intake where it cannot be moved like that, or there is no such point.
    """
    document, changed = moved(intake.document, key, direction)
    if not changed:
        return intake
    unsure = tuple(
        replace(each, level=each.level + direction) if each.key in changed else each
        for each in intake.unsure
        if each.key != key
    )
    found = account(intake.source, document, intake.furniture)
    return replace(
        intake,
        document=document,
        unsure=unsure,
        shares=found.shares,
        leftovers=found.leftovers,
        counts=counts(document),
    )


def settle(intake: Intake, key: str) -> Intake:
    """It stands right where it stands."""
    return replace(intake, unsure=tuple(each for each in intake.unsure if each.key != key))


def refuse(intake: Intake) -> None:
    """Raises NoAgreement for what is no data-processing agreement: nobody agrees on anything, or on something else."""
    document = intake.document
    if not document.parties:
        reason = "Es nennt keine Vertragsparteien („zwischen … und …“)."
    elif intake.counts.sections < LEAST_CLAUSES:
        reason = "Es hat keine Paragrafen."
    elif not ABOUT.search(" ".join(unit.text for unit in units(document))):
        reason = "Es handelt nicht von der Verarbeitung von Daten im Auftrag."
    else:
        return
    raise NoAgreement(path=intake.source.name, reason=reason)
