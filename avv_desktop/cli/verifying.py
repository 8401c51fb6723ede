"""Commands about signed files: judging them, and opening their versions."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated

import typer

from avv_desktop import flow
from avv_desktop.cli.commands import Json, app
from avv_desktop.cli.given import new_file
from avv_desktop.cli.say import print_json, print_verdict, say, warn
from avv_desktop.errors import UsageError
from avv_desktop.system.language import tr
from avv_desktop.verdict.judge import Given

Files = list[Path] | None
Trust = Annotated[Files, typer.Option(help=tr("A certificate that is believed (PEM or DER)."))]
Pinned = Annotated[list[str] | None, typer.Option("--pin", help=tr("Whose a certificate is: “Name=file”."))]
Crl = Annotated[Files, typer.Option(help=tr("A revocation list or an OCSP answer."))]
Lists = Annotated[Files, typer.Option("--trust-list", help=tr("An EU trusted list (XML)."))]
Original = Annotated[Path | None, typer.Option(help=tr("What was sent, to compare with."))]
Into = Annotated[Path | None, typer.Option("--report", help=tr("Where to write a report: .pdf, .xml or .json."))]
Folder = Annotated[Path | None, typer.Option("-o", "--output", help=tr("The folder the versions are written to."))]


@app.command(help=tr("Judge any PDF: unchanged? who? when?"))
def verify(
    pdf: Path,
    trust: Trust = None,
    pin: Pinned = None,
    crl: Crl = None,
    trust_list: Lists = None,
    original: Original = None,
    report: Into = None,
    as_json: Json = False,
) -> int:
    """Exit code 0 only for a verdict that is wholly positive. What the settings believe counts too."""
    from avv_desktop.system import settings
    from avv_desktop.system.files import read
    from avv_desktop.verdict.believing import believing
    from avv_desktop.verdict.reports import ENDINGS, as_report

    if report is not None:
        if report.suffix.lower() not in ENDINGS:
            raise UsageError(reason=tr("The ending must be one of {endings}.", endings=", ".join(ENDINGS)))
        new_file(report, pdf)
    data = read(pdf)
    base, doubts = believing(settings.load())
    given = Given(
        trust=base.trust + _read(trust),
        pinned=_pinned(base.pinned, pin or []),
        revocations=base.revocations + _read(crl),
        lists=base.lists + _read(trust_list),
        original=read(original) if original else None,
    )
    for doubt in doubts:
        warn(doubt)
    verdict = flow.verify(data, given=given)
    if report is not None:
        now = datetime.datetime.now().astimezone()
        flow.write(report, as_report(verdict, report.suffix.lower(), pdf.name, data, now))
    if as_json:
        from avv_desktop.verdict.as_json import as_json as written

        print_json(written(verdict))
    else:
        print_verdict(verdict)
        if report is not None:
            say(tr("Written: {path}", path=report))
    return 0 if verdict.positive else 1


def _read(files: Files) -> tuple[bytes, ...]:
    from avv_desktop.system.files import read

    return tuple(read(path) for path in files or ())


def _pinned(base: dict[str, tuple[str, ...]], said: list[str]) -> dict[str, tuple[str, ...]]:
    """Those of the settings, and those of the command: whose certificate lies in which file."""
    found = dict(base)
    for each in said:
        name, given, file = each.partition("=")
        if not (name.strip() and given and file):
            raise UsageError(reason=tr("--pin wants a name and a certificate file: “Name=file”."))
        found[name.strip()] = (*found.get(name.strip(), ()), *_fingerprints(Path(file)))
    return found


def _fingerprints(file: Path) -> tuple[str, ...]:
    from avv_desktop.signing.trust import anchors
    from avv_desktop.system.files import read

    return tuple(each.sha256.hex() for each in anchors([read(file)]))


@app.command(help=tr("List the versions of a signed file, or write each as it was when it was signed."))
def revisions(pdf: Path, output: Folder = None, as_json: Json = False) -> int:
    """Each version, and what differs from the one before."""
    from avv_desktop.signing.revisions import revisions as of
    from avv_desktop.system.files import read
    from avv_desktop.verdict.differences import differences

    found = of(read(pdf))
    told = []
    for before, each in zip((None, *found), found, strict=False):
        differing = differences(before.data, each.data) if before else ()
        pages = ", ".join(str(one.number) for one in differing)
        path = _written(output, pdf, each.number, each.data) if output else None
        told.append(
            {
                "number": each.number,
                "kind": each.kind,
                "field": each.field,
                "signer": each.signer,
                "signed_at": each.signed_at,
                "bytes": len(each.data),
                "differences": differing,
                "path": str(path) if path else "",
            }
        )
        if not as_json:
            moment = each.signed_at.astimezone().strftime("%d.%m.%Y, %H:%M") if each.signed_at else ""
            say(" · ".join(filter(None, (str(each.number), KINDS[each.kind], each.signer, moment))))
            if pages:
                say("  " + tr("Pages that differ from the version before: {pages}", pages=pages))
    if as_json:
        print_json({"revisions": told})
    return 0


KINDS = {
    "unsigned": tr("before any signature"),
    "signature": tr("signature"),
    "timestamp": tr("timestamp"),
    "addition": tr("added without a signature"),
}


def _written(folder: Path, pdf: Path, number: int, data: bytes) -> Path:
    from avv_desktop.system.files import free_name, safe_name

    folder.mkdir(parents=True, exist_ok=True)
    path = free_name(folder, f"{safe_name(pdf.stem)} {number}.pdf")
    flow.write(path, data)
    return path
