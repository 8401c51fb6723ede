"""Judge any PDF, offline: unchanged? who? when? Each signature apart, each question apart.

Whatever a foreign file is made of, one question that cannot be answered leaves the others standing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from pyhanko.pdf_utils.reader import PdfFileReader

from avv_desktop.document.model import Document, SignatureLine, signature_lines
from avv_desktop.signing import pdf_file, words
from avv_desktop.signing.believed import Believed
from avv_desktop.signing.certificates import summary
from avv_desktop.signing.changes import Found
from avv_desktop.signing.conclusion import concluded
from avv_desktop.signing.embedded import embedded
from avv_desktop.signing.evidence import Evidence
from avv_desktop.signing.integrity import Judged, is_timestamp
from avv_desktop.signing.level import level
from avv_desktop.signing.limits import SECONDS, within
from avv_desktop.signing.model import Certificate, Qualified, SignatureVerdict, Verdict
from avv_desktop.signing.progress import of_fields
from avv_desktop.signing.proof import Proofs
from avv_desktop.signing.representation import Known
from avv_desktop.signing.slots import findings
from avv_desktop.signing.trust import Trusted
from avv_desktop.signing.trust import trust as judged_trust
from avv_desktop.signing.trust_lists import legal_words, qualified
from avv_desktop.system.language import tr

TimeSource = Literal["signer", "timestamp", "none"]

if TYPE_CHECKING:
    import datetime

    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature


def verify(
    data: bytes,
    *,
    trust: Sequence[bytes] = (),
    pinned: Mapping[str, Sequence[str]] | None = None,
    revocations: Sequence[bytes] = (),
    lists: Sequence[bytes] = (),
    now: datetime.datetime | None = None,
    seconds: float = SECONDS,
) -> Verdict:
    """What can be said of a file; nothing is believed but what is given here.

    trust: certificates (PEM or DER). pinned: fingerprints of certificates, by whose they are known to be. revocations:
    revocation lists and OCSP answers. lists: EU trusted lists. now: at another time than today, to see whether it will
    still be provable.

    Raises PdfError and EncryptedPdf for what cannot be read, NotVerifiable if it takes longer than `seconds`,
    InputError for something given that is not what it should be.
    """
    believed = Believed.of(trust, pinned or {}, revocations, lists, now)
    return within(seconds, lambda: _verdict(data, believed))


def _verdict(data: bytes, believed: Believed) -> Verdict:
    opened = pdf_file.reader(data)
    fields, document = pdf_file.fields(opened), pdf_file.agreement(data)
    look = _Look(opened, fields, document, believed)
    signatures = tuple(look.at(field) for field in _in_time_order(fields) if field.filled)
    known = {each.field: Known(each.trust == "trusted", look.names(each.field)) for each in signatures}
    progress = of_fields(fields, document, look.found, known) if document is not None else None
    return concluded(signatures, progress, _title(document), believed.lists.found)


class _Look:
    """What all signatures of one file have in common."""

    def __init__(
        self,
        opened: PdfFileReader,
        fields: list[pdf_file.Field],
        document: Document | None,
        believed: Believed,
    ) -> None:
        self.believed = believed
        self.fields = {field.name: field for field in fields}
        self.found = findings(fields, own=document is not None)
        self.lines = {line.field: line for line in signature_lines(document)} if document else {}
        self.evidence = Evidence(opened, fields)
        self.judge = believed.judge(self.evidence.material + embedded(fields))
        self.proofs = Proofs(self.evidence, self.judge)

    def names(self, field: str) -> tuple[str, ...]:
        """Whose the certificate in a field is according to the pinned ones."""
        return self.believed.names(self.fields[field].signature)

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
        kind = "" if timestamp else self._qualified(whole, believed, trial=trial)
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
            policy=after.policy,
            qualified=kind,
            legal=legal_words(kind),
        )

    def _qualified(self, whole: Judged, believed: Trusted, *, trial: bool) -> Qualified:
        if whole.state != "intact":
            return ""
        if believed.state != "trusted" or trial:
            return "simple"
        return qualified(believed.path, self.believed.lists, believed.since.moment or self.judge.now)


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
