"""Tells "only notes were added" from other changes.

A note is never harmless, it may hide what is below; this gives a clearer word for a change, never an excuse.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.diff_analysis.rules_api import QualifiedWhitelistRule, ReferenceUpdate

MOST_PAGES = 5000
NOT_NOTES = frozenset({"/Widget", "/Link", "/Screen", "/Movie", "/RichMedia", "/3D"})


class AddedNotes(QualifiedWhitelistRule):
    """Pages that differ in nothing but further annotations, and what only these need."""

    def apply_qualified(
        self, old: HistoricalResolver, new: HistoricalResolver
    ) -> Iterable[tuple[ModificationLevel, ReferenceUpdate]]:
        before, after = list(_pages(old)), list(_pages(new))
        if [page.reference for page in before] != [page.reference for page in after]:
            return
        for was, now in zip(before, after, strict=True):
            for reference in _added(was, now, old, new):
                yield ModificationLevel.ANNOTATIONS, ReferenceUpdate(reference)


def _pages(resolver: HistoricalResolver) -> Iterator[generic.IndirectObject]:
    waiting, seen = [resolver.root["/Pages"].raw_get("/Kids")], 0
    while waiting:
        node = waiting.pop()
        node = node.get_object() if isinstance(node, generic.IndirectObject) else node
        for kid in node:
            seen += 1
            if seen > MOST_PAGES:
                return
            page = kid.get_object()
            if "/Kids" in page:
                waiting.append(page.raw_get("/Kids"))
            else:
                yield kid


def _added(was, now, old: HistoricalResolver, new: HistoricalResolver) -> set[generic.Reference]:
    """References that a page's further notes explain; empty if anything else of the page differs."""
    page, later = was.get_object(), now.get_object()
    before, after = _notes(page), _notes(later)
    fresh = after[len(before) :]
    same = {key for key in {*page, *later} - {"/Annots"} if _raw(page, key) == _raw(later, key)}
    if not fresh or after[: len(before)] != before or same != {*page, *later} - {"/Annots"}:
        return set()
    if any(str(_resolved(note).get("/Subtype")) in NOT_NOTES for note in fresh):
        return set()
    explained = {now.reference}
    for note in (*fresh, later.raw_get("/Annots")):
        if isinstance(note, generic.IndirectObject):
            explained.add(note.reference)
        explained |= {each for each in new.collect_dependencies(note) if old.is_ref_unassignable(each)}
    return explained


def _notes(page: generic.DictionaryObject) -> list:
    return list(page["/Annots"]) if "/Annots" in page else []


def _resolved(note):
    return note.get_object() if isinstance(note, generic.IndirectObject) else note


def _raw(page: generic.DictionaryObject, key: str):
    return page.raw_get(key) if key in page else None
