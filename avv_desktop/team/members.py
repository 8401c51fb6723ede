"""Founding, joining, letting in, removing; and the team as this machine sees it."""

from __future__ import annotations

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from avv_desktop.errors import TeamConflict, TeamNone, TeamRefused, TeamUntrusted
from avv_desktop.store import shared
from avv_desktop.store.kept import Store
from avv_desktop.store.server import Server
from avv_desktop.system.language import tr
from avv_desktop.system.structs import ready
from avv_desktop.team import roster as rosters
from avv_desktop.team import sealing
from avv_desktop.team.model import Identity, Membership, PublicKeys, Role, Signed, Wrap
from avv_desktop.team.roster import Roster


class Team(Struct, frozen=True):
    """The team, checked: who belongs to it, and its keys as far as they were given to this machine."""

    membership: Membership
    roster: Roster

    @property
    def identity(self) -> Identity:
        return self.membership.identity

    @property
    def me(self) -> str:
        return sealing.member_id(sealing.public(self.identity))

    @property
    def epoch(self) -> int:
        return self.roster.epoch

    @property
    def key(self) -> bytes:
        return self.key_of(self.epoch)

    def key_of(self, epoch: int) -> bytes:
        """Raises TeamUntrusted."""
        try:
            return self.membership.keys[epoch]
        except KeyError:
            raise TeamUntrusted(reason=tr("The key of the team was not made for you.")) from None

    def keys_of(self, member: str) -> PublicKeys:
        """Raises TeamUntrusted."""
        found = self.roster.members.get(member)
        if found is None:
            raise TeamUntrusted(reason=tr("A version of an agreement is by nobody of your team."))
        return found.keys

    def name_of(self, member: str) -> str:
        found = self.roster.members.get(member)
        return found.name if found else ""

    def check_author(self, member: str, epoch: int) -> None:
        """Whoever left cannot write with a key that came later. Raises TeamUntrusted."""
        found = self.roster.members.get(member)
        if found is None or (found.gone and epoch >= found.gone):
            raise TeamUntrusted(reason=tr("A version of an agreement is by nobody of your team."))


def membership(store: Store) -> Membership | None:
    kept = shared.membership(store)
    return msgspec.json.decode(kept, type=ready(Membership)) if kept else None


def _keep(store: Store, known: Membership) -> None:
    shared.keep_membership(store, msgspec.json.encode(known))


def found_team(store: Store, server: Server, address: str, login: str, password: str, name: str) -> str:
    """Make a team on a prepared server, with oneself as its first director; returns the fingerprint to tell others.

    Raises TeamRefused if there is one already.
    """
    if server.statements():
        raise TeamRefused(reason=tr("There is a team on this server already; please join it."))
    identity, team_key = sealing.new_identity(), sealing.new_team_key()
    keys = sealing.public(identity)
    said = rosters.founds(identity, name, team_key)
    wrap = rosters.wrapped(identity, 1, team_key, keys)
    root = sealing.fingerprint(keys)
    _keep(store, Membership(address, login, password, identity, root, {1: team_key}))
    try:
        server.say(1, said.content, said.signature, [_row(wrap)])
    except TeamConflict:
        leave(store)
        raise
    return root


def join(store: Store, server: Server, address: str, login: str, password: str, founder: str) -> str:
    """Ask to be let in; returns the own fingerprint, for a director to compare. founder: theirs, as they told it.

    Raises TeamUntrusted if somebody else has founded the team.
    """
    identity = sealing.new_identity()
    keys = sealing.public(identity)
    known = Membership(address, login, password, identity, founder)
    rosters.read(_statements(server), known)
    _keep(store, known)
    server.request(sealing.member_id(keys), keys.sign, keys.seal)
    return sealing.fingerprint(keys)


def team_of(store: Store, server: Server) -> Team:
    """The team as it is now. Raises TeamNone (no team, or not let in yet), TeamUntrusted."""
    known = membership(store)
    if known is None:
        raise TeamNone(reason="")
    wraps = [Wrap(**each) for each in server.wraps(sealing.member_id(sealing.public(known.identity)))]
    statements = _statements(server)
    bare = rosters.read(statements, known)
    known = replace(known, keys=known.keys | rosters.unwrapped(wraps, bare, known.identity))
    roster = rosters.read(statements, known)
    me = roster.members.get(sealing.member_id(sealing.public(known.identity)))
    if me is None:
        raise TeamNone(reason=tr("A managing director of the team has not let you in yet."))
    known = replace(known, known=roster.count, last=roster.last)
    _keep(store, known)
    return Team(known, roster)


def _statements(server: Server) -> list[Signed]:
    return [Signed(*each) for each in server.statements()]


def waiting(server: Server) -> list[tuple[str, str]]:
    """Fingerprint and login of everybody who asks to be let in."""
    return [(sealing.fingerprint(_keys(each)), each["login"]) for each in server.requests()]


def admit(server: Server, team: Team, fingerprint: str, role: Role, name: str) -> None:
    """Let somebody in whose fingerprint was compared. Raises TeamRefused if nobody with that fingerprint asks."""
    keys = next((_keys(each) for each in server.requests() if sealing.same_fingerprint(_keys(each), fingerprint)), None)
    if keys is None:
        raise TeamRefused(reason=tr("Nobody with this fingerprint asks to be let in."))
    said = rosters.admits(team.identity, team.roster, keys, role, name, team.key)
    wraps = [_row(rosters.wrapped(team.identity, *each, keys)) for each in sorted(team.membership.keys.items())]
    server.say(team.roster.count + 1, said.content, said.signature, wraps, met=sealing.member_id(keys))


def remove(server: Server, team: Team, member: str) -> None:
    """Somebody leaves: from now on a new key counts, which they never get. Raises TeamRefused."""
    gone = team.roster.members.get(member)
    if gone is None or gone.gone:
        raise TeamRefused(reason=tr("There is no such member."))
    if member == team.me:
        raise TeamRefused(reason=tr("Nobody can remove themselves; please let another managing director do it."))
    said = rosters.removes(team.identity, team.roster, gone)
    key, epoch = sealing.new_team_key(), team.epoch + 1
    staying = [each for each in team.roster.present if each.id != member]
    wraps = [_row(rosters.wrapped(team.identity, epoch, key, each.keys)) for each in staying]
    server.say(team.roster.count + 1, said.content, said.signature, wraps)


def leave(store: Store) -> None:
    """This machine forgets its team; agreements stay."""
    shared.keep_membership(store, None)


def _keys(request: dict) -> PublicKeys:
    return PublicKeys(bytes(request["sign_key"]), bytes(request["seal_key"]))


def _row(wrap: Wrap) -> dict:
    return {name: getattr(wrap, name) for name in wrap.__struct_fields__}
