"""Commands of a team: one store for several people, sealed before it leaves this computer."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from avv_desktop.cli.commands import Json, PassphraseFile, app
from avv_desktop.cli.say import print_json, say
from avv_desktop.errors import TeamNone, UsageError
from avv_desktop.system.language import tr

if TYPE_CHECKING:
    from avv_desktop.store.kept import Store
    from avv_desktop.store.server import Server
    from avv_desktop.team.members import Team

team = typer.Typer(no_args_is_help=True, help=tr("Who shares agreements with whom."))
app.add_typer(team, name="team")

Address = Annotated[str, typer.Option("--server", help=tr("As in postgresql://host/name."))]
Login = Annotated[str, typer.Option(help=tr("The login on the server."))]
PasswordFile = Annotated[Path | None, typer.Option(help=tr("With the password of the login in its first line."))]
RoleOption = Annotated[str, typer.Option("--role", help=tr("sales, director or privacy."))]


@contextlib.contextmanager
def at_home(passphrase_file: Path | None) -> Iterator[Store]:
    from avv_desktop.cli.given import ask_passphrase
    from avv_desktop.store.open import open_store

    store = open_store(passphrase=ask_passphrase(passphrase_file) if passphrase_file else None)
    try:
        yield store
    finally:
        store.close()


@contextlib.contextmanager
def with_team(passphrase_file: Path | None) -> Iterator[tuple[Store, Server, Team]]:
    """Raises TeamNone, TeamUnreachable, TeamUntrusted."""
    from avv_desktop.store.server import connect
    from avv_desktop.team.members import membership, team_of

    with at_home(passphrase_file) as store:
        known = membership(store)
        if known is None:
            raise TeamNone(reason="")
        with contextlib.closing(connect(known.server, known.login, known.password)) as server:
            yield store, server, team_of(store, server)


def _role(role: str):
    from avv_desktop.team.model import ROLES

    if role not in ROLES:
        raise UsageError(reason=tr("There is no role {role}. Roles: {roles}", role=role, roles=", ".join(ROLES)))
    return role


# ---- members


@team.command("found", help=tr("Begin a team on a prepared server, as its first managing director."))
def found(
    server: Address, login: Login, name: str, password_file: PasswordFile = None, passphrase_file: PassphraseFile = None
) -> int:
    from avv_desktop.team.members import found_team

    with at_home(passphrase_file) as store, _at(server, login, password_file) as (there, password):
        root = found_team(store, there, server, login, password, name)
    say(tr("Whoever joins needs this fingerprint; tell it in person or on the telephone:"))
    say(root)
    return 0


@team.command("join", help=tr("Ask to be let into a team."))
def join(
    server: Address,
    login: Login,
    founder: Annotated[str, typer.Option(help=tr("The founder's fingerprint, as they told you."))],
    password_file: PasswordFile = None,
    passphrase_file: PassphraseFile = None,
) -> int:
    from avv_desktop.team.members import join as ask

    with at_home(passphrase_file) as store, _at(server, login, password_file) as (there, password):
        own = ask(store, there, server, login, password, founder)
    say(tr("Please tell a managing director of the team your fingerprint; they let you in:"))
    say(own)
    return 0


@team.command("members", help=tr("Name the members, and who asks to be let in."))
def members(passphrase_file: PassphraseFile = None, as_json: Json = False) -> int:
    from avv_desktop.team.members import waiting
    from avv_desktop.team.sealing import fingerprint

    with with_team(passphrase_file) as (_, server, known):
        present = [(each.id, each.name, each.role, fingerprint(each.keys)) for each in known.roster.present]
        asking = waiting(server)
    if as_json:
        names = ("id", "name", "role", "fingerprint")
        told = [dict(zip(names, each, strict=True)) for each in present]
        print_json({"members": told, "asking": [{"fingerprint": each[0], "login": each[1]} for each in asking]})
        return 0
    for id, name, role, mark in present:
        say(f"{name} ({role})  {mark}  {id}")
    for mark, login in asking:
        say(tr("{login} asks to be let in: {fingerprint}", login=login, fingerprint=mark))
    return 0


@team.command("admit", help=tr("Let somebody in whose fingerprint you have compared with them."))
def admit(fingerprint: str, name: str, role: RoleOption = "sales", passphrase_file: PassphraseFile = None) -> int:
    from avv_desktop.team import members as deeds

    with with_team(passphrase_file) as (_, server, known):
        deeds.admit(server, known, fingerprint, _role(role), name)
    say(tr("{name} belongs to the team.", name=name))
    return 0


@team.command("remove", help=tr("Let a member go; from then on a new key counts, which they do not get."))
def remove(member: str, passphrase_file: PassphraseFile = None) -> int:
    from avv_desktop.team import members as deeds

    with with_team(passphrase_file) as (_, server, known):
        deeds.remove(server, known, member)
    say(tr("They can read nothing that comes from now on. Please also let the server's login be withdrawn."))
    return 0


@team.command("leave", help=tr("This computer shares nothing any more; its agreements stay."))
def leave(passphrase_file: PassphraseFile = None) -> int:
    from avv_desktop.team.members import leave as forget

    with at_home(passphrase_file) as store:
        forget(store)
    say(tr("This computer belongs to no team any more. Your agreements are still here."))
    return 0


# ---- for whoever looks after the server


@team.command("prepare", help=tr("Prepare an empty database of a server, as its owner."))
def prepare(server: Address, login: Login = "", password_file: PasswordFile = None) -> int:
    with _at(server, login, password_file) as (there, _):
        there.prepare()
    say(tr("The server is prepared."))
    return 0


@team.command("login", help=tr("Make a login for a member, as an administrator of the server."))
def add_login(
    new: str,
    role: RoleOption,
    new_password_file: Annotated[Path, typer.Option(help=tr("With the password of the new login."))],
    server: Address,
    login: Login = "",
    password_file: PasswordFile = None,
) -> int:
    from avv_desktop.cli.given import ask_passphrase

    with _at(server, login, password_file) as (there, _):
        there.add_login(new, ask_passphrase(new_password_file), _role(role))
    say(tr("The login {name} can be used now.", name=new))
    return 0


@contextlib.contextmanager
def _at(address: str, login: str, password_file: Path | None) -> Iterator[tuple[Server, str]]:
    from avv_desktop.cli.given import ask_passphrase
    from avv_desktop.store.server import connect

    password = ask_passphrase(password_file)
    with contextlib.closing(connect(address, login, password)) as server:
        yield server, password
