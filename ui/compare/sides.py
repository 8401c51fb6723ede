"""The two things that are compared: what can be chosen, and how a place of the page names them. Knows no widgets.

A place is empty (where one was), "draft" (the open agreement and its standard), or two sides divided by a line break,
what was and what is. A side is written as "template:ID/VERSION", "kept:ID" (an agreement of the shelf),
"state:ID/NUMBER" (an earlier state of one), "open:" (what lies on the desk), "standard:" (the template of the other
side), or it is the path of a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from avv_desktop.system.language import tr
from ui.widgets.dates import moment_words

if TYPE_CHECKING:
    from avv_desktop.store.model import Entry
    from avv_desktop.store.open import Store

Kind = Literal["standard", "open", "state", "template", "kept", "file"]
DRAFT = "draft"
STATES_OFFERED = 12


class Side(NamedTuple):
    kind: Kind
    key: str = ""

    @property
    def written(self) -> str:
        return self.key if self.kind == "file" else f"{self.kind}:{self.key}"


STANDARD, OPEN = Side("standard"), Side("open")


class Offer(NamedTuple):
    """What can be chosen, and what it is called."""

    side: Side
    words: str


def side_of(written: str) -> Side | None:
    kind, _, key = written.partition(":")
    if kind in get_args(Kind) and kind != "file":
        return Side(kind, key)  # type: ignore[arg-type]
    return Side("file", written) if written else None


def place_of(old: Side, new: Side) -> str:
    return f"{old.written}\n{new.written}"


def sides_of(place: str) -> tuple[Side | None, Side | None]:
    """What was and what is."""
    if place == DRAFT:
        return STANDARD, OPEN
    old, _, new = place.partition("\n")
    return side_of(old), side_of(new)


def offers(store: Store | None, open_id: str) -> list[Offer]:
    """Everything but files and what lies on the desk (`open_id`, "" for nothing). For a worker."""
    from avv_desktop.template import catalog

    found = [Offer(STANDARD, tr("The standard of the other side"))]
    found += _states(store, open_id) if store is not None and open_id else []
    for each in sorted(catalog.every_version(), key=lambda each: (each.title, -each.version)):
        words = tr("Template: {title}, version {version}", title=each.title, version=each.version)
        found.append(Offer(Side("template", f"{each.id}/{each.version}"), words))
    kept = store.drafts() if store is not None else []
    return found + [Offer(Side("kept", each.id), entry_words(each)) for each in kept if each.id != open_id]


def _states(store: Store, draft_id: str) -> list[Offer]:
    """The newest state is the agreement as it is."""
    earlier = store.earlier(draft_id)[1 : STATES_OFFERED + 1]
    return [
        Offer(Side("state", f"{draft_id}/{each.id}"), tr("Earlier state: {moment}", moment=moment_words(each.moment)))
        for each in earlier
    ]


def entry_words(entry: Entry) -> str:
    """An agreement of the shelf."""
    said = (entry.customer.strip() or tr("New agreement"), entry.number.strip())
    return tr("Agreement: {name}", name=" · ".join(filter(None, said)))
