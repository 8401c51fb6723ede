"""Signatures by plain ECDSA (BSI TR-03111, 5.2.1): r and s side by side, as some German signature cards write them."""

from __future__ import annotations

from asn1crypto.algos import SignedDigestAlgorithm
from asn1crypto.keys import PublicKeyInfo
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, encode_dss_signature
from pyhanko.sign.validation.utils import CMSAlgorithmUsagePolicy
from pyhanko_certvalidator.policy_decl import AlgorithmUsageConstraint, DisallowWeakAlgorithmsPolicy
from pyhanko_certvalidator.sig_validate import (
    DEFAULT_VALIDATION_CONTEXT,
    DefaultSignatureValidator,
    SignatureValidationContext,
)

HASHES: dict[str, hashes.HashAlgorithm] = {
    "0.4.0.127.0.7.1.1.4.1.2": hashes.SHA224(),
    "0.4.0.127.0.7.1.1.4.1.3": hashes.SHA256(),
    "0.4.0.127.0.7.1.1.4.1.4": hashes.SHA384(),
    "0.4.0.127.0.7.1.1.4.1.5": hashes.SHA512(),
}
"""By object identifier. The one with SHA-1 (…1.1) is left out: it proves nothing any more."""


class Checker(DefaultSignatureValidator):
    """pyHanko's own checks, and plain ECDSA."""

    def validate_signature(
        self,
        signature: bytes,
        signed_data: bytes,
        public_key_info: PublicKeyInfo,
        signature_algorithm: SignedDigestAlgorithm,
        context: SignatureValidationContext = DEFAULT_VALIDATION_CONTEXT,
    ) -> None:
        hash_algorithm = HASHES.get(signature_algorithm["algorithm"].dotted)
        if hash_algorithm is None:
            super().validate_signature(signature, signed_data, public_key_info, signature_algorithm, context)
            return
        key = serialization.load_der_public_key(public_key_info.dump())
        half, odd = divmod(len(signature), 2)
        if odd or not half or not isinstance(key, ec.EllipticCurvePublicKey):
            raise InvalidSignature
        pair = encode_dss_signature(int.from_bytes(signature[:half], "big"), int.from_bytes(signature[half:], "big"))
        key.verify(pair, signed_data, ec.ECDSA(Prehashed(hash_algorithm) if context.prehashed else hash_algorithm))


class Algorithms(CMSAlgorithmUsagePolicy):
    """pyHanko's own rules; plain ECDSA as any ECDSA."""

    _others = DisallowWeakAlgorithmsPolicy()

    def digest_algorithm_allowed(self, algo, moment):
        return self._others.digest_algorithm_allowed(algo, moment)

    def signature_algorithm_allowed(self, algo, moment, public_key):
        if algo["algorithm"].dotted in HASHES:
            return AlgorithmUsageConstraint(allowed=True)
        return self._others.signature_algorithm_allowed(algo, moment, public_key)

    def digest_combination_allowed(self, signature_algo, message_digest_algo, moment):
        named = HASHES.get(signature_algo["algorithm"].dotted)
        if named is not None:
            return AlgorithmUsageConstraint(allowed=message_digest_algo["algorithm"].native == named.name)
        return super().digest_combination_allowed(signature_algo, message_digest_algo, moment)


CHECKER = Checker()
ALGORITHMS = Algorithms()
