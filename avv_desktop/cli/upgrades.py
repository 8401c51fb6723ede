"""Commands about proof for the years to come: how far it is, and what is added to it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from avv_desktop import flow
from avv_desktop.cli.commands import Json, Timestamp, app
from avv_desktop.cli.given import new_file, services
from avv_desktop.cli.say import print_json, say, warn
from avv_desktop.errors import AvvError, UsageError
from avv_desktop.system.language import tr

if TYPE_CHECKING:
    from avv_desktop.signing.plan import Upgrade

Files = list[Path]
Level = Literal["T", "LT", "LTA"]


@app.command(help=tr("Tell how long a signed file can be proved, and what is missing."))
def proof(files: Files, as_json: Json = False) -> int:
    """Exit code 1 if something should be added to one of them."""
    from avv_desktop.signing.plan import plan, state
    from avv_desktop.system.files import read

    now = datetime.datetime.now(datetime.UTC)
    found = [(path, plan(read(path))) for path in files]
    if as_json:
        print_json([{"file": str(path), **_told(each, now)} for path, each in found])
    else:
        for path, each in found:
            say(f"{path}: {state(each, now)}")
            for one in each.signatures:
                say(f"  {one.field}: {one.signer}, {f'PAdES-B-{one.level}' if one.level else '–'}")
    return 0 if all(_settled(each, now) for _, each in found) else 1


@app.command(help=tr("Add timestamps and what proves signatures for years; several files: --output is a folder."))
def upgrade(
    files: Files,
    output: Annotated[Path, typer.Option("-o", "--output", help=tr("Where to write."))],
    level: Annotated[Level, typer.Option(help=tr("T: timestamp. LT: also what proves it. LTA: also sealed."))] = "LTA",
    timestamp: Timestamp = None,
    crl: Annotated[list[Path] | None, typer.Option(help=tr("A revocation list (DER or PEM)."))] = None,
    ocsp: Annotated[list[Path] | None, typer.Option(help=tr("An answer of an OCSP service (DER)."))] = None,
    trust: Annotated[list[Path] | None, typer.Option(help=tr("A certificate that is believed (PEM or DER)."))] = None,
    offline: Annotated[bool, typer.Option("--offline", help=tr("Ask timestamp services only."))] = False,
) -> int:
    """Each file apart: one that fails does not stop the others. The exit code is that of the last one that failed."""
    from avv_desktop.signing.augment import upgrade_file
    from avv_desktop.system import settings
    from avv_desktop.system.files import read

    targets = _targets(files, output)
    asked = services(timestamp) or settings.load(warn).timestamp_services
    crls, ocsps, trusted = ([read(path) for path in given or ()] for given in (crl, ocsp, trust))
    failed = 0
    for path, target in zip(files, targets, strict=True):
        try:
            data = read(path)
            done = upgrade_file(data, level, services=asked, trust=trusted, crls=crls, ocsps=ocsps, online=not offline)
            flow.write(target, done)
            _say(path, target, changed=done != data)
        except AvvError as error:
            failed = error.exit_code
            _warn(path, error)
    return failed


def _targets(files: Sequence[Path], output: Path) -> list[Path]:
    """Where each file goes. Raises UsageError where something would be lost."""
    if len(files) == 1 and not output.is_dir():
        targets = [output]
    elif output.is_dir():
        targets = [output / path.name for path in files]
    else:
        raise UsageError(reason=tr("{path} is no folder; several files need one.", path=output))
    if len({path.name for path in files}) < len(files):
        raise UsageError(reason=tr("Two of the files have the same name."))
    for target in targets:
        for path in files:
            new_file(target, path)
    return targets


def _say(path: Path, target: Path, *, changed: bool) -> None:
    from avv_desktop.signing.plan import plan, state
    from avv_desktop.system.files import read

    said = state(plan(read(target)), datetime.datetime.now(datetime.UTC))
    say(f"{target}: {said}" if changed else f"{target}: {tr('Nothing had to be added.')} {said}")


def _warn(path: Path, error: AvvError) -> None:
    from avv_desktop.system.sentences import explain

    said = explain(error)
    warn(f"{path}: {said.happened}")
    warn(said.means)
    warn(said.todo)


def _settled(found: Upgrade, now: datetime.datetime) -> bool:
    return found.reached("LTA") and not found.ages(now)


def _told(found: Upgrade, now: datetime.datetime) -> dict:
    return {
        "level": found.level,
        "pending": found.pending,
        "due": found.due,
        "sealed_until": found.sealed_until,
        "ages": found.ages(now),
        "signatures": found.signatures,
    }
