"""pyHanko's judges, set up for this program: offline, believing what was given and nothing else, at one moment."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Sequence

from asn1crypto import cms, x509
from pyhanko.sign.general import extract_certificate_info
from pyhanko.sign.validation.ades import AdESBasicValidationResult, ades_basic_validation, ades_timestamp_validation
from pyhanko.sign.validation.policy_decl import (
    CertificateFetchingRule,
    LocalKnowledge,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy, RevocationCheckingPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager

from avv_desktop.signing.plain_ecdsa import ALGORITHMS, CHECKER

OFFLINE = RevocationInfoGatheringSpec(
    online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY,
    certificate_fetching_rule=CertificateFetchingRule.NEVER_FETCH,
)
IF_DECLARED = RevocationCheckingPolicy.from_legacy("hard-fail")
USAGE = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)
"""Many company certificates are for digital signatures only."""


class Judge:
    """given: who is believed. knowledge: what lies in the file. now: when it judges. pinned: fingerprints (SHA-256) of
    certificates that are known to be somebody's.

    Who is no authority is believed for what they sign themselves, never for others whom they vouch for.
    """

    def __init__(
        self,
        given: Sequence[x509.Certificate],
        knowledge: LocalKnowledge,
        now: datetime.datetime | None = None,
        pinned: Collection[str] = (),
    ) -> None:
        self.given = list(given)
        self._known = {each.sha256.hex() for each in given} | set(pinned)
        self.knowledge = knowledge
        self.now = now or datetime.datetime.now(datetime.UTC)

    def knows(self, certificate: x509.Certificate) -> bool:
        """Is it itself among what was given or pinned?"""
        return certificate.sha256.hex() in self._known

    async def signature(
        self,
        signed: cms.SignedData,
        digest: bytes,
        revocation: RevocationCheckingPolicy,
        at: datetime.datetime | None = None,
        roots: Sequence[x509.Certificate] = (),
    ) -> AdESBasicValidationResult:
        """As it stood `at` that moment, None for now (EN 319 102-1, 5.3). roots: instead of what was given."""
        spec = self._spec(roots or self._roots(signed), revocation, past=at is not None)
        return await ades_basic_validation(signed, spec, timing_info=self._timing(at), raw_digest=digest)

    async def timestamp(
        self,
        signed: cms.SignedData,
        imprint: Callable[[str], bytes],
        revocation: RevocationCheckingPolicy,
        at: datetime.datetime | None = None,
    ) -> AdESBasicValidationResult:
        """As it stood `at` that moment, None for now (EN 319 102-1, 5.4)."""
        spec = self._spec(self._roots(signed), revocation, past=at is not None)
        return await ades_timestamp_validation(signed, spec, imprint, timing_info=self._timing(at))

    def _roots(self, signed: cms.SignedData) -> list[x509.Certificate]:
        signer = extract_certificate_info(signed).signer_cert
        authorities = [each for each in self.given if may_issue(each) and each.sha256 != signer.sha256]
        return [*authorities, signer] if self.knows(signer) else authorities

    def _spec(
        self, roots: Sequence[x509.Certificate], revocation: RevocationCheckingPolicy, *, past: bool
    ) -> SignatureValidationSpec:
        """past: a word that was given later than the moment counts for it too."""
        return SignatureValidationSpec(
            cert_validation_policy=CertValidationPolicySpec(
                trust_manager=SimpleTrustManager.build(trust_roots=list(roots)),
                revinfo_policy=CertRevTrustPolicy(revocation, retroactive_revinfo=past),
                algorithm_usage_policy=ALGORITHMS,
                signature_validator=CHECKER,
            ),
            revinfo_gathering_policy=OFFLINE,
            local_knowledge=self.knowledge,
            key_usage_settings=USAGE,
        )

    def _timing(self, at: datetime.datetime | None) -> ValidationTimingInfo:
        moment = at or self.now
        return ValidationTimingInfo(moment, moment, point_in_time_validation=at is not None)


def may_issue(certificate: x509.Certificate) -> bool:
    """Is it an authority? Roots older than X.509 version 3 do not say."""
    constraints = certificate.basic_constraints_value
    if constraints is None:
        return certificate.issuer == certificate.subject
    return bool(constraints["ca"].native)
