"""Commands about keys: what is there, and how one gets a certificate of an authority."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from avv_desktop import flow
from avv_desktop.cli.commands import Json, Out, PassphraseFile, key
from avv_desktop.cli.given import ask_passphrase
from avv_desktop.cli.key_choice import Entry, tokens_of
from avv_desktop.cli.say import print_json, say, warn
from avv_desktop.errors import UsageError
from avv_desktop.system.language import tr

if TYPE_CHECKING:
    from avv_desktop.signing.tokens import Token

ModuleFile = Annotated[Path | None, typer.Option("--module", help=tr("The card's driver (PKCS#11), if not found."))]


@key.command("list", help=tr("Name the cards and tokens that are in, and the certificates on them."))
def key_list(module: ModuleFile = None, as_json: Json = False) -> int:
    """Exit code 1 if there is none."""
    found = tokens_of(module)
    if as_json:
        from avv_desktop.signing.tokens import certificates

        print_json([_described(token, certificates(token)) for token in found])
    elif found:
        print_tokens(found)
    else:
        warn(tr("No card or token was found."))
    return 0 if found else 1


def _described(token, certificates) -> dict:
    return {
        "label": token.label,
        "maker": token.maker,
        "serial": token.serial,
        "module": token.module,
        "pin": token.pin,
        "pin_pad": token.pin_pad,
        "write_protected": token.write_protected,
        "certificates": [{"certificate": each.certificate, "reason": each.reason} for each in certificates],
    }


@key.command("request", help=tr("Make a key, and the request with which an authority issues its certificate."))
def key_request(
    output: Out,
    name: Annotated[str, typer.Option(help=tr("Whose name stands in the certificate."))],
    csr: Annotated[Path, typer.Option("--csr", help=tr("Where the request goes (PEM); it holds nothing secret."))],
    kind: Annotated[Literal["rsa-3072", "p-256"], typer.Option(help=tr("rsa-3072 or p-256."))] = "rsa-3072",
    organization: Annotated[str, typer.Option(help=tr("The company the person signs for."))] = "",
    country: Annotated[str, typer.Option(help=tr("Two letters, as in DE."))] = "DE",
    passphrase_file: PassphraseFile = None,
) -> int:
    """The key stays here, locked; the request goes to the authority."""
    from avv_desktop.signing.requests import new_request
    from avv_desktop.system.files import write_secret

    if output.resolve() == csr.resolve():
        raise UsageError(reason=tr("The key and the request need two files."))
    for path in (output, csr):
        _never_over(path)
    secret = ask_passphrase(passphrase_file, twice=True)
    made = new_request(name, secret, kind=kind, organization=organization, country=country)
    write_secret(output, made.key)
    try:
        flow.write(csr, made.request)
    except BaseException:
        output.unlink()
        raise
    say(tr("Key written: {path}", path=output))
    say(tr("Request written: {path}. Please send it to the authority; the key stays here.", path=csr))
    return 0


@key.command("join", help=tr("Join a key and the certificate that was issued for it to one key file."))
def key_join(
    key_file: Path,
    certificates: Annotated[list[Path], typer.Argument(help=tr("What the authority sent: PEM, DER or PKCS#7."))],
    output: Out,
    passphrase_file: PassphraseFile = None,
) -> int:
    """The new file has the passphrase of the key."""
    from avv_desktop.signing.requests import join
    from avv_desktop.system.files import read, write_secret

    _never_over(output)
    sent = [read(path) for path in certificates]
    joined = join(read(key_file), ask_passphrase(passphrase_file), sent, str(key_file))
    write_secret(output, joined.data)
    say(tr("Key of {name} written: {path}", name=joined.certificate.name, path=output))
    return 0


def _never_over(path: Path) -> None:
    if path.exists():
        raise UsageError(reason=tr("{path} is there already; a key is never overwritten.", path=path))


def print_tokens(found: Sequence[Token]) -> None:
    from avv_desktop.signing.tokens import certificates, notes

    for token in found:
        say(" · ".join(filter(None, (token.label, token.maker, token.serial))))
        for line in (*notes(token), *(certificate_line(each) for each in certificates(token))):
            say(f"  {line}")


def certificate_line(entry: Entry) -> str:
    """Whose it is, who says so, and whether it can sign."""
    from avv_desktop.signing.certificates import day

    about = entry.certificate
    until = tr("valid until {day}", day=day(about.not_after))
    state = entry.reason or ", ".join((about.algorithm, until, about.fingerprint[:16]))
    return f"{about.name} ({about.issuer}): {state}"
