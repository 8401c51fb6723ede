"""What the stack page has done elsewhere: which agreements wait for whom, and signing one of them. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from avv_desktop import flow
from avv_desktop.errors import AvvError, NotReady, SigningRefused
from avv_desktop.signing.model import SignedPdf
from avv_desktop.system.language import tr
from ui.signing import tasks
from ui.trust.kept import newest_signed

if TYPE_CHECKING:
    from avv_desktop.document.model import Document
    from avv_desktop.draft.model import Draft
    from avv_desktop.pdf.typeset import Typesetter
    from avv_desktop.signing.keys import Key
    from avv_desktop.signing.stack import Turn
    from avv_desktop.store.model import Entry
    from avv_desktop.store.open import Store
    from avv_desktop.system.settings import TimestampService


Signed: TypeAlias = "SignedPdf | AvvError"


@dataclass
class Done:
    """How far a stack is. ended: the card or the service failed, the rest stays as it is."""

    signed: int = 0
    failed: int = 0
    ended: bool = False


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
    if (
        not persons
        or tasks.copy_is_out(store, entry.id)
        or (_unsigned(entry) and any(each.severity == "E" for each in findings))
    ):
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


class Ready(NamedTuple):
    """One agreement that was read and can be signed. `fresh`: nobody has signed it, and it is kept as no file yet."""

    draft: Draft
    document: Document
    data: bytes
    turn: Turn
    fresh: bool


def begin(store: Store, typesetter: Typesetter, entries: Sequence[Entry], person: str) -> list[Ready | AvvError]:
    """What each needs before it is signed, or why it cannot be."""
    return [_begun(store, typesetter, each, person) for each in entries]


def _begun(store: Store, typesetter: Typesetter, entry: Entry, person: str) -> Ready | AvvError:
    from avv_desktop.signing.stack import turn

    if away := tasks.copy_is_out(store, entry.id):
        return SigningRefused(reason=away)
    try:
        draft, template = store.draft(entry.id)
        kept = newest_signed(store, entry.id) if not _unsigned(entry) else None
        if kept is None and any(each.severity == "E" for each in flow.check(template, draft)):
            return NotReady(count=0, first="")
        data = kept[1] if kept else flow.render(template, draft, typesetter).data
        found = turn(data, person)
        return Ready(draft, found.read.document or flow.compose(template, draft), data, found, fresh=kept is None)
    except AvvError as error:
        return error


def sign(
    store: Store, found: Sequence[Ready | AvvError], key: Key, services: Sequence[TimestampService]
) -> list[Signed]:
    """Those that are ready, together as far as the key can; in their order. All are lines of one person."""
    from avv_desktop.signing.together import sign_together

    ready = [each for each in found if isinstance(each, Ready)]
    stamper = tasks.stamper(services)
    shown = tasks.pictures(store, ready[0].turn.slot.name) if ready else ()
    papers = [(each.turn.read, each.turn.slot) for each in ready]
    outcomes = iter(sign_together(papers, key, stamper=stamper, pictures=shown))
    return [next(outcomes) if isinstance(each, Ready) else each for each in found]


def keep(store: Store, ready: Ready | AvvError, signed: Signed, last_folder: str) -> str:
    """As on the page of one agreement: kept, then written for handing out. Says what became of it. Raises why not."""
    if isinstance(ready, AvvError) or isinstance(signed, AvvError):
        raise ready if isinstance(ready, AvvError) else signed
    outcome = tasks.keep(store, ready, signed, ready.turn.slot, last_folder)
    return said_of(outcome.why_not) if outcome.why_not else tr("signed")


def together(key: Key) -> int:
    """How many are signed at once."""
    from avv_desktop.signing.together import most

    return most(key)


def ends(error: Exception) -> bool:
    """The card or the service failed: the next agreement would fail for the same reason."""
    from avv_desktop.signing.stack import ENDS

    return isinstance(error, ENDS)


def pin_each_words(count: int, *, pad: bool) -> str:
    """Said beforehand where the card wants its PIN for each."""
    from avv_desktop.signing.tokens import pin_each_note

    typed = tr("It is entered at the card reader each time.")
    remembered = tr("Your PIN is remembered for these agreements only, and then forgotten.")
    return f"{pin_each_note(count)} {typed if pad else remembered}"


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
