"""Since when is it proven that a signature is there? By timestamps that can be believed themselves.

A chain, from the newest seal backwards: the newest document timestamp has to hold today, each older one when the next
newer one sealed it, a signature's own timestamp when the oldest seal over it was made (EN 319 102-1, 5.6.3, the part
of it that documents need). A timestamp holds at a moment if its certificate is valid then, is not known to be revoked
then, and was good when it stamped by words that lie in the file. A timestamp that does not hold proves nothing, and
those before it have to hold without it.
"""

from __future__ import annotations

import datetime
from typing import Literal, NamedTuple, TypeAlias

from asn1crypto import cms
from pyhanko.sign.ades.report import AdESPassed
from pyhanko.sign.validation.generic_cms import message_imprint_checker
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator.policy_decl import NO_REVOCATION

from avv_desktop.signing import chains, timestamp_tokens
from avv_desktop.signing.evidence import Evidence, own_tokens
from avv_desktop.signing.integrity import integrity
from avv_desktop.signing.judging import IF_DECLARED, Judge
from avv_desktop.signing.waiting import finished

Source: TypeAlias = Literal["", "signature timestamp", "document timestamp"]


class Since(NamedTuple):
    """moment: from when on it is proven to exist, None if nothing proves it."""

    moment: datetime.datetime | None = None
    source: Source = ""


class Proofs:
    """Of one file. Nothing here raises."""

    def __init__(self, evidence: Evidence, judge: Judge) -> None:
        self._judge = judge
        self._material = evidence.material
        self._pool = [*judge.given, *evidence.material.certificates]
        self._seals = finished(self._held(evidence)) if judge.given and evidence.stamps else {}

    def sealed(self, signature: EmbeddedPdfSignature) -> datetime.datetime | None:
        """The time of the oldest seal over it that holds."""
        return min((at for revision, at in self._seals.items() if revision > signature.signed_revision), default=None)

    def holds(self, stamp: EmbeddedPdfSignature) -> bool:
        """Is this document timestamp a seal that holds?"""
        return stamp.signed_revision in self._seals

    async def since(self, signature: EmbeddedPdfSignature) -> Since:
        sealed = self.sealed(signature)
        for token in own_tokens(signature):
            if await self._holds(token, message_imprint_checker(signature.signer_info), sealed):
                return Since(timestamp_tokens.time_of(token), "signature timestamp")
        return Since(sealed, "document timestamp") if sealed else Since()

    async def _held(self, evidence: Evidence) -> dict[int, datetime.datetime]:
        """Revision and time of each document timestamp that holds."""
        found: dict[int, datetime.datetime] = {}
        for stamp in reversed(evidence.stamps):
            signature, sealed = stamp.signature, min(found.values(), default=None)
            if _covers(signature) and await self._holds(signature.signed_data, signature.compute_digest, sealed):
                found[stamp.revision] = stamp.moment
        return found

    async def _holds(self, token: cms.SignedData, imprint, sealed: datetime.datetime | None) -> bool:
        """`sealed`: when it was proven to exist, None for today only."""
        try:
            stamped = timestamp_tokens.time_of(token)
            if sealed is not None and sealed < stamped:
                return False
            if self._revoked(token, sealed or self._judge.now):
                return False
            then = await self._judge.timestamp(token, imprint, IF_DECLARED, stamped)
            if then.ades_subindic != AdESPassed.OK:
                return False
            today = await self._judge.timestamp(token, imprint, NO_REVOCATION, sealed)
            return today.ades_subindic == AdESPassed.OK
        except Exception:  # a foreign file may raise anything; then it proves nothing
            return False

    def _revoked(self, token: cms.SignedData, moment: datetime.datetime) -> bool:
        """Does anything in the file say that its authority was revoked before `moment`?"""
        chain = chains.chain(timestamp_tokens.authority(token), self._pool)
        said = (word for pair in chains.asked_about(chain) for word in chains.words(*pair, self._material))
        return any(word.revoked is not None and word.revoked <= moment for word in said)


def _covers(stamp: EmbeddedPdfSignature) -> bool:
    """Is it whole, and does it leave nothing out of the document as it was then?"""
    try:
        coverage = stamp.evaluate_signature_coverage()
        return coverage >= SignatureCoverageLevel.ENTIRE_REVISION and integrity(stamp).state == "intact"
    except Exception:  # a foreign file may raise anything; then it proves nothing
        return False
