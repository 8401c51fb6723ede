"""The command that signs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from avv_desktop import flow
from avv_desktop.cli import key_choice
from avv_desktop.cli.commands import Out, PassphraseFile, Timestamp, app
from avv_desktop.cli.given import choose_slot, new_file, stamper
from avv_desktop.cli.say import say
from avv_desktop.errors import NotReady, UsageError
from avv_desktop.system.language import tr


@app.command(help=tr("Sign one line of a prepared agreement; the signed file is a new one."))
def sign(
    pdf: Path,
    output: Out,
    p12: Annotated[Path | None, typer.Option("--p12", "--key", help=tr("The key file (PKCS#12, or PEM)."))] = None,
    token: Annotated[str, typer.Option(help=tr("The card or token with the key: its label."))] = "",
    module: Annotated[Path | None, typer.Option(help=tr("The card's driver (PKCS#11), if not found."))] = None,
    certificate: Annotated[str, typer.Option(help=tr("Which certificate: whose, or its fingerprint."))] = "",
    remote: Annotated[str, typer.Option(help=tr("The service that keeps the key, as “avv remote add” named it."))] = "",
    person: Annotated[str, typer.Option("--as", help=tr("Whose line is signed."))] = "",
    field: Annotated[str, typer.Option(help=tr("Which field is signed."))] = "",
    passphrase_file: PassphraseFile = None,
    pin_file: Annotated[Path | None, typer.Option(help=tr("First line of this file."))] = None,
    otp_file: Annotated[Path | None, typer.Option(help=tr("First line of this file."))] = None,
    timestamp: Timestamp = None,
) -> int:
    """Sign one line of a prepared agreement; the signed file is a new one."""
    from avv_desktop.system.files import read

    if person and field:
        raise UsageError(reason=tr("Either --as or --field, not both."))
    if sum(map(bool, (p12, token, remote))) != 1:
        raise UsageError(reason=tr("Please name one key: --p12 with a file, --token with a card, or --remote."))
    if output.resolve() == pdf.resolve():
        raise UsageError(reason=tr("The signed file must be a new one; the unsigned original stays."))
    for path in filter(None, (p12, pin_file, otp_file, passphrase_file)):
        new_file(output, path)
    data = read(pdf)
    document = flow.document_inside(data)
    if document is not None and not document.complete:
        raise NotReady(count=0, first="")
    choose_slot(flow.progress(data).slots, person, field)  # a wrong name is said before a passphrase is asked for
    if p12:
        source = key_choice.of_file(p12, passphrase_file)
    elif remote:
        source = key_choice.of_remote(remote, certificate, person, pin_file, otp_file)
    else:
        source = key_choice.of_token(token, module, certificate, person, pin_file)
    return _signed(data, output, source, person, field, timestamp)


def _signed(
    data: bytes, output: Path, source: key_choice.Source, person: str, field: str, timestamp: list[str] | None
) -> int:
    slot = key_choice.checked_slot(data, source, person, field)
    with source.open() as opened:
        if source.certificate is None and not (person or field):
            slot = choose_slot(flow.progress(data).slots, opened.certificate.name, field)
        signed = flow.sign_file(data, opened, slot, stamper=stamper(timestamp))
    flow.write(output, signed.data)
    say(tr("Signed by {name}: {path}", name=opened.certificate.name, path=output))
    for party in flow.progress(signed.data).parties:
        say(f"{party.party}: {party.words}")
    return 0
