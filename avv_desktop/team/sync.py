"""Sharing and fetching: what is new here goes to the server, what is new there comes here, nothing is overwritten."""

from __future__ import annotations

import datetime
import hashlib
import uuid
from collections.abc import Mapping
from typing import Any, Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from avv_desktop.draft.model import Draft
from avv_desktop.errors import TeamConflict, TeamUntrusted
from avv_desktop.store import shared
from avv_desktop.store.kept import Store
from avv_desktop.store.server import Server
from avv_desktop.system.language import tr
from avv_desktop.system.structs import ready
from avv_desktop.team import merge, sealing
from avv_desktop.team.members import Team
from avv_desktop.team.model import Content, Revision, SharedFile

REVISION = "revision"
Happened = Literal["new", "newer", "both", "same"]
"""new here; newer than here; both sides have changed it; nothing has happened."""


class Theirs(Struct, frozen=True):
    """A version of somebody else's that waits for a choice. by: a member's name."""

    number: int
    by: str
    at: datetime.datetime | None
    content: Content


class Record(Struct, frozen=True):
    """How one agreement is shared. number, base: the revision both sides had last. parts: of files, by their hash.

    pending: token of a revision that was sent, and whose arrival is not certain.
    """

    number: int = 0
    base: Draft | None = None
    parts: dict[str, str] = {}
    pending: str = ""
    sent: Draft | None = None
    state: str = ""
    theirs: Theirs | None = None


class Fetched(Struct, frozen=True):
    """What came of one agreement. by: who made the newest version."""

    agreement: str
    happened: Happened
    by: str = ""


def record(store: Store, draft_id: str) -> Record:
    kept = shared.record(store, draft_id)
    return msgspec.json.decode(kept, type=ready(Record)) if kept else Record()


def _keep(store: Store, draft_id: str, kept: Record) -> None:
    shared.keep_record(store, draft_id, msgspec.json.encode(kept))


# ---- out


def share(store: Store, server: Server, team: Team, draft_id: str, readers: tuple[str, ...] = ("*",)) -> bool:
    """Send what is new of one agreement; False if nothing is. Raises TeamConflict (fetch first), TeamRefused."""
    known = record(store, draft_id)
    draft, template = store.draft(draft_id)
    entry = next((each for each in store.drafts() if each.id == draft_id), None)
    state = entry.state if entry else "draft"
    if known.pending:
        known = _arrived(store, server, draft_id, known)
    if known.theirs is not None:
        raise TeamConflict(name=entry.customer if entry else "")
    sent, parts, files = _parts(store, team, draft_id, known)
    if known.number and draft == known.base and not parts and state == known.state:
        return False
    words, person, missing = (entry.words, entry.next_person, entry.missing) if entry else ("", "", 0)
    content = Content(draft, template, state, words, person, missing, files)
    revision = _sealed(team, draft_id, known.number + 1, state, content)
    _keep(store, draft_id, replace(known, pending=revision.token, sent=draft))
    try:
        server.add({name: getattr(revision, name) for name in ROW}, parts, readers)
    except TeamConflict as error:
        raise TeamConflict(name=entry.customer if entry else "") from error
    _keep(store, draft_id, Record(revision.number, draft, known.parts | sent, state=state))
    return True


ROW = ("agreement", "number", "token", "state", "epoch", "by", "sealed", "signature")


def _arrived(store: Store, server: Server, draft_id: str, known: Record) -> Record:
    """After a connection that broke: did the revision arrive?"""
    newest = server.newest(draft_id)
    if newest is not None and newest["token"] == known.pending:
        known = replace(known, number=newest["number"], base=known.sent, state=newest["state"])
    known = replace(known, pending="", sent=None)
    _keep(store, draft_id, known)
    return known


def _parts(
    store: Store, team: Team, draft_id: str, known: Record
) -> tuple[dict[str, str], list[dict[str, Any]], tuple[SharedFile, ...]]:
    """Part ids of new files by hash, the rows of these parts, and all files."""
    new: dict[str, str] = {}
    rows: list[dict[str, Any]] = []
    files: list[SharedFile] = []
    for each in store.files(draft_id):
        part = known.parts.get(each.sha256) or new.get(each.sha256)
        if part is None:
            part = new[each.sha256] = str(uuid.uuid4())
            sealed = sealing.seal(team.key, store.file(each.id), _about_part(part, draft_id))
            rows.append({"id": part, "epoch": team.epoch, "sealed": sealed})
        files.append(SharedFile(each.kind, each.name, each.state, each.sha256, part))
    return new, rows, tuple(files)


def _sealed(team: Team, draft_id: str, number: int, state: str, content: Content) -> Revision:
    bare = Revision(draft_id, number, str(uuid.uuid4()), state, team.epoch, team.me, b"", b"")
    sealed = sealing.seal(team.key, msgspec.json.encode(content), _about(bare))
    signature = sealing.sign(team.identity, REVISION, _about(bare) + hashlib.sha256(sealed).digest())
    return replace(bare, sealed=sealed, signature=signature)


def _about(revision: Revision) -> bytes:
    """Everything the server can read is bound to what it cannot."""
    return msgspec.json.encode([getattr(revision, name) for name in ROW[:6]])


def _about_part(part: str, draft_id: str) -> bytes:
    return f"part {part} {draft_id}".encode()


# ---- in


def fetch(store: Store, server: Server, team: Team) -> list[Fetched]:
    """Bring here what is new; where both sides have changed an agreement, theirs waits beside ours.

    Raises TeamUntrusted before anything of a revision is taken over that cannot be right.
    """
    return [_fetch_one(store, server, team, *each) for each in server.heads().items()]


def _fetch_one(store: Store, server: Server, team: Team, draft_id: str, newest: int) -> Fetched:
    known = record(store, draft_id)
    if known.pending:
        known = _arrived(store, server, draft_id, known)
    seen = known.theirs.number if known.theirs else known.number
    if newest < seen:
        raise TeamUntrusted(reason=tr("The server shows an older version of an agreement than before."))
    if newest == seen:
        return Fetched(draft_id, "both" if known.theirs else "same", known.theirs.by if known.theirs else "")
    row = server.newest(draft_id)
    assert row is not None
    revision = Revision(**row)
    content = _opened(team, revision)
    by = team.name_of(revision.by)
    here = {each.id for each in store.drafts()} | set(shared.records(store))
    mine = store.draft(draft_id)[0] if draft_id in here else None
    if mine is not None:
        _take_files(store, server, team, draft_id, content)
    if mine is not None and mine != known.base and mine != content.draft:
        _keep(store, draft_id, replace(known, theirs=Theirs(revision.number, by, revision.at, content)))
        return Fetched(draft_id, "both", by)
    store.save(content.draft, content.template, content.missing)
    if mine is None:
        _take_files(store, server, team, draft_id, content)
    store.set_state(draft_id, content.state, content.words, content.next_person)
    _keep(store, draft_id, _met(known, revision.number, content))
    return Fetched(draft_id, "newer" if mine else "new", by)


def _met(known: Record, number: int, content: Content) -> Record:
    parts = known.parts | {each.sha256: each.part for each in content.files}
    return Record(number, content.draft, parts, state=content.state)


def _opened(team: Team, revision: Revision) -> Content:
    about = _about(revision)
    team.check_author(revision.by, revision.epoch)
    signed = about + hashlib.sha256(revision.sealed).digest()
    if not sealing.is_signed(team.keys_of(revision.by), REVISION, signed, revision.signature):
        raise TeamUntrusted(reason=tr("A version of an agreement is by nobody of your team."))
    try:
        content = msgspec.json.decode(
            sealing.unseal(team.key_of(revision.epoch), revision.sealed, about), type=ready(Content)
        )
    except msgspec.DecodeError as error:
        raise TeamUntrusted(reason=tr("A version of an agreement cannot be read.")) from error
    if content.draft.id != revision.agreement:
        raise TeamUntrusted(reason=tr("A version of an agreement belongs to another one."))
    return content


def _take_files(store: Store, server: Server, team: Team, draft_id: str, content: Content) -> None:
    """Files are only ever added: signed ones of both sides stay."""
    here = {each.sha256 for each in store.files(draft_id)}
    for each in content.files:
        if each.sha256 in here:
            continue
        found = server.part(each.part)
        if found is None:
            raise TeamUntrusted(reason=tr("A file of an agreement is missing on the server."))
        data = sealing.unseal(team.key_of(found[0]), found[1], _about_part(each.part, draft_id))
        if hashlib.sha256(data).hexdigest() != each.sha256:
            raise TeamUntrusted(reason=tr("A file of an agreement is another one than was shared."))
        store.keep_file(draft_id, each.kind, each.name, data, each.state)


# ---- both


def to_choose(store: Store, draft_id: str) -> tuple[merge.Difference, ...]:
    """What differs between this machine's version and theirs; nothing where none waits."""
    known = record(store, draft_id)
    if known.theirs is None:
        return ()
    return merge.differences(known.base, store.draft(draft_id)[0], known.theirs.content.draft)


def choose(store: Store, draft_id: str, choices: Mapping[merge.Key, merge.Side]) -> None:
    """Make one of both versions; it is shared with the next `share`. Raises ValueError while something is open."""
    known = record(store, draft_id)
    if known.theirs is None:
        return
    mine, template = store.draft(draft_id)
    theirs = known.theirs.content
    both = merge.merged(known.base, mine, theirs.draft, choices)
    store.save(both, theirs.template if both.template == theirs.draft.template else template)
    _keep(store, draft_id, replace(_met(known, known.theirs.number, theirs), theirs=None))
