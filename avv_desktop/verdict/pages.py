"""A verdict on paper: PDF/A-3a and PDF/UA-1, in plain words first and in those of the standards last."""

from __future__ import annotations

import datetime
import hashlib

from avv_desktop.pdf.report import Entry, Report, ReportSection, ReportTable, report
from avv_desktop.signing.model import Progress, SignatureVerdict, Verdict
from avv_desktop.system.language import language, tr


def as_pdf(verdict: Verdict, name: str, data: bytes, at: datetime.datetime) -> bytes:
    """name, data: of the file that was judged, `at` that moment. Raises TypesettingFailed."""
    return report(as_report(verdict, name, data, at), at)


def as_report(verdict: Verdict, name: str, data: bytes, at: datetime.datetime) -> Report:
    signatures = tuple(_entry(each) for each in verdict.signatures)
    sections = [ReportSection(tr("Three questions"), table=_questions(verdict))]
    if signatures:
        sections.append(ReportSection(tr("Signatures"), entries=signatures))
    if verdict.progress is not None and verdict.progress.parties:
        sections.append(ReportSection(tr("Representation"), table=_parties(verdict.progress)))
    if verdict.notes:
        sections.append(ReportSection(tr("What else there is to know"), text=verdict.notes))
    sections.append(ReportSection(tr("The file"), table=_file(name, data, at)))
    return Report(
        title=tr("Report on a verification"),
        about=verdict.agreement or name,
        lead=verdict.headline,
        sections=tuple(sections),
        warning=verdict.headline if verdict.tone == "bad" else "",
        language=language(),
    )


def _questions(verdict: Verdict) -> ReportTable:
    rows = (
        (tr("Unchanged?"), verdict.unchanged),
        (tr("Who?"), verdict.who),
        (tr("When?"), verdict.when),
    )
    return ReportTable((tr("Question"), tr("Answer")), rows, (1.0, 4.0))


def _entry(each: SignatureVerdict) -> Entry:
    good = each.integrity == "intact" and each.changes in ("none", "signature") and each.trust == "trusted"
    return Entry(
        place=each.field,
        state=each.indication,
        title=each.signer or tr("somebody unknown"),
        details=tuple((label, said) for label, said in _details(each) if said),
        alert=not good,
    )


def _details(each: SignatureVerdict) -> tuple[tuple[str, str], ...]:
    proven = each.proven_at.astimezone().strftime("%d.%m.%Y, %H:%M") if each.proven_at else ""
    return (
        (tr("Unchanged?"), each.unchanged),
        (tr("Who?"), each.who),
        (tr("When?"), each.when),
        (tr("Proven since"), proven),
        (tr("Signed for"), ", ".join(filter(None, (each.function, each.party)))),
        (tr("In law"), each.legal),
        (tr("Level"), each.level),
        (tr("Result"), " · ".join(filter(None, (each.indication, each.sub_indication)))),
        (tr("Note"), each.reason),
    )


def _parties(progress: Progress) -> ReportTable:
    rows = tuple((each.party, each.words, each.standing) for each in progress.parties)
    return ReportTable((tr("Party"), tr("State"), tr("Signed effectively?")), rows, (1.6, 1.2, 2.2))


def _file(name: str, data: bytes, at: datetime.datetime) -> ReportTable:
    rows = (
        (tr("Name"), name),
        (tr("Size"), tr("{count} bytes", count=len(data))),
        ("SHA-256", hashlib.sha256(data).hexdigest()),
        (tr("Judged on"), at.astimezone().strftime("%d.%m.%Y, %H:%M")),
    )
    return ReportTable((tr("Property"), tr("Value")), rows, (1.0, 4.0), compact=True)
