"""Commands about services that sign remotely. Without one configured the program never asks anybody."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from msgspec.structs import replace

from avv_desktop.cli.commands import Json, app
from avv_desktop.cli.say import print_json, say, warn
from avv_desktop.errors import UsageError
from avv_desktop.system import settings
from avv_desktop.system.language import tr
from avv_desktop.system.settings import RemoteService

remote = typer.Typer(no_args_is_help=True, help=tr("Services that keep keys and sign remotely."))
app.add_typer(remote, name="remote")


def service(name: str) -> RemoteService:
    """Raises UsageError."""
    found = settings.load().remote
    chosen = next((each for each in found if each.name.casefold() == name.casefold()), None)
    if chosen is None:
        names = ", ".join(each.name for each in found) or tr("none")
        raise UsageError(reason=tr("There is no service named {name}. Services: {names}", name=name, names=names))
    return chosen


@remote.command("add", help=tr("Let the program use a service; nothing is sent before something is signed with it."))
def remote_add(
    name: str,
    address: Annotated[str, typer.Option(help=tr("Of its interface (CSC), as in https://…/csc/v1."))],
    client_id: Annotated[str, typer.Option(help=tr("The name of this program with the service."))],
    secret_file: Annotated[
        Path | None, typer.Option(help=tr("Its secret, if there is one; kept in the keychain."))
    ] = None,
) -> int:
    """Raises UsageError, KeychainUnavailable."""
    from avv_desktop.cli.given import ask_passphrase
    from avv_desktop.signing.remote import keep_secret
    from avv_desktop.signing.remote_http import checked_address

    known = settings.load(warn)
    if any(each.name.casefold() == name.casefold() for each in known.remote):
        raise UsageError(reason=tr("There is a service named {name} already.", name=name))
    made = RemoteService(name, checked_address(address), client_id, secret_kept=secret_file is not None)
    if secret_file is not None:
        keep_secret(made, ask_passphrase(secret_file))
    settings.save(replace(known, remote=(*known.remote, made)))
    say(tr("Service added: {name}", name=name))
    return 0


@remote.command("list", help=tr("Name the services that may be used; nobody is asked."))
def remote_list(as_json: Json = False) -> int:
    """Exit code 1 if there is none."""
    found = settings.load(warn).remote
    if as_json:
        print_json(found)
    else:
        for each in found:
            say(f"{each.name}: {each.address}")
        if not found:
            warn(tr("No service is configured; the program stays offline."))
    return 0 if found else 1


@remote.command("keys", help=tr("Log in to a service and name the keys it keeps."))
def remote_keys(name: str) -> int:
    """Exit code 1 if there is none."""
    from avv_desktop.cli.key_choice import shown
    from avv_desktop.cli.keys import certificate_line
    from avv_desktop.signing.remote import connect, credentials

    found = credentials(connect(service(name), show=shown))
    for each in found:
        say(certificate_line(each))
    return 0 if found else 1


@remote.command("remove", help=tr("Let go of a service, and of its secret."))
def remote_remove(name: str) -> int:
    """Raises UsageError, KeychainUnavailable."""
    from avv_desktop.signing.remote import take_secret

    gone = service(name)
    take_secret(gone)
    known = settings.load(warn)
    settings.save(replace(known, remote=tuple(each for each in known.remote if each != gone)))
    say(tr("Service removed: {name}", name=gone.name))
    return 0
