"""Which agreement a file belongs to, and the file filed with it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from avv_desktop import flow
from avv_desktop.document.model import Document
from avv_desktop.errors import AvvError, CannotDo
from avv_desktop.kit.returned import Returned, judge
from avv_desktop.signing.badge import state_words
from avv_desktop.signing.signers import signers
from avv_desktop.store.handed_out import end
from avv_desktop.store.notices import Notices, ReturnedCopy
from avv_desktop.system.language import tr
from avv_desktop.verdict.judge import Given

if TYPE_CHECKING:
    from avv_desktop.store.kept import Store

SENT = ("signed", "pdf")
"""Kinds of kept files that a customer may have been sent."""


class Match(Struct, frozen=True):
    """An agreement that is kept. annex: the id of the kept file, where it is about a new annex of it, else 0."""

    id: str
    number: str
    customer: str
    state: str
    annex: int = 0


class Look(Struct, frozen=True):
    """Who looked at a scan or copy, and what they saw. paper: it shows signatures in ink, though it has words."""

    who: str
    note: str = ""
    paper: bool = False


def find(store: Store, data: bytes, name: str) -> Match | None:
    """The kept agreement that a PDF is a copy of: by its signatures, by what it carries, else by its number in words.

    None if there is none, or it cannot be read. Raises StoreError.
    """
    tokens, number = _tokens(data), _number(data, name)
    entries = [each for each in store.drafts() if each.number and each.number in number]
    entries = sorted(entries, key=lambda each: (len(each.number), each.changed), reverse=True)
    for entry in entries:
        for file in reversed(store.files(entry.id)):
            if file.kind in (*SENT, "amendment") and _is_of(store.file(file.id), data, tokens):
                annex = file.id if file.kind == "amendment" else 0
                return Match(entry.id, entry.number, entry.customer, entry.state, annex)
    handed = [each for each in entries if any(file.kind in SENT for file in store.files(each.id))]
    return Match(handed[0].id, handed[0].number, handed[0].customer, handed[0].state) if handed else None


def named(store: Store, number: str) -> Match | None:
    """The kept agreement of this number, the newest version."""
    found = [each for each in store.drafts() if each.number == number]
    newest = max(found, key=lambda each: each.created, default=None)
    return Match(newest.id, newest.number, newest.customer, newest.state) if newest else None


def _is_of(kept: bytes, data: bytes, tokens: set[str]) -> bool:
    return data.startswith(kept) or bool(tokens & _tokens(kept))


def _tokens(data: bytes) -> set[str]:
    try:
        return {each.token for each in signers(data)}
    except AvvError:
        return set()


def _number(data: bytes, name: str) -> str:
    """Where the number of the agreement would stand: in what it carries, else in its words; and in the file's name."""
    from avv_desktop.intake.read import read

    try:
        document = flow.document_inside(data)
        if document is not None:
            return document.number.text
        return f"{name} {' '.join(line.text for line in read(data, name).lines)}"
    except AvvError:
        return name


def judged(store: Store, match: Match, data: bytes, name: str, given: Given | None = None) -> Returned:
    """Beside what was sent of it. Raises what `kit.returned.judge` and the store raise."""
    files = store.files(match.id)
    wanted = [each for each in files if (each.id == match.annex if match.annex else each.kind in SENT)]
    sent = [store.file(each.id) for each in reversed(wanted)]
    return judge(data, name, sent, _document(store, match, sent), given)


def _document(store: Store, match: Match, sent: list[bytes]) -> Document:
    for each in sent:
        if (document := flow.document_inside(each)) is not None:
            return document
    draft, template = store.draft(match.id)
    return flow.compose(template, draft)


def file(store: Store, match: Match, name: str, data: bytes, returned: Returned, look: Look | None = None) -> str:
    """File it with its agreement, whose state follows; gives what was done in a sentence.

    look: who looked at a scan or a copy. Raises CannotDo where it cannot be filed, or nobody has looked at it.
    """
    if returned.kind in ("countersigned", "unfit"):
        return _file_signed(store, match, name, data, returned)
    if returned.kind not in ("scan", "rewritten"):
        raise CannotDo(reason=tr("There is nothing to file: this file brings no new signature."))
    if look is None or not look.who.strip():
        raise CannotDo(reason=tr("Please say who checked the copy."))
    now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    paper = returned.kind == "scan" or look.paper
    copy = ReturnedCopy(0, "paper" if paper else "copy", " ".join(look.who.split()), now, look.note.strip())
    state = tr("countersigned on paper") if paper and not match.annex else ""
    with store.together():
        Notices(store).keep_copy(match.id, copy.kind, name, data, copy, state)
        if paper:
            end(store, match.id, "returned")
    if paper:
        return tr("Filed as countersigned on paper.")
    return tr("Filed as a copy without signatures; the state of the agreement stays as it is.")


def _file_signed(store: Store, match: Match, name: str, data: bytes, returned: Returned) -> str:
    progress = returned.progress
    assert progress is not None
    if match.annex:
        store.keep_file(match.id, "amendment", name, data, progress.state)
        return tr("Filed with the agreement: the signed annex.")
    with store.together():
        store.keep_file(match.id, "signed", name, data, progress.state)
        store.set_state(match.id, progress.state, state_words(progress), progress.next.name if progress.next else "")
        end(store, match.id, "returned")
    return tr("Filed with the agreement, whose state follows.")
