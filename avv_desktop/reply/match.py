"""Which draft a file is an answer to: by the data inside it, else by what it says."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable

import msgspec

from avv_desktop.document.compare.tokens import plain
from avv_desktop.document.printed import carried_document
from avv_desktop.draft.model import Draft
from avv_desktop.draft.values import Values
from avv_desktop.intake.model import Source
from avv_desktop.pdf.model import Carried
from avv_desktop.reply.sheet import readings, sent
from avv_desktop.system.structs import ready
from avv_desktop.template.model import Template

SURE, ENOUGH = 0.9, 0.5
"""Scores from which on a file is an answer to a draft for certain, and probably."""


def matches(source: Source, draft: Draft, template: Template) -> bool:
    return score(source, draft, template) >= ENOUGH


def find_draft(source: Source, drafts: Iterable[tuple[Draft, Template]]) -> tuple[Draft, Template] | None:
    """The draft that it most likely answers, of those it may answer at all."""
    scored = [(score(source, *each), number, each) for number, each in enumerate(drafts)]
    best = max(scored, key=lambda each: (each[0], -each[1]), default=None)
    return best[2] if best is not None and best[0] >= ENOUGH else None


def score(source: Source, draft: Draft, template: Template) -> float:
    """1: made from this very draft. Else its number, with the template; else the share of lines that are the same."""
    inside = carried(source)
    if inside is not None and inside.template == template.id:
        if _moment(inside.created) == draft.created.astimezone(datetime.UTC).replace(microsecond=0):
            return 1.0
        number = inside.answers.get("agreement.number")
        if number and "agreement.number" in {field.name for field in template.fields}:
            if number == Values(template, draft).value("agreement.number"):
                return 0.95
            return min(0.4, _likeness(source, draft, template))
    return 0.89 * _likeness(source, draft, template)


def outdated(source: Source, draft: Draft, template: Template) -> bool:
    """Does the draft say something else now than when the file was made from it?"""
    from avv_desktop.document.compose import compose

    inside = carried(source)
    return inside is not None and inside.document != carried_document(compose(template, draft))


def carried(source: Source) -> Carried | None:
    """Our data inside a Word file; None where there is none that can be read."""
    if not source.data:
        return None
    try:
        return msgspec.json.decode(source.data, type=ready(Carried))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _moment(text: str) -> datetime.datetime | None:
    try:
        found = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    return found.astimezone(datetime.UTC).replace(microsecond=0) if found.tzinfo else None


def _likeness(source: Source, draft: Draft, template: Template) -> float:
    """Letters in lines that both have, of the letters that the longer one has."""
    from avv_desktop.document.compose import compose

    ours = Counter(plain(line.text) for line in sent(compose(template, draft)))
    theirs = Counter(plain(line.text) for line in readings(source)[1])
    both = sum(len(text) * count for text, count in (ours & theirs).items())
    most = max(sum(len(text) * count for text, count in each.items()) for each in (ours, theirs))
    return both / most if most else 0.0
