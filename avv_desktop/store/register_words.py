"""What of an agreement can be found, and how a search is put. Pure.

Both spellings of an umlaut are there, "Müller" as "muller" and as "mueller", and ß as ss, so that neither a keyboard
nor a habit hides anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from avv_desktop.draft.model import Draft
from avv_desktop.store.rows import folded

LONGEST = 20_000
"""Letters of one agreement; the standard's own clauses are in every one and are left out."""
SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
WORD = re.compile(r"[^\W_]+")


def indexed(draft: Draft) -> str:
    """Facts, sub-processors and changed clauses, folded in both spellings."""
    said = " ".join([*_strings(draft.answers), *_edits(draft)])[:LONGEST]
    first = WORD.findall(folded(said))
    second = WORD.findall(folded(said.translate(SPELLED)))
    return " ".join([*first, *dict.fromkeys(word for word in second if word not in set(first))])


def match(query: str) -> str:
    """Every word, or its beginning, in the language of FTS5; empty if nothing is asked for."""
    return " AND ".join(f'"{word}"*' for word in dict.fromkeys(WORD.findall(folded(query))))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _strings(each)


def _edits(draft: Draft) -> Iterator[str]:
    for edit in draft.edits:
        yield from (edit.title, *edit.lines, edit.reason)
