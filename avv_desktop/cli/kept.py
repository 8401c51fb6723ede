"""The store for commands that need it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from avv_desktop import flow
from avv_desktop.cli.given import ask_passphrase
from avv_desktop.cli.say import say
from avv_desktop.errors import CannotWrite, KeychainUnavailable
from avv_desktop.system.files import free_name, reason_of
from avv_desktop.system.language import tr

if TYPE_CHECKING:
    from avv_desktop.store.kept import Store

StorePassphrase = Annotated[
    Path | None,
    typer.Option("--store-passphrase-file", help=tr("The passphrase of the shelf: first line of this file.")),
]


def put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Files by name into a folder, made where there is none; none over another. Raises CannotWrite."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(path=str(folder), reason=reason_of(error)) from error
    for name, data in files.items():
        path = free_name(folder, name)
        flow.write(path, data)
        say(tr("Written: {path}", path=path))


@contextlib.contextmanager
def opened(passphrase: Path | None = None) -> Iterator[Store]:
    """What is kept on this machine. Raises what `open_store` raises."""
    from avv_desktop.store.open import open_store

    try:
        store = open_store(passphrase=ask_passphrase(passphrase) if passphrase else None)
    except KeychainUnavailable:
        store = open_store(passphrase=ask_passphrase(passphrase))
    try:
        yield store
    finally:
        store.close()
