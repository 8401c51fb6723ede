"""What the page of long-term proof has done elsewhere. Knows no Qt."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from avv_desktop.errors import AvvError, ProofMissing, SigningRefused
from avv_desktop.store.model import Entry
from avv_desktop.system.language import tr
from ui.trust.kept import newest_signed, trusted
from ui.widgets.dates import date_words

if TYPE_CHECKING:
    from avv_desktop.signing.plan import Upgrade
    from avv_desktop.store.handed_out import HandedOut
    from avv_desktop.store.kept import Store
    from avv_desktop.system.settings import Settings, TimestampService

SIGNED = ("half", "signed", "countersigned")
SOON = datetime.timedelta(days=60)


class Line(NamedTuple):
    """An agreement that somebody has signed. said: how long it can be proved, in one sentence; due: by when something
    has to be added. wants: something can be added now. out: the copy that lies with the other side."""

    entry: Entry
    said: str
    due: datetime.datetime | None
    wants: bool
    urgent: bool
    out: HandedOut | None


class Added(NamedTuple):
    line: Line | None
    path: str


def signed(store: Store) -> list[Entry]:
    return [each for each in store.drafts() if each.state in SIGNED]


def look_at(store: Store, entry: Entry) -> Line | None:
    """None for what cannot be read, or is signed on paper only."""
    from avv_desktop.signing.plan import plan, state
    from avv_desktop.store.handed_out import out

    now = datetime.datetime.now(datetime.UTC)
    try:
        kept = newest_signed(store, entry.id)
        found = plan(kept[1]) if kept else None
    except AvvError:
        return None
    if found is None or not found.signatures:
        return None
    due = found.due
    return Line(entry, state(found, now), due, _wants(found, now), bool(due and due - now < SOON), out(store, entry.id))


def _wants(found: Upgrade, now: datetime.datetime) -> bool:
    return bool(found.level) and (not found.reached("LTA") or found.ages(now))


def add(store: Store, entry: Entry, settings: Settings) -> Added:
    """A timestamp, what proves it, and a seal; kept, and written for handing out.

    Where those who would say whether a certificate was revoked cannot be asked now, at least
    a timestamp. Raises TimestampFailed, ProofMissing, SigningRefused, and what the store raises.
    """
    from avv_desktop.store.handed_out import out

    if out(store, entry.id) is not None:
        raise SigningRefused(
            reason=tr("The customer has this copy. What is added here would make a second original of it.")
        )
    kept = newest_signed(store, entry.id)
    if kept is None:
        raise SigningRefused(reason=tr("This document is not signed."))
    name, data = kept
    services, trust = settings.timestamp_services, trusted(settings.trust_files)
    done = _upgraded(data, services, trust)
    path = ""
    if done != data:
        store.keep_file(entry.id, "signed", name, done, entry.state)
        path = _written(done, name, settings.last_folder)
    return Added(look_at(store, entry), path)


def _upgraded(data: bytes, services: Sequence[TimestampService], trust: Sequence[bytes]) -> bytes:
    from avv_desktop.signing.augment import upgrade_file
    from avv_desktop.signing.plan import plan

    try:
        return upgrade_file(data, "LTA", services=services, trust=trust)
    except ProofMissing:
        if not plan(data).pending:
            raise
        return upgrade_file(data, "T", services=services, trust=trust)


def _written(data: bytes, name: str, folder: str) -> str:
    """Beside the others; what cannot be written is kept in the shelf all the same."""
    from pathlib import Path

    from avv_desktop.system.files import free_name, write_whole

    if not folder:
        return ""
    try:
        path = free_name(Path(folder), name)
        write_whole(path, data)
    except AvvError:
        return ""
    return str(path)


def hand_out(store: Store, entry: Entry) -> Line | None:
    from avv_desktop.store import handed_out

    kept = newest_signed(store, entry.id)
    if kept:
        handed_out.hand_out(store, entry.id, kept[1], entry.customer)
    return look_at(store, entry)


def recall(store: Store, entry: Entry) -> Line | None:
    from avv_desktop.store import handed_out

    handed_out.end(store, entry.id, "recalled")
    return look_at(store, entry)


def as_calendar(lines: Sequence[Line], settings: Settings) -> bytes:
    """What is due, and which certificates end, for a calendar program."""
    from avv_desktop.system.calendar import Event, calendar

    events = [
        Event(
            f"proof-{each.entry.id}",
            each.due.astimezone().date(),
            tr("{customer}: add long-term proof", customer=each.entry.customer or each.entry.number),
            each.said,
            14,
        )
        for each in lines
        if each.due is not None and each.wants
    ]
    events += [
        Event(f"certificate-{name}-{day}", day, tr("Certificate ends: {name}", name=name), "", 60)
        for name, day in certificates(settings)
    ]
    return calendar(sorted(events, key=lambda each: each.day))


def certificates(settings: Settings) -> list[tuple[str, datetime.date]]:
    """The certificates that are believed, and key files whose certificates lie open, with the day they end."""
    from avv_desktop.signing.certificates import summary
    from avv_desktop.signing.trust import anchors

    found = set()
    for data in trusted((*settings.trust_files, *settings.key_files)):
        try:
            read = [summary(each) for each in anchors([data])]
        except AvvError:  # a key file that does not say before its passphrase
            continue
        found |= {(each.name, each.not_after.astimezone().date()) for each in read}
    return sorted(found, key=lambda each: each[1])


def out_words(out: HandedOut) -> str:
    day = date_words(out.moment.astimezone().date())
    return tr("With {who} since {day}", who=out.to or tr("the customer"), day=day)
