"""Add long-term proof to a signed file: a timestamp, what proves it, a seal over everything, and again before it ages.

    B → T    into the signature itself if nothing came after it (recipe A), else a timestamp over the document
    T → LT   certificates and words on revocation into the security store
    LT → LTA a timestamp over the document; once more before it ages

The result is whole or there is none. It begins with the bytes that were given, but for the room inside the last
signature. Nothing of the pages, their structure or their signatures changes.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from avv_desktop.errors import AvvError, ProofMissing, SigningRefused
from avv_desktop.signing import archive, late_timestamp, pdf_file, timestamp_tokens
from avv_desktop.signing.chains import Material
from avv_desktop.signing.evidence import Evidence, own_tokens
from avv_desktop.signing.model import SignedPdf
from avv_desktop.signing.plan import LEVELS, Level, Upgrade, of_fields
from avv_desktop.signing.revocation import Sources, from_files, gathered
from avv_desktop.signing.slots import findings
from avv_desktop.signing.timestamps import Stamper
from avv_desktop.signing.trust import anchors
from avv_desktop.system.language import tr
from avv_desktop.system.settings import TimestampService


class _File:
    """A file read anew after each step."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        opened = pdf_file.reader(data)
        if opened.xrefs.hybrid_xrefs_present:
            raise SigningRefused(
                reason=tr("This file is built in two ways at once; signatures in it would not be safe.")
            )
        self.fields = pdf_file.fields(opened)
        self.evidence = Evidence(opened, self.fields)
        self.plan: Upgrade = of_fields(self.fields, self.evidence, len(data))

    @property
    def names(self) -> frozenset[str]:
        return frozenset(each.name for each in self.fields)

    def signature(self, name: str):
        return next(each.signature for each in self.fields if each.name == name)


def upgrade(
    pdf: SignedPdf,
    wanted: Level,
    *,
    stamper: Stamper,
    sources: Sources,
    now: datetime.datetime | None = None,
) -> SignedPdf:
    """A file whose signatures all have the level `wanted`; the same file if they have it and no seal ages.

    Raises SigningRefused (not signed, a signature that does not hold), TimestampFailed, ProofMissing, PdfError,
    EncryptedPdf.
    """
    now = now or datetime.datetime.now(datetime.UTC)
    before = _File(pdf.data)
    _check(before)
    try:
        after = _steps(before, wanted, stamper, sources, now)
    except AvvError:
        raise
    except Exception as error:
        raise SigningRefused(
            reason=tr("Nothing can be added to this file: {reason}", reason=str(error)[:200])
        ) from error
    if after is not before:
        _check(after)
    if not after.plan.reached(wanted):
        raise ProofMissing(reason=tr("Not everything that was added holds together."))
    return SignedPdf(after.data)


def upgrade_file(
    data: bytes,
    wanted: Level = "LTA",
    *,
    services: Sequence[TimestampService] = (),
    trust: Sequence[bytes] = (),
    crls: Sequence[bytes] = (),
    ocsps: Sequence[bytes] = (),
    online: bool = True,
) -> bytes:
    """As `upgrade`, of files. services: asked for timestamps. trust, crls, ocsps: what speaks for the certificates;
    what lacks is asked of the places that they name, if `online`. Raises also InputError for files that are none.
    """
    sources = Sources(from_files(crls, ocsps), tuple(anchors(trust)), online)
    return upgrade(SignedPdf(data), wanted, stamper=Stamper(services), sources=sources).data


def _check(file: _File) -> None:
    if not file.plan.signatures:
        raise SigningRefused(reason=tr("This document is not signed."))
    if not file.plan.level:
        raise SigningRefused(reason=tr("Its signatures are of another kind; nothing can be added to them here."))
    readable = {each.name for each in file.fields if each.signature is not None}
    if any(each.filled and each.name not in readable for each in file.fields):
        raise SigningRefused(reason=tr("This file has a signature that cannot be read; nothing is added to it."))
    for whole, after in findings(file.fields, own=False).values():
        if whole.state != "intact" or after.state not in ("none", "signature"):
            raise SigningRefused(reason=tr("A signature in this file no longer holds; nothing is added to it."))


def _steps(file: _File, wanted: Level, stamper: Stamper, sources: Sources, now: datetime.datetime) -> _File:
    goal = LEVELS.index(wanted)
    if goal >= LEVELS.index("T"):
        file = _timestamped(file, stamper)
    if goal >= LEVELS.index("LT") and not file.plan.reached("LT"):
        file = _proved(file, sources, now)
    if file.plan.pending and goal >= LEVELS.index("T"):
        file = _File(archive.with_timestamp(file.data, stamper, file.names))
    elif goal >= LEVELS.index("LTA") and (not file.plan.reached("LTA") or file.plan.ages(now)):
        file = _sealed(file, stamper, sources, now)
    if wanted == "LTA" and not file.plan.reached("LTA"):
        file = _sealed(file, stamper, sources, now)
    return _witnessed(file, sources, now) if goal >= LEVELS.index("LT") else file


def _timestamped(file: _File, stamper: Stamper) -> _File:
    """The last signature's own timestamp, where it still fits."""
    last = next((each for each in file.plan.signatures if each.within), None)
    if last is None:
        return file
    return _File(late_timestamp.stamped(file.data, file.signature(last.field), stamper))


def _proved(file: _File, sources: Sources, now: datetime.datetime) -> _File:
    """Everything that speaks for each signature and each timestamp."""
    kept = Material()
    for field in file.fields:
        if field.signature is None:
            continue
        known = file.evidence.material + kept
        moment = file.evidence.moment(field.signature) or now
        kept += gathered(field.signature.signer_cert, moment, known, sources)
        for token in own_tokens(field.signature):
            kept += gathered(timestamp_tokens.authority(token), timestamp_tokens.time_of(token), known + kept, sources)
    return _File(archive.with_store(file.data, kept))


def _witnessed(file: _File, sources: Sources, now: datetime.datetime) -> _File:
    """What speaks for the last seal too, if it can be had: then it can be checked without a network."""
    last = file.evidence.stamps[-1:]
    if not last or file.evidence.covered(last[0].signature, file.evidence.store):
        return file
    try:
        return _proved(file, sources, now)
    except ProofMissing:
        return file


def _sealed(file: _File, stamper: Stamper, sources: Sources, now: datetime.datetime) -> _File:
    """What speaks for the last seal goes under the new one."""
    if file.evidence.stamps:
        file = _proved(file, sources, now)
    return _File(archive.with_timestamp(file.data, stamper, file.names))
