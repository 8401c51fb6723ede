"""Commands about the store: backups, its key, damage, the trail, what is erased, and rebuilding it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from avv_desktop import flow
from avv_desktop.cli.commands import Json, PassphraseFile, app
from avv_desktop.cli.given import ask_passphrase, new_file
from avv_desktop.cli.say import print_json, say, warn
from avv_desktop.errors import AvvError, KeychainUnavailable, UsageError
from avv_desktop.system.language import tr, trn
from avv_desktop.system.paths import data_folder

if TYPE_CHECKING:
    from avv_desktop.store.kept import Store

backup = typer.Typer(no_args_is_help=True, help=tr("Backups of all agreements."))
store = typer.Typer(no_args_is_help=True, help=tr("The store on this computer."))
app.add_typer(backup, name="backup")
app.add_typer(store, name="store")

Place = Annotated[Path, typer.Argument(help=tr("The folder of the backups."))]
Yes = Annotated[bool, typer.Option("--yes", help=tr("Do it; without this it is only listed."))]


@contextmanager
def opened(passphrase_file: Path | None = None) -> Iterator[Store]:
    """The store of this machine; a passphrase is asked for where it needs one."""
    from avv_desktop.store.open import open_store

    given = ask_passphrase(passphrase_file) if passphrase_file else None
    try:
        found = open_store(passphrase=given)
    except KeychainUnavailable:
        if given:
            raise
        found = open_store(passphrase=ask_passphrase(None))
    try:
        yield found
    finally:
        found.close()


@backup.command("make", help=tr("Write a new backup into a folder."))
def make(folder: Place, passphrase_file: PassphraseFile = None) -> int:
    from avv_desktop.store import backup as backups

    with opened(passphrase_file) as kept:
        made = backups.make(kept, folder)
    say(tr("Written and checked: {path}", path=made.path))
    return 0


@backup.command("list", help=tr("List the backups of a folder."))
def listed(folder: Place, as_json: Json = False) -> int:
    from avv_desktop.store.backup import backups

    found = backups(folder)
    if as_json:
        print_json([{"path": str(each.path), "made": each.made, "size": each.size} for each in found])
    for each in () if as_json else found:
        say(f"{each.made.astimezone():%d.%m.%Y, %H:%M}  {each.size:>12}  {each.path.name}")
    return 0


@backup.command("check", help=tr("Read a backup to its end and say whether it is whole."))
def check(file: Path, passphrase_file: PassphraseFile = None) -> int:
    """passphrase_file: holds the recovery key; without it the key of this machine's store is taken."""
    from avv_desktop.store import backup as backups

    if passphrase_file:
        backups.check(file, _recovery_key(passphrase_file))
    else:
        with opened() as kept:
            backups.check(file, kept.key)
    say(tr("This backup is whole and can be restored."))
    return 0


@backup.command("restore", help=tr("Put a backup in place of the store, with the recovery key of that time."))
def restore(
    file: Path,
    key_file: Annotated[
        Path | None, typer.Option("--recovery-key-file", help=tr("The recovery key, in the first line of this file."))
    ] = None,
    passphrase_file: PassphraseFile = None,
) -> int:
    from avv_desktop.store import backup as backups

    given = ask_passphrase(passphrase_file) if passphrase_file else None
    aside = backups.restore(file, _recovery_key(key_file), data_folder(), given)
    if aside:
        say(tr("What lay here before is kept as {path}.", path=aside))
    with opened(passphrase_file) as kept:
        kept.note("restored")
        count = len(kept.drafts())
    say(trn("Restored: one agreement.", "Restored: {count} agreements.", count))
    return 0


def _recovery_key(file: Path | None) -> bytes:
    from avv_desktop.store.key import from_recovery

    found = from_recovery(ask_passphrase(file))
    if found is None:
        raise UsageError(reason=tr("That is no recovery key; please mind every letter."))
    return found


@store.command("rekey", help=tr("Give the store a new key; the old recovery key opens older backups only."))
def rekey(passphrase_file: PassphraseFile = None) -> int:
    with opened(passphrase_file) as kept:
        locked = kept.path.with_name("key.json").exists()
        say(kept.change_key(ask_passphrase(passphrase_file) if locked else None))
    warn(tr("This is the new recovery key. Please write it down; the old one opens older backups only."))
    return 0


@store.command("rescue", help=tr("Put a damaged store aside and bring over what can be read."))
def rescue(passphrase_file: PassphraseFile = None) -> int:
    from avv_desktop.store.rescue import rescue as rescued

    found = rescued(data_folder(), ask_passphrase(passphrase_file) if passphrase_file else None)
    say(trn("Brought over: one agreement.", "Brought over: {count} agreements.", found.brought))
    for each in found.missing:
        say(tr("Incomplete or lost: {name}", name=each))
    if found.unreadable:
        say(trn("One entry cannot be read.", "{count} entries cannot be read.", found.unreadable))
    say(tr("The damaged file is kept as {path}.", path=found.aside))
    return 1 if found.missing or found.unreadable else 0


@app.command(help=tr("Verify the trail of what was done."))
def audit(as_json: Json = False, passphrase_file: PassphraseFile = None) -> int:
    with opened(passphrase_file) as kept:
        broken, steps = kept.audit(), kept.trail()
    if as_json:
        print_json({"entries": len(steps), "first_broken": broken, "head": steps[-1].hash if steps else ""})
    elif broken:
        say(tr("The trail is broken: entry {number} is missing or was changed.", number=broken))
    else:
        say(trn("The trail is whole: one entry.", "The trail is whole: {count} entries.", len(steps)))
    return 1 if broken else 0


@app.command(help=tr("List the agreements that name a person; with --yes erase them for good."))
def erase(
    person: Annotated[str, typer.Option(help=tr("Who."))],
    yes: Yes = False,
    signed: Annotated[bool, typer.Option("--signed", help=tr("Also agreements that somebody has signed."))] = False,
    passphrase_file: PassphraseFile = None,
) -> int:
    with opened(passphrase_file) as kept:
        found = kept.naming(person)
        for each in found:
            kind = tr("signed; kept unless --signed is given") if each.signed and not signed else each.entry.state
            kind = kind if each.now else tr("only in earlier states; those are erased")
            say(" · ".join(filter(None, (each.entry.number, each.entry.customer, kind))))
        if not found:
            say(tr("Nobody of this name is in any agreement."))
        if yes:
            ids = [each.entry.id for each in found if each.now and (signed or not each.signed)]
            kept.forget_earlier([each.entry.id for each in found if not each.now], person)
            for id in ids:
                kept.delete(id)
            say(trn("Erased: one agreement.", "Erased: {count} agreements.", kept.erase(ids)))
            say(tr("Older backups still hold it until they are rotated away."))
    return 0


@app.command(help=tr("Write the evidence of an agreement as one ZIP file."))
def evidence(
    number: Annotated[str, typer.Argument(help=tr("The number of the agreement."))],
    output: Annotated[Path, typer.Option("-o", "--output", help=tr("Where to write."))],
    passphrase_file: PassphraseFile = None,
) -> int:
    from avv_desktop.verdict.bundle import bundle

    with opened(passphrase_file) as kept:
        entry = next((each for each in kept.drafts() if number in (each.number, each.id)), None)
        files = [each for each in kept.files(entry.id) if each.kind == "signed"] if entry else []
        if entry is None or not files:
            raise UsageError(reason=tr("There is no signed agreement with the number {number}.", number=number))
        signed, now = kept.file(files[-1].id), datetime.datetime.now().astimezone()
        data = bundle(files[-1].name, signed, flow.verify(signed), kept.trail(entry.id), now)
        new_file(output, kept.path)
        flow.write(output, data)
    say(tr("Written: {path}", path=output))
    return 0


@app.command(help=tr("Take every agreement of a folder of PDFs into the store."))
def rebuild(folder: Path, passphrase_file: PassphraseFile = None) -> int:
    from avv_desktop.cli.rebuilding import take_in

    failed = 0
    with opened(passphrase_file) as kept:
        for path in sorted(folder.rglob("*.pdf")):
            try:
                say(f"{path.name}: {take_in(kept, path)}")
            except AvvError as error:
                from avv_desktop.system.sentences import explain

                failed += 1
                warn(f"{path.name}: {explain(error).happened}")
    return 1 if failed else 0
