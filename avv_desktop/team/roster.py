"""Who belongs to the team: a chain of signed sentences that begins with a founder whose fingerprint a person compared.

The server only keeps them. It can neither add somebody nor leave somebody out without being noticed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from avv_desktop.errors import TeamUntrusted
from avv_desktop.system.language import tr
from avv_desktop.system.structs import ready
from avv_desktop.team import sealing
from avv_desktop.team.model import Identity, Member, Membership, PublicKeys, Role, Signed, Statement, Wrap

STATEMENT, WRAP = "statement", "wrap"


class Roster(Struct, frozen=True):
    """members: by id, those who left included. epoch: of the key that is used now."""

    members: dict[str, Member]
    epoch: int
    count: int
    last: str

    @property
    def present(self) -> tuple[Member, ...]:
        return tuple(each for each in self.members.values() if not each.gone)


def read(statements: Iterable[Signed], membership: Membership) -> Roster:
    """The members by the chain. Raises TeamUntrusted where a link is missing, changed, or said by somebody unfit."""
    roster = Roster({}, 0, 0, "")
    for signed in statements:
        said = _decoded(signed)
        _check(said, signed, roster, membership)
        roster = _after(roster, said, signed, membership.keys)
        if roster.count == membership.known and roster.last != membership.last:
            raise TeamUntrusted(reason=tr("The list of members is another one than before."))
    if roster.count < membership.known:
        raise TeamUntrusted(reason=tr("The list of members has become shorter."))
    return roster


def _decoded(signed: Signed) -> Statement:
    try:
        return msgspec.json.decode(signed.content, type=ready(Statement))
    except msgspec.DecodeError as error:
        raise TeamUntrusted(reason=tr("The list of members cannot be read.")) from error


def _check(said: Statement, signed: Signed, roster: Roster, membership: Membership) -> None:
    founding = said.kind == "founds"
    if said.number != roster.count + 1 or said.before != roster.last or founding != (roster.count == 0):
        raise TeamUntrusted(reason=tr("An entry in the list of members is missing."))
    if said.member != sealing.member_id(said.keys):
        raise TeamUntrusted(reason=tr("A member and their key do not belong together."))
    if founding:
        if not sealing.same_fingerprint(said.keys, membership.root):
            raise TeamUntrusted(reason=tr("Somebody else has founded this team than you were told."))
        speaker: PublicKeys | None = said.keys
    else:
        known = roster.members.get(said.by)
        speaker = known.keys if known and not known.gone and known.role == "director" else None
    if speaker is None or not sealing.is_signed(speaker, STATEMENT, signed.content, signed.signature):
        raise TeamUntrusted(reason=tr("An entry in the list of members is by nobody who may change it."))
    if (said.member in roster.members) == (said.kind != "removes"):
        raise TeamUntrusted(reason=tr("An entry in the list of members makes no sense."))


def _after(roster: Roster, said: Statement, signed: Signed, keys: Mapping[int, bytes]) -> Roster:
    members = dict(roster.members)
    epoch = roster.epoch
    if said.kind == "removes":
        epoch += 1
        members[said.member] = replace(members[said.member], gone=epoch)
    else:
        epoch = epoch or 1
        members[said.member] = Member(said.member, _name(said, keys), said.role, said.keys, epoch)
    return Roster(members, epoch, said.number, hashlib.sha256(signed.content + signed.signature).hexdigest())


def _name(said: Statement, keys: Mapping[int, bytes]) -> str:
    """Empty while this machine has not the key of that time."""
    key = keys.get(said.epoch)
    return sealing.unseal(key, said.name, _about_name(said.member)).decode() if key else ""


def _about_name(member: str) -> bytes:
    return b"name " + member.encode()


# ---- what members say


def founds(identity: Identity, name: str, team_key: bytes) -> Signed:
    """The first sentence; epoch 1 begins."""
    return _said(identity, Roster({}, 1, 0, ""), "founds", sealing.public(identity), "director", name, team_key)


def admits(identity: Identity, roster: Roster, keys: PublicKeys, role: Role, name: str, team_key: bytes) -> Signed:
    """Somebody whose fingerprint was compared."""
    return _said(identity, roster, "admits", keys, role, name, team_key)


def removes(identity: Identity, roster: Roster, member: Member) -> Signed:
    """A new epoch begins: its key must be wrapped for everybody who stays."""
    return _said(identity, roster, "removes", member.keys, member.role, "", b"")


def _said(identity: Identity, roster: Roster, kind, keys: PublicKeys, role: Role, name: str, team_key: bytes) -> Signed:
    member = sealing.member_id(keys)
    sealed = sealing.seal(team_key, name.encode(), _about_name(member)) if team_key else b""
    by = sealing.member_id(sealing.public(identity))
    said = Statement(roster.count + 1, roster.last, kind, member, keys, role, sealed, roster.epoch, by)
    content = msgspec.json.encode(said)
    return Signed(content, sealing.sign(identity, STATEMENT, content))


# ---- keys of the team


def wrapped(identity: Identity, epoch: int, team_key: bytes, keys: PublicKeys) -> Wrap:
    """The key of an epoch for one member."""
    member = sealing.member_id(keys)
    content = sealing.wrap(team_key, keys, _about_key(epoch, member))
    by = sealing.member_id(sealing.public(identity))
    return Wrap(epoch, member, by, content, sealing.sign(identity, WRAP, _about_key(epoch, member) + content))


def unwrapped(wraps: Iterable[Wrap], roster: Roster, identity: Identity) -> dict[int, bytes]:
    """The keys of all epochs that were wrapped for this member. Raises TeamUntrusted."""
    keys: dict[int, bytes] = {}
    for each in wraps:
        by = roster.members.get(each.by)
        about = _about_key(each.epoch, each.member)
        fit = by and by.role == "director" and not (by.gone and by.gone <= each.epoch)
        if by is None or not fit or not sealing.is_signed(by.keys, WRAP, about + each.wrapped, each.signature):
            raise TeamUntrusted(reason=tr("A key of the team is by nobody who may give one."))
        keys[each.epoch] = sealing.unwrap(each.wrapped, identity, about)
    return keys


def _about_key(epoch: int, member: str) -> bytes:
    return f"key {epoch} {member} ".encode()
