"""What the stack page has done elsewhere: which agreements wait for whom, and signing one of them. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from avv_desktop import flow
from avv_desktop.errors import AvvError, NotReady
from avv_desktop.system.language import tr
from ui.signing import tasks
from ui.trust.kept import newest_signed

if TYPE_CHECKING:
    from avv_desktop.pdf.typeset import Typesetter
    from avv_desktop.signing.keys import Key
    from avv_desktop.store.model import Entry
    from avv_desktop.store.open import Store
    from avv_desktop.system.settings import TimestampService


class Wait(NamedTuple):
    """An agreement that can be signed now. persons: whose turn it is; differs: what deviates, in one sentence."""

    entry: Entry
    persons: tuple[str, ...]
    differs: str
    same: bool


def waiting(store: Store) -> list[Entry]:
    """Complete ones that nobody or not everybody of the company has signed, the oldest first."""
    found = [each for each in store.drafts() if each.state == "half" or (_unsigned(each) and not each.missing)]
    return sorted(found, key=lambda each: each.changed)


def _unsigned(entry: Entry) -> bool:
    return entry.state in ("draft", "ready")


def look_at(store: Store, entry: Entry) -> Wait | None:
    """Whose turn it is, and what differs from the standard; None for what cannot be signed after all."""
    from avv_desktop.review.deviations import deviations

    try:
        draft, template = store.draft(entry.id)
        findings = flow.check(template, draft)
        persons = _persons(store, entry)
    except AvvError:
        return None
    if not persons or (_unsigned(entry) and any(each.severity == "E" for each in findings)):
        return None
    page = deviations(template, draft, findings=findings)
    return Wait(entry, persons, page.warning or page.summary, page.same)


def _persons(store: Store, entry: Entry) -> tuple[str, ...]:
    """Of the company: the one whose turn it is, or all where the order is free."""
    from avv_desktop.document.model import signature_lines

    if entry.state == "half":
        kept = newest_signed(store, entry.id)
        slots = [slot for slot in flow.progress(kept[1]).slots if not slot.signed] if kept else []
    else:
        draft, template = store.draft(entry.id)
        slots = signature_lines(flow.compose(template, draft))
    own = [slot for slot in slots if slot.side == "processor"]
    first = min((slot.order for slot in own), default=0)
    return tuple(dict.fromkeys(slot.name for slot in own if slot.order == first and slot.name))


def sign_one(
    store: Store,
    typesetter: Typesetter,
    entry: Entry,
    key: Key,
    person: str,
    last_folder: str,
    services: Sequence[TimestampService] = (),
) -> tasks.Outcome:
    """As on the page of one agreement: signed, kept, then written for handing out. Raises what flow and store raise."""
    from avv_desktop.pdf.pages import Pages
    from avv_desktop.signing.stack import slot_of

    draft, template = store.draft(entry.id)
    kept = newest_signed(store, entry.id) if not _unsigned(entry) else None
    if kept is None and any(each.severity == "E" for each in flow.check(template, draft)):
        raise NotReady(count=0, first="")
    data = kept[1] if kept else flow.render(template, draft, typesetter).data
    document = flow.document_inside(data) or flow.compose(template, draft)
    progress = flow.progress(data)
    slot = slot_of(progress, person)
    prepared = tasks.Prepared(draft, document, data, Pages(data), progress, fresh=kept is None)
    return tasks.sign_and_keep(store, prepared, key, slot, last_folder, services)


def said_of(error: Exception) -> str:
    """Why one was not signed, in one line."""
    from avv_desktop.system.sentences import explain

    said = explain(error)
    return f"{said.happened} {said.todo}".strip()


def counted(signed: int, failed: int, left: int) -> str:
    """ "12 unterschrieben · 1 nicht unterschrieben · 3 offen"."""
    parts = [tr("{count} signed", count=signed)]
    parts += [tr("{count} not signed", count=failed)] if failed else []
    parts += [tr("{count} to go", count=left)] if left else []
    return " · ".join(parts)
