"""What the team page has done elsewhere. Knows no Qt."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from avv_desktop.errors import AvvError, TeamConflict, TeamNone
from avv_desktop.store.model import Entry

if TYPE_CHECKING:
    from avv_desktop.store.kept import Store
    from avv_desktop.store.server import Server
    from avv_desktop.team.members import Team
    from avv_desktop.team.merge import Difference, Key, Side
    from avv_desktop.team.words import Said


class Home(NamedTuple):
    """What this computer knows without asking anybody. own: the fingerprint of its keys; server empty: no team."""

    server: str = ""
    login: str = ""
    own: str = ""


class Person(NamedTuple):
    id: str
    name: str
    role: str
    fingerprint: str


class Company(NamedTuple):
    """The team as its server and its members' signatures say. asking: fingerprint and login."""

    me: str
    leads: bool
    people: tuple[Person, ...]
    asking: tuple[tuple[str, str], ...]


class Two(NamedTuple):
    """An agreement of which there are two versions. by: who made the other one."""

    entry: Entry
    by: str
    differences: tuple[tuple[Difference, Said], ...]


class Done(NamedTuple):
    """shared, new, newer: how many; two: of how many there are two versions now."""

    shared: int
    new: int
    newer: int
    two: int


def home(store: Store) -> Home:
    from avv_desktop.team.members import membership
    from avv_desktop.team.sealing import fingerprint, public

    known = membership(store)
    return Home(known.server, known.login, fingerprint(public(known.identity))) if known else Home()


@contextlib.contextmanager
def _at(store: Store) -> Iterator[tuple[Server, Team]]:
    from avv_desktop.store.server import connect
    from avv_desktop.team.members import membership, team_of

    known = membership(store)
    if known is None:
        raise TeamNone(reason="")
    with contextlib.closing(connect(known.server, known.login, known.password)) as server:
        yield server, team_of(store, server)


def company(store: Store) -> Company:
    from avv_desktop.team.members import waiting
    from avv_desktop.team.sealing import fingerprint

    with _at(store) as (server, team):
        people = tuple(Person(each.id, each.name, each.role, fingerprint(each.keys)) for each in team.roster.present)
        leads = any(each.id == team.me and each.role == "director" for each in people)
        return Company(team.me, leads, people, tuple(waiting(server)))


def found(store: Store, server: str, login: str, password: str, name: str) -> object:
    from avv_desktop.store.server import connect
    from avv_desktop.team.members import found_team

    with contextlib.closing(connect(server, login, password)) as there:
        return found_team(store, there, server, login, password, name)


def join(store: Store, server: str, login: str, password: str, founder: str) -> object:
    from avv_desktop.store.server import connect
    from avv_desktop.team.members import join as ask

    with contextlib.closing(connect(server, login, password)) as there:
        return ask(store, there, server, login, password, founder)


def leave(store: Store) -> None:
    from avv_desktop.team.members import leave as forget

    forget(store)


def admit(store: Store, fingerprint: str, name: str, role) -> Company:
    from avv_desktop.team.members import admit as let_in

    with _at(store) as (server, team):
        let_in(server, team, fingerprint, role, name)
    return company(store)


def remove(store: Store, member: str) -> Company:
    from avv_desktop.team.members import remove as let_go

    with _at(store) as (server, team):
        let_go(server, team, member)
    return company(store)


def exchange(store: Store, stopped: Callable[[], bool]) -> Done:
    """First fetch, then share what is new here; what others have changed too waits for a choice."""
    from avv_desktop.team import sync

    with _at(store) as (server, team):
        found = [each.happened for each in sync.fetch(store, server, team)]
        shared = 0
        for entry in store.drafts():
            if stopped():
                break
            with contextlib.suppress(TeamConflict):
                shared += sync.share(store, server, team, entry.id)
    return Done(shared, found.count("new"), found.count("newer"), len(two(store)))


def two(store: Store) -> tuple[Two, ...]:
    from avv_desktop.team import sync
    from avv_desktop.team.words import said

    found = []
    for entry in store.drafts():
        theirs = sync.record(store, entry.id).theirs
        if theirs is not None:
            template = store.draft(entry.id)[1]
            differences = tuple((each, said(template, each)) for each in sync.to_choose(store, entry.id))
            found.append(Two(entry, theirs.by, differences))
    return tuple(found)


def choose(store: Store, draft_id: str, choices: dict[Key, Side]) -> tuple[Two, ...]:
    from avv_desktop.team import sync

    try:
        sync.choose(store, draft_id, choices)
    except ValueError as error:
        raise AvvError() from error
    return two(store)
