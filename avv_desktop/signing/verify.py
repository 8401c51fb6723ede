"""Judge any PDF, offline: unchanged? who? when? Each signature apart, each question apart.

Whatever a foreign file is made of, one question that cannot be answered leaves the others standing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from pyhanko.pdf_utils.reader import PdfFileReader

from avv_desktop.document.model import Document, SignatureLine, signature_lines
from avv_desktop.signing import pdf_file, words
from avv_desktop.signing.certificates import summary
from avv_desktop.signing.changes import Found
from avv_desktop.signing.evidence import Evidence
from avv_desktop.signing.integrity import Judged, is_timestamp
from avv_desktop.signing.judging import Judge
from avv_desktop.signing.level import level
from avv_desktop.signing.model import Certificate, SignatureVerdict, Verdict
from avv_desktop.signing.progress import of_fields
from avv_desktop.signing.proof import Proofs
from avv_desktop.signing.security_store import knowledge
from avv_desktop.signing.slots import findings
from avv_desktop.signing.trust import Trusted, anchors
from avv_desktop.signing.trust import trust as judged_trust
from avv_desktop.system.language import tr

TimeSource = Literal["signer", "timestamp", "none"]

if TYPE_CHECKING:
    import datetime

    from asn1crypto import x509
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature


def verify(data: bytes, *, trust: Sequence[bytes] = (), now: datetime.datetime | None = None) -> Verdict:
    """What can be said of a file. `trust`: PEM or DER certificates that are believed; nothing else is. `now`: at
    another time than today, to see whether it will still be provable.

    Raises PdfError and EncryptedPdf for what cannot be read, InputError for a trusted certificate that is none.
    """
    given = anchors(trust)
    opened = pdf_file.reader(data)
    fields, document = pdf_file.fields(opened), pdf_file.agreement(data)
    look = _Look(opened, fields, document, given, now)
    signatures = tuple(look.at(field) for field in _in_time_order(fields) if field.filled)
    progress = of_fields(fields, document, look.found) if document is not None else None
    return Verdict(
        signatures=signatures,
        headline=words.headline(signatures, progress),
        unchanged=words.file_unchanged(signatures),
        who=words.file_who(signatures),
        when=words.file_when(signatures),
        tone=words.tone(signatures),
        positive=words.tone(signatures) == "good",
        progress=progress,
        agreement=_title(document),
    )


class _Look:
    """What all signatures of one file have in common."""

    def __init__(
        self,
        opened: PdfFileReader,
        fields: list[pdf_file.Field],
        document: Document | None,
        given: list[x509.Certificate],
        now: datetime.datetime | None,
    ) -> None:
        self.found = findings(fields, own=document is not None)
        self.lines = {line.field: line for line in signature_lines(document)} if document else {}
        self.evidence = Evidence(opened, fields)
        self.judge = Judge(given, knowledge(self.evidence.material), now)
        self.proofs = Proofs(self.evidence, self.judge)

    def at(self, field: pdf_file.Field) -> SignatureVerdict:
        line = self.lines.get(field.name)
        signature = field.signature
        if signature is None:
            return _unreadable(field, line)
        timestamp = is_timestamp(signature)
        whole, after = self.found[field.name]
        believed = judged_trust(signature, self.judge, self.proofs, timestamp=timestamp)
        if whole.state != "intact":
            believed = believed._replace(state="unchecked")
        about = _certificate(signature)
        moment, source = _moment(signature, believed, timestamp)
        trial, name = bool(about and about.trial), about.name if about else ""
        indication, sub_indication = _indication(whole, after, believed)
        return SignatureVerdict(
            kind="timestamp" if timestamp else "signature",
            field=field.name,
            signer=name,
            integrity=whole.state,
            changes=after.state,
            trust=believed.state,
            signed_at=moment,
            time_source=source,
            trial=trial,
            level=level(signature, self.evidence),
            indication=indication,
            sub_indication=sub_indication,
            unchanged=words.unchanged(whole.state, after.state),
            who=words.who(name, believed.state, trial=trial, note=believed.note),
            when=words.when(moment, source, None if timestamp else believed.since.moment),
            party=line.party if line else "",
            function=line.function if line else "",
            covers_whole_file=after.covers_whole_file,
            proven_at=believed.since.moment,
            proven_by=believed.since.source,
            reason=" ".join(filter(None, (whole.reason, after.reason, believed.reason))),
        )


def _unreadable(field: pdf_file.Field, line: SignatureLine | None) -> SignatureVerdict:
    return SignatureVerdict(
        kind="signature",
        field=field.name,
        signer="",
        integrity="unverifiable",
        changes="unverifiable",
        trust="unchecked",
        signed_at=None,
        time_source="none",
        trial=False,
        level="",
        indication="TOTAL-FAILED",
        sub_indication="FORMAT_FAILURE",
        unchanged=words.unchanged("unverifiable", "unverifiable"),
        who=words.who("", "unchecked", trial=False),
        when=words.when(None, "none"),
        party=line.party if line else "",
        function=line.function if line else "",
        covers_whole_file=False,
        reason=tr("This signature cannot be read. {reason}", reason=field.reason),
    )


def _indication(whole: Judged, after: Found, believed: Trusted) -> tuple[str, str]:
    """In the words of EN 319 102-1. A change after signing is none of its failures, but a constraint of ours."""
    if whole.state == "altered":
        return "TOTAL-FAILED", whole.sub_indication
    if whole.state == "unverifiable":
        return "INDETERMINATE", whole.sub_indication or "GENERIC"
    if after.state in ("annotation", "other", "unverifiable"):
        return "INDETERMINATE", "SIG_CONSTRAINTS_FAILURE"
    return believed.indication, believed.sub_indication


def _certificate(signature: EmbeddedPdfSignature) -> Certificate | None:
    try:
        return summary(signature.signer_cert)
    except Exception:  # a foreign file may raise anything; then nobody is known to have signed
        return None


def _moment(
    signature: EmbeddedPdfSignature, believed: Trusted, timestamp: bool
) -> tuple[datetime.datetime | None, TimeSource]:
    try:
        if timestamp:
            moment = signature.signed_data["encap_content_info"]["content"].parsed["gen_time"].native
            return moment, "timestamp" if believed.state == "trusted" else "signer"
        if believed.since.source == "signature timestamp":
            return believed.since.moment, "timestamp"
        moment = signature.self_reported_timestamp
    except Exception:  # a foreign file may raise anything; then no time is known
        return None, "none"
    if moment is None:
        return None, "none"
    return moment if moment.tzinfo else moment.astimezone(), "signer"


def _in_time_order(fields: list[pdf_file.Field]) -> list[pdf_file.Field]:
    """By the revision they came with; what cannot be read comes last."""
    return sorted(fields, key=lambda field: field.signature.signed_revision if field.signature else 1 << 30)


def _title(document: Document | None) -> str:
    if document is None:
        return ""
    title = "".join(run.text for run in document.title)
    return ", ".join(filter(None, (title, document.number.text)))
