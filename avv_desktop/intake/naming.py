"""Ids for the clauses and annexes of a contract that was read, from their titles; which annex holds measures."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from avv_desktop.document import model as m
from avv_desktop.intake.facts import slug

MEASURES = "annex_measures"


class Names(Struct, frozen=True):
    """Ids of the template by what is printed: clauses ("§ 7"), annexes ("Anlage 1"), ids of sections."""

    by_label: dict[str, str]
    by_id: dict[str, str]


def names(document: m.Document) -> Names:
    """An id of its own for every clause and annex, from its title."""
    by_label: dict[str, str] = {}
    by_id: dict[str, str] = {}
    taken = {"head", "signatures", "own"}
    measures = measures_annex(document)
    for section in document.sections:
        prefix = "annex_" if section.kind == "annex" else ""
        name = MEASURES if section is measures else _free(prefix + slug(section.title or section.label), taken)
        taken.add(name)
        by_id[section.id] = name
        if section.label and section.kind in ("clause", "annex"):
            by_label[spaced(section.label)] = name
    return Names(by_label, by_id)


def _free(name: str, taken: set[str]) -> str:
    return name if name not in taken else next(n for i in range(2, 9999) if (n := f"{name}_{i}") not in taken)


def spaced(label: str) -> str:
    return label.replace("\u00a0", " ").rstrip(".:")


def measures_annex(document: m.Document) -> m.Section | None:
    """The first annex whose parts are controls all through, so that its bullets are measures."""
    for section in document.sections:
        if section.kind == "annex" and _all_controls(section):
            return section
    return None


def _all_controls(annex: m.Section) -> bool:
    groups = annex.sections
    lead = all(isinstance(block, m.Paragraph) and not block.blocks for block in annex.blocks)
    return bool(groups) and lead and all(
        group.kind == "group" and not group.blocks and group.sections
        and all(not control.sections and _plain_lists(control.blocks) for control in group.sections)
        for group in groups
    )  # fmt: skip


def _plain_lists(blocks: Iterable[m.Block]) -> bool:
    """Nothing but paragraphs and bullets."""
    for block in blocks:
        match block:
            case m.Paragraph(label=""):
                if not _plain_lists(block.blocks):
                    return False
            case m.Items(kind="bullets"):
                if not all(_plain_lists(item.blocks) for item in block.items):
                    return False
            case _:
                return False
    return True
