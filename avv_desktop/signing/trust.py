"""Whose key was it? Offline only: nothing is ever fetched.

- Nobody gave a trust anchor: "unchecked". That is a state of its own, neither good nor bad.
- A given anchor *is* the signer's certificate: whoever gave it vouches for this very certificate. Its issuer, if it has
  one, is not asked; it only has to be valid in time.
- A chain leads to a given anchor, and revocation information that lies in the file covers it: "trusted", or "revoked".
- A chain leads to a given anchor, no certificate in it names a place where revocations are published, and none lies in
  the file: "trusted", because there is nobody who could be asked; whoever gave that authority as an anchor decided so.
  A note says it.
- A chain leads to a given anchor, a place is named, but nothing of it is at hand: "unchecked". Only revocation that was
  really looked at leads to green.
- No chain leads to a given anchor: "unknown".
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from asn1crypto import pem, x509
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate, AdESPassed, AdESSubIndic
from pyhanko.sign.validation.ades import (
    ades_basic_validation,
    ades_timestamp_validation,
    ades_with_time_validation,
)
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter, message_imprint_checker
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.policy_decl import (
    CertificateFetchingRule,
    LocalKnowledge,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.policy_decl import (
    NO_REVOCATION,
    REQUIRE_REVINFO,
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
)
from pyhanko_certvalidator.registry import SimpleTrustManager

from avv_desktop.errors import InputError
from avv_desktop.signing.model import Trust
from avv_desktop.signing.waiting import finished
from avv_desktop.system.language import tr

OFFLINE = RevocationInfoGatheringSpec(
    online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY,
    certificate_fetching_rule=CertificateFetchingRule.NEVER_FETCH,
)
IF_DECLARED = RevocationCheckingPolicy.from_legacy("hard-fail")
USAGE = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)
"""Many company certificates are for digital signatures only."""
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
    """note: what else one should know. proven: the time a trusted timestamp proves, if there is one."""

    state: Trust
    indication: str = "INDETERMINATE"
    sub_indication: str = "NO_CERTIFICATE_CHAIN_FOUND"
    reason: str = ""
    note: str = ""
    proven: datetime.datetime | None = None


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


def trust(
    signature: EmbeddedPdfSignature, given: Sequence[x509.Certificate], knowledge: LocalKnowledge, *, timestamp: bool
) -> Trusted:
    """Never raises. `knowledge`: certificates and revocation information that lie in the file."""
    if not given:
        return Trusted("unchecked", reason=tr("No certificate was given that is trusted here."))
    try:
        return finished(_judged(signature, given, knowledge, timestamp))
    except Exception as error:  # a foreign file may raise anything, also RecursionError
        return Trusted("unchecked", sub_indication="GENERIC", reason=f"{type(error).__name__}: {error}"[:200])


async def _judged(signature, given, knowledge, timestamp: bool) -> Trusted:
    """First what only counts with revocation information, then the chain alone, then whether any could be had."""
    proven = None if timestamp else await _proven(signature, given, knowledge)

    async def asked(revocation: RevocationCheckingPolicy) -> Trusted:
        return _named(await _result(signature, _spec(given, knowledge, revocation), timestamp, proven), proven)

    itself = signature.signer_cert.sha256 in {each.sha256 for each in given}
    if itself and not _in_time(signature.signer_cert, proven):
        return OUT_OF_TIME._replace(proven=proven)
    strict = await asked(REQUIRE_REVINFO)
    if strict.state in ("trusted", "revoked"):
        return strict
    chain = await asked(NO_REVOCATION)
    if chain.state != "trusted":
        return chain
    if itself:
        return chain
    if (await asked(IF_DECLARED)).state == "trusted":
        return chain._replace(note=tr("Its issuer does not publish revocations."))
    reason = tr("Whether it was revoked could not be checked without a network.")
    return Trusted("unchecked", sub_indication="TRY_LATER", reason=reason, proven=proven)


async def _result(signature, spec: SignatureValidationSpec, timestamp: bool, proven: datetime.datetime | None):
    """Without a trusted timestamp now is the only time that is proven (EN 319 102-1, 5.3), else the timestamp's."""
    digest = signature.compute_digest()
    if timestamp:
        return await ades_timestamp_validation(signature.signed_data, spec, signature.compute_digest)
    check = ades_basic_validation if proven is None else ades_with_time_validation
    return await check(signature.signed_data, spec, raw_digest=digest)


def _in_time(certificate: x509.Certificate, proven: datetime.datetime | None) -> bool:
    """An anchor's own dates are nobody's business in RFC 5280; of somebody's own certificate they count."""
    moment = proven or datetime.datetime.now(datetime.UTC)
    return certificate.not_valid_before <= moment <= certificate.not_valid_after


def _spec(given, knowledge: LocalKnowledge, revocation: RevocationCheckingPolicy) -> SignatureValidationSpec:
    return SignatureValidationSpec(
        cert_validation_policy=CertValidationPolicySpec(
            trust_manager=SimpleTrustManager.build(trust_roots=list(given)),
            revinfo_policy=CertRevTrustPolicy(revocation),
        ),
        revinfo_gathering_policy=OFFLINE,
        local_knowledge=knowledge,
        key_usage_settings=USAGE,
    )


async def _proven(signature, given, knowledge) -> datetime.datetime | None:
    """The time of a signature timestamp that is trusted itself."""
    for token in extract_tst_data_iter(signature.signer_info, signed=False):
        spec = _spec(given, knowledge, IF_DECLARED)
        expected = message_imprint_checker(signature.signer_info)
        result = await ades_timestamp_validation(token, spec, expected)
        if result.ades_subindic == AdESPassed.OK:
            return token["encap_content_info"]["content"].parsed["gen_time"].native
    return None


def _named(result, proven: datetime.datetime | None) -> Trusted:
    indication = result.ades_subindic
    state = STATES.get(indication, "unknown")
    passed = indication == AdESPassed.OK
    return Trusted(
        state,
        {"PASSED": "TOTAL-PASSED", "FAILED": "TOTAL-FAILED"}.get(indication.status.name, "INDETERMINATE"),
        "" if passed else indication.standard_name,
        "" if passed else (result.failure_msg or "")[:200],
        "",
        proven,
    )
