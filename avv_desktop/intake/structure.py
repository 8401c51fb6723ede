"""Source ──understand──▶ Intake: the tree of an agreement, by the kinds of its markers and the order of its numbers."""

from __future__ import annotations

import re

from msgspec.structs import replace

from avv_desktop.document import model as m
from avv_desktop.document.units import units
from avv_desktop.errors import NoAgreement
from avv_desktop.intake.model import Intake, Source
from avv_desktop.intake.understand.account import account, counts
from avv_desktop.intake.understand.head import head
from avv_desktop.intake.understand.moving import moved
from avv_desktop.intake.understand.nesting import nested
from avv_desktop.intake.understand.tree import Tree
from avv_desktop.intake.understand.words import runs

LEAST_CLAUSES = 2
ABOUT = re.compile(r"Auftrags?(?:daten)?verarbeit|Art\.?\s*28\b|data process|processor", re.I)


def understand(source: Source) -> Intake:
    """The Document in the lines, and the account of every letter. Never refuses: see `refuse`."""
    before, root = nested(source)
    top = head(before)
    tree = Tree(dict(top.places))
    document = m.Document(
        language=source.language or "de",
        title=runs(top.title),
        subtitle=runs(top.subtitle),
        number=m.Text(""),
        version=m.Text(""),
        parties=top.parties,
        sections=tree.sections(root.below),
        closing=top.closing,
    )
    shares, leftovers, furniture = account(source, document, tree.places)
    unsure = tuple(tree.unsure)
    return Intake(source, document, tree.places, furniture, leftovers, unsure, shares, counts(document))


def move_unit(intake: Intake, key: str, direction: int) -> Intake:
    """A point one level up (-1) or down (+1), with all below it; whoever moved it was sure."""
    document = moved(intake.document, key, direction)
    unsure = tuple(each for each in intake.unsure if each.key != key)
    return replace(intake, document=document, unsure=unsure, counts=counts(document))


def settle(intake: Intake, key: str) -> Intake:
    """It stands right where it stands."""
    return replace(intake, unsure=tuple(each for each in intake.unsure if each.key != key))


def refuse(intake: Intake) -> None:
    """Raises NoAgreement for what is no data-processing agreement: nobody agrees on anything, or on something else."""
    document = intake.document
    said = " ".join(unit.text for unit in units(document))
    if not document.parties:
        reason = "Es nennt keine Vertragsparteien („zwischen … und …“)."
    elif intake.counts.sections < LEAST_CLAUSES:
        reason = "Es hat keine Paragrafen."
    elif not ABOUT.search(said):
        reason = "Es handelt nicht von der Verarbeitung von Daten im Auftrag."
    else:
        return
    raise NoAgreement(path=intake.source.name, reason=reason)
