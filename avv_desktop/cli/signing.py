"""The command that signs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from avv_desktop import flow
from avv_desktop.cli import foreign, key_choice
from avv_desktop.cli.commands import Out, PassphraseFile, Timestamp, app
from avv_desktop.cli.given import choose_slot, new_file, stamper
from avv_desktop.cli.say import say
from avv_desktop.errors import NotReady, UsageError
from avv_desktop.system.language import tr

if TYPE_CHECKING:
    from avv_desktop.signing.pictures import Picture

Handwriting = Annotated[Path | None, typer.Option(help=tr("A picture of the handwriting, to be seen beside the name."))]
BOX = tr("In a foreign PDF: a new field, as left,top,width,height in millimetres from the upper left corner.")
Logo = Annotated[Path | None, typer.Option(help=tr("The company's logo."))]


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
    image: Handwriting = None,
    logo: Logo = None,
    page: Annotated[int, typer.Option(min=1, help=tr("In a foreign PDF: the page of a new field."))] = 1,
    box: Annotated[str, typer.Option(help=BOX)] = "",
    function: Annotated[str, typer.Option(help=tr("In a foreign PDF: as what one signs."))] = "",
    place: Annotated[str, typer.Option(help=tr("In a foreign PDF: where one signs."))] = "",
) -> int:
    """Sign one line of a prepared agreement; the signed file is a new one."""
    from avv_desktop.system.files import read

    if person and field:
        raise UsageError(reason=tr("Either --as or --field, not both."))
    if box and (person or field):
        raise UsageError(reason=tr("--box makes a new field; --as and --field choose one that is there."))
    if sum(map(bool, (p12, token, remote))) != 1:
        raise UsageError(reason=tr("Please name one key: --p12 with a file, --token with a card, or --remote."))
    if output.resolve() == pdf.resolve():
        raise UsageError(reason=tr("The signed file must be a new one; the unsigned original stays."))
    for path in filter(None, (p12, pin_file, otp_file, passphrase_file, image, logo)):
        new_file(output, path)
    data, pictures = read(pdf), _pictures(image, logo)
    document = flow.document_inside(data)
    if document is not None and not document.complete:
        raise NotReady(count=0, first="")
    new = foreign.new_field(data, page, box, function, place) if box else None
    if new is None:
        choose_slot(flow.progress(data).slots, person, field)  # a wrong name is said before a passphrase is asked for
    if p12:
        source = key_choice.of_file(p12, passphrase_file)
    elif remote:
        source = key_choice.of_remote(remote, certificate, person, pin_file, otp_file)
    else:
        source = key_choice.of_token(token, module, certificate, person, pin_file)
    return _signed(data, output, source, _Wanted(person, field, timestamp, pictures, new))


class _Wanted(NamedTuple):
    person: str
    field: str
    timestamp: list[str] | None
    pictures: tuple[Picture, ...]
    new: foreign.NewField | None


def _pictures(image: Path | None, logo: Path | None) -> tuple[Picture, ...]:
    """Read before anything is asked for. Raises InputError."""
    from avv_desktop.signing.pictures import read_picture

    found = [read_picture(image, "handwriting")] if image else []
    return (*found, read_picture(logo, "logo")) if logo else tuple(found)


def _signed(data: bytes, output: Path, source: key_choice.Source, wanted: _Wanted) -> int:
    person, field, new = wanted.person, wanted.field, wanted.new
    slot = None if new else key_choice.checked_slot(data, source, person, field)
    with source.open() as opened:
        if slot is None or (source.certificate is None and not (person or field)):
            name = opened.certificate.name
            slot = new.slot(name) if new else choose_slot(flow.progress(data).slots, name, field)
        box = new.box if new else None
        stamps = stamper(wanted.timestamp)
        signed = flow.sign_file(data, opened, slot, stamper=stamps, pictures=wanted.pictures, box=box)
    flow.write(output, signed.data)
    say(tr("Signed by {name}: {path}", name=opened.certificate.name, path=output))
    for party in flow.progress(signed.data).parties:
        say(f"{party.party}: {party.words}")
    return 0
