"""Commands about many agreements at once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from avv_desktop import flow
from avv_desktop.cli.commands import Json, PassphraseFile, app
from avv_desktop.cli.key_choice import of_file, of_remote, of_token
from avv_desktop.cli.say import print_json, say, warn
from avv_desktop.errors import CannotWrite, UsageError
from avv_desktop.system.language import tr, trn


@app.command("sign-stack", help=tr("Sign many prepared agreements with one key; each signed file is a new one."))
def sign_stack(
    files: Annotated[list[Path], typer.Argument(help=tr("PDF files, or folders with PDF files."))],
    output: Annotated[Path, typer.Option("-o", "--output", help=tr("The folder for the signed files."))],
    p12: Annotated[Path | None, typer.Option("--p12", "--key", help=tr("The key file (PKCS#12, or PEM)."))] = None,
    token: Annotated[str, typer.Option(help=tr("The card or token with the key: its label."))] = "",
    module: Annotated[Path | None, typer.Option(help=tr("The card's driver (PKCS#11), if not found."))] = None,
    remote: Annotated[str, typer.Option(help=tr("The service that keeps the key, as “avv remote add” named it."))] = "",
    certificate: Annotated[str, typer.Option(help=tr("Which certificate: whose, or its fingerprint."))] = "",
    person: Annotated[str, typer.Option("--as", help=tr("Whose line is signed."))] = "",
    passphrase_file: PassphraseFile = None,
    pin_file: Annotated[Path | None, typer.Option(help=tr("First line of this file."))] = None,
    otp_file: Annotated[Path | None, typer.Option(help=tr("First line of this file."))] = None,
    as_json: Json = False,
) -> int:
    """Exit code 1 if one could not be signed; run again, and those that are signed already are left alone."""
    from avv_desktop.signing.stack import sign_stack as signed_ones
    from avv_desktop.signing.tokens import pin_each_note

    if [bool(p12), bool(token), bool(remote)].count(True) != 1:
        raise UsageError(reason=tr("Please name one key: --p12 with a file, --token with a card, or --remote."))
    sheets = [sheet_of(path) for path in pdfs(files, output)]
    if p12:
        source = of_file(p12, passphrase_file)
    elif token:
        source = of_token(token, module, certificate, person, pin_file, often=True)
    else:
        source = of_remote(remote, certificate, person, pin_file, otp_file)
    told: list[dict[str, Any]] = []
    with source.open() as key:
        if key.pin_each:
            warn(pin_each_note(len(sheets)))
        for result in signed_ones(sheets, key, person=person):
            told.append(_kept(result, output))
            if not as_json:
                _say(told[-1], len(told), len(sheets))
    failed, left = sum(not each["signed"] for each in told), len(sheets) - len(told)
    if as_json:
        print_json(told)
    else:
        done = len(told) - failed
        say(trn("One file signed.", "{count} files signed.", done))
        if failed:
            warn(trn("One file was not signed.", "{count} files were not signed.", failed))
        if left:
            warn(tr("The card or the service failed; the others were not tried."))
            warn(trn("One file was not reached.", "{count} files were not reached.", left))
    return 1 if failed or left else 0


def pdfs(given: list[Path], output: Path) -> list[Path]:
    """All PDF files, those of folders by name. Raises UsageError, CannotWrite."""
    found: list[Path] = []
    for path in given:
        found += sorted(each for each in path.iterdir() if each.suffix.lower() == ".pdf") if path.is_dir() else [path]
    if not found:
        raise UsageError(reason=tr("There is no PDF file to sign."))
    if any(path.resolve().parent == output.resolve() for path in found):
        raise UsageError(reason=tr("The signed files must go to another folder; the unsigned originals stay."))
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(path=str(output), reason=error.strerror or "") from error
    return list(dict.fromkeys(found))


def sheet_of(path: Path):
    from avv_desktop.signing.stack import Sheet
    from avv_desktop.system.files import read

    return Sheet(str(path), lambda: read(path))


def _kept(result, output: Path) -> dict[str, Any]:
    """Written at once, under a name that is free; what cannot be written is no signed file."""
    from avv_desktop.errors import AvvError
    from avv_desktop.system.files import free_name
    from avv_desktop.system.sentences import explain

    told: dict[str, Any] = {"file": result.sheet.name, "signed": "", "state": "", "reason": ""}
    error = result.error
    if result.signed is not None:
        target = free_name(output, Path(result.sheet.name).name)
        try:
            flow.write(target, result.signed.data)
            return told | {"signed": str(target), "state": result.progress.state}
        except AvvError as failure:
            error = failure
    said = explain(error)
    return told | {"reason": f"{said.happened} {said.todo}".strip()}


def _say(told: dict[str, Any], number: int, count: int) -> None:
    where = tr("{number} of {count}", number=number, count=count)
    if told["signed"]:
        say(f"{where}: {told['signed']}")
    else:
        warn(f"{where}: {told['file']}: {told['reason']}")
