"""Commands about what a customer gets, and what comes back."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated

import typer

from avv_desktop.cli.commands import Json, app
from avv_desktop.cli.kept import StorePassphrase, opened, put
from avv_desktop.cli.say import print_json, say, warn
from avv_desktop.cli.subprocessors import Folder
from avv_desktop.system.language import tr


@app.command("kit", help=tr("Put together what a customer needs to check and countersign an agreement."))
def make_kit(
    agreement: Path,
    out: Folder,
    zip_file: Annotated[bool, typer.Option("--zip", help=tr("As one ZIP file."))] = False,
) -> int:
    from avv_desktop.kit.pack import folder_name, kit, zipped
    from avv_desktop.system.files import read

    now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    files = kit(read(agreement), agreement.name, now)
    if zip_file:
        files = {f"{folder_name(agreement.name)}.zip": zipped(files, now)}
    put(out, files)
    return 0


@app.command(help=tr("Tell what came back from a customer, and file it with its agreement."))
def returned(
    file: Path,
    keep: Annotated[bool, typer.Option("--file", help=tr("File it with its agreement."))] = False,
    who: Annotated[str, typer.Option(help=tr("Who checked a scan or a copy."))] = "",
    note: Annotated[str, typer.Option(help=tr("What they saw."))] = "",
    paper: Annotated[bool, typer.Option("--paper", help=tr("It shows signatures in ink."))] = False,
    number: Annotated[str, typer.Option(help=tr("The number of the agreement, where the file does not tell."))] = "",
    as_json: Json = False,
    store_passphrase: StorePassphrase = None,
) -> int:
    """Exit code 1 unless there is a new signature that counts."""
    from avv_desktop.kit import filing
    from avv_desktop.kit.wording import sentences
    from avv_desktop.system.files import read

    data = read(file)
    with opened(store_passphrase) as store:
        match = filing.named(store, number) if number else filing.find(store, data, file.name)
        if match is None:
            warn(tr("This file belongs to no agreement that is kept here."))
            return 1
        found = filing.judged(store, match, data, file.name)
        done = filing.file(store, match, file.name, data, found, filing.Look(who, note, paper)) if keep else ""
    if as_json:
        told = {"agreement": match, "kind": found.kind, "signers": found.signers, "differences": found.differences}
        print_json(told | {"filed": bool(done)})
    else:
        for line in (f"{match.number} {match.customer}", *sentences(found), done):
            if line:
                say(line)
        for each in found.differences:
            say(f"  {each.where} {each.title}: [-{each.ours}-] [+{each.theirs}+]")
    return 0 if found.kind == "countersigned" else 1
