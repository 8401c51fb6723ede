"""A change and its notices in a few words. Knows no Qt."""

from __future__ import annotations

from avv_desktop.notice.model import Change, RowChange
from avv_desktop.system.language import tr
from ui.look.tokens import State

TONES = {
    "planned": State.DRAFT,
    "told": State.READY,
    "objected": State.HALF,
    "settled": State.READY,
    "issued": State.SIGNED,
}


def change_words(change: RowChange) -> str:
    return {
        "added": tr("new"),
        "replaced": tr("replaces another"),
        "removed": tr("removed"),
        "changed": tr("other facts"),
    }[change.kind]


def sentence(change: RowChange) -> str:
    match change.kind:
        case "added":
            return tr("New: {company}", company=change.company)
        case "replaced":
            return tr("{company} takes the place of {former}", company=change.company, former=change.former)
        case "removed":
            return tr("No longer: {company}", company=change.company)
    return tr("Other facts of {company}", company=change.company)


def title(change: Change) -> str:
    """For a list to choose from."""
    first = sentence(change.rows[0]) if change.rows else ""
    more = f" (+{len(change.rows) - 1})" if len(change.rows) > 1 else ""
    return f"{change.start:%d.%m.%Y} · {first}{more}"
