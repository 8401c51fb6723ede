"""Whose key was it? Offline only: nothing is ever fetched.

- Nobody gave a trust anchor: "unchecked". That is a state of its own, neither good nor bad.
- A given anchor *is* the signer's certificate, or it is pinned: whoever gave it vouches for this very certificate. It
  has to be valid in time, and its issuer must not be known to have revoked it; nothing else is asked.
- A chain leads to a given anchor, and revocation information that lies in the file covers it: "trusted", or "revoked".
- A chain leads to a given anchor, no certificate in it names a place where revocations are published, and none lies in
  the file: "trusted", because there is nobody who could be asked; whoever gave that authority as an anchor decided so.
  A note says it.
- A chain leads to a given anchor, a place is named, but nothing of it is at hand: "unchecked". Only revocation that was
  really looked at leads to green.
- No chain leads to a given anchor: "unknown".

All of it at the moment since which a trusted timestamp proves the signature (`proof`), else now.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from asn1crypto import pem, x509
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate, AdESPassed, AdESSubIndic
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.policy_decl import NO_REVOCATION, REQUIRE_REVINFO, RevocationCheckingPolicy

from avv_desktop.errors import InputError
from avv_desktop.signing.answers import revoked
from avv_desktop.signing.chains import issuer
from avv_desktop.signing.evidence import brought
from avv_desktop.signing.judging import IF_DECLARED, Judge
from avv_desktop.signing.model import Trust
from avv_desktop.signing.pdf_file import odd
from avv_desktop.signing.proof import Proofs, Since
from avv_desktop.signing.waiting import finished
from avv_desktop.system.language import tr

STATES: dict[AdESSubIndic, Trust] = {
    AdESPassed.OK: "trusted",
    AdESIndeterminate.REVOKED_NO_POE: "revoked",
    AdESIndeterminate.REVOKED_CA_NO_POE: "revoked",
    AdESFailure.REVOKED: "revoked",
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE: "expired",
    AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED: "expired",
    AdESIndeterminate.EXPIRED: "expired",
    AdESIndeterminate.NOT_YET_VALID: "expired",
    AdESFailure.NOT_YET_VALID: "expired",
    AdESIndeterminate.TRY_LATER: "unchecked",
    AdESIndeterminate.REVOCATION_OUT_OF_BOUNDS_NO_POE: "unchecked",
}
"""Everything else is "unknown"."""


class Trusted(NamedTuple):
    """note: what else one should know. since: from when on a trusted timestamp proves that it was there."""

    state: Trust
    indication: str = "INDETERMINATE"
    sub_indication: str = "NO_CERTIFICATE_CHAIN_FOUND"
    reason: str = ""
    note: str = ""
    since: Since = Since()
    path: ValidationPath | None = None
    """The chain that leads to an anchor, if one does."""


OUT_OF_TIME = Trusted("expired", sub_indication="OUT_OF_BOUNDS_NO_POE")


def anchors(trust: Sequence[bytes]) -> list[x509.Certificate]:
    """Certificates of PEM (one or several) or DER files. Raises InputError for a file without a certificate."""
    found: list[x509.Certificate] = []
    for data in trust:
        try:
            ders = [der for _, _, der in pem.unarmor(data, multiple=True)] if pem.detect(data) else [data]
            certificates = [x509.Certificate.load(der, strict=True) for der in ders]
            for each in certificates:
                each.native  # noqa: B018  parsed to the end, so that nothing fails later
        except (ValueError, TypeError, KeyError) as error:
            path, reason = tr("A trusted certificate"), tr("It is neither PEM nor DER.")
            raise InputError(path=path, reason=reason) from error
        found += certificates
    return found


def trust(signature: EmbeddedPdfSignature, judge: Judge, proofs: Proofs, *, timestamp: bool) -> Trusted:
    """Never raises. `timestamp`: it is a document timestamp."""
    if not judge.given and not _known(signature, judge):
        return Trusted("unchecked", reason=tr("No certificate was given that is trusted here."))
    try:
        return finished(_judged(signature, judge, proofs, timestamp))
    except Exception:  # a foreign file may raise anything, also RecursionError
        return Trusted("unchecked", sub_indication="GENERIC", reason=odd())


async def _judged(signature: EmbeddedPdfSignature, judge: Judge, proofs: Proofs, timestamp: bool) -> Trusted:
    """First what only counts with revocation information, then the chain alone, then whether any could be had."""
    if timestamp and proofs.holds(signature):
        return Trusted("trusted", "TOTAL-PASSED", "")
    since = Since(proofs.sealed(signature)) if timestamp else await proofs.since(signature)

    async def asked(revocation: RevocationCheckingPolicy) -> Trusted:
        """Without a trusted timestamp now is the only time that is proven (EN 319 102-1, 5.3)."""
        signed, at = signature.signed_data, since.moment
        if timestamp:
            return _named(await judge.timestamp(signed, signature.compute_digest, revocation, at), since)
        return _named(await judge.signature(signed, signature.compute_digest(), revocation, at), since)

    itself = judge.knows(signature.signer_cert)
    if itself and not _in_time(signature.signer_cert, since.moment or judge.now):
        return OUT_OF_TIME._replace(since=since)
    if _answered(signature, judge, since.moment or judge.now):
        return Trusted("revoked", sub_indication="REVOKED_NO_POE", since=since)
    strict = await asked(REQUIRE_REVINFO)
    if strict.state in ("trusted", "revoked"):
        return await _unless_revoked(strict, signature, judge) if itself else strict
    chain = await asked(NO_REVOCATION)
    if chain.state != "trusted":
        return chain
    if itself:
        return await _unless_revoked(chain, signature, judge)
    if (await asked(IF_DECLARED)).state == "trusted":
        return chain._replace(note=tr("Its issuer does not publish revocations."))
    reason = tr("Whether it was revoked could not be checked without a network.")
    return Trusted("unchecked", sub_indication="TRY_LATER", reason=reason, since=since)


def _pool(signature: EmbeddedPdfSignature, judge: Judge) -> list[x509.Certificate]:
    return [*judge.given, *judge.knowledge.known_certs, *brought(signature)]


def _answered(signature: EmbeddedPdfSignature, judge: Judge, moment: datetime.datetime) -> bool:
    answers = [each.ocsp_response_data for each in judge.knowledge.known_ocsps]
    return revoked(signature.signer_cert, _pool(signature, judge), answers, moment)


async def _unless_revoked(chain: Trusted, signature: EmbeddedPdfSignature, judge: Judge) -> Trusted:
    """Whoever vouches for a certificate may not have heard that its issuer has revoked it since."""
    above = issuer(signature.signer_cert, _pool(signature, judge))
    if above is None or above == signature.signer_cert:
        return chain
    at, digest = chain.since.moment, signature.compute_digest()
    asked = await judge.signature(signature.signed_data, digest, REQUIRE_REVINFO, at, roots=[above])
    said = _named(asked, chain.since)
    return said if said.state == "revoked" else chain


def _known(signature: EmbeddedPdfSignature, judge: Judge) -> bool:
    try:
        return judge.knows(signature.signer_cert)
    except Exception:  # a foreign file may raise anything; then nobody is known to have signed
        return False


def _in_time(certificate: x509.Certificate, moment: datetime.datetime) -> bool:
    """An anchor's own dates are nobody's business in RFC 5280; of somebody's own certificate they count."""
    return certificate.not_valid_before <= moment <= certificate.not_valid_after


def _named(result, since: Since) -> Trusted:
    indication = result.ades_subindic
    state = STATES.get(indication, "unknown")
    passed = indication == AdESPassed.OK
    return Trusted(
        state,
        {"PASSED": "TOTAL-PASSED", "FAILED": "TOTAL-FAILED"}.get(indication.status.name, "INDETERMINATE"),
        "" if passed else indication.standard_name,
        "",
        "",
        since,
        getattr(result.api_status, "validation_path", None),
    )
