"""Who belongs to a team, and what a machine knows of it."""

from __future__ import annotations

import datetime
from typing import Literal

from msgspec import Struct

from avv_desktop.draft.model import Draft
from avv_desktop.template.model import Template

Role = Literal["sales", "director", "privacy"]
ROLES: tuple[Role, ...] = ("sales", "director", "privacy")


class PublicKeys(Struct, frozen=True):
    """sign: Ed25519 (RFC 8032), seal: X25519 (RFC 7748), 32 bytes each."""

    sign: bytes
    seal: bytes


class Identity(Struct, frozen=True):
    """The private halves, 32 bytes each; they never leave the encrypted store."""

    sign: bytes
    seal: bytes


class Member(Struct, frozen=True):
    """id: of the keys. since: the epoch in which they came; gone: the first epoch without them, 0 while they belong."""

    id: str
    name: str
    role: Role
    keys: PublicKeys
    since: int
    gone: int = 0


class Statement(Struct, frozen=True):
    """One sentence about the team. Each bears the hash of the one before, so that none can be left out or changed.

    name: sealed with the team key of `epoch`; the server reads no names. by: id of the member who says it.
    """

    number: int
    before: str
    kind: Literal["founds", "admits", "removes"]
    member: str
    keys: PublicKeys
    role: Role
    name: bytes
    epoch: int
    by: str


class Signed(Struct, frozen=True):
    """A statement in its bytes, and the signature of whoever says it."""

    content: bytes
    signature: bytes


class Wrap(Struct, frozen=True):
    """The team key of an epoch, for one member only (HPKE, RFC 9180), signed by the member who wrapped it."""

    epoch: int
    member: str
    by: str
    wrapped: bytes
    signature: bytes


class Membership(Struct, frozen=True):
    """What this machine knows of its team; kept in the encrypted store.

    server: an address without a password. root: fingerprint of whoever founded the team, compared by a person.
    keys: the team key of each epoch. known: statements seen so far, and the hash of the last, so that a server that
    forgets some is noticed.
    """

    server: str
    login: str
    password: str
    identity: Identity
    root: str
    keys: dict[int, bytes] = {}
    known: int = 0
    last: str = ""


class Content(Struct, frozen=True):
    """An agreement as it is shared. state, words, next_person, missing: as on the shelf."""

    draft: Draft
    template: Template
    state: str
    words: str
    next_person: str
    missing: int = 0
    files: tuple[SharedFile, ...] = ()


class SharedFile(Struct, frozen=True):
    """part: where its bytes lie on the server."""

    kind: str
    name: str
    state: str
    sha256: str
    part: str


class Revision(Struct, frozen=True):
    """A version of an agreement as the server keeps it: nothing in it but ids, state, moment and what is sealed."""

    agreement: str
    number: int
    token: str
    state: str
    epoch: int
    by: str
    sealed: bytes
    signature: bytes
    at: datetime.datetime | None = None
