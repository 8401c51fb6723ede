"""A bare signature beside the certificate that should have made it: cards and services may fail, or lie."""

from __future__ import annotations

from asn1crypto import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import load_der_public_key

from avv_desktop.signing.keys import HASHES


def fits(certificate: x509.Certificate, signature: bytes, data: bytes, digest: str) -> bool:
    """Whether `signature` is one over `data`, made with the key of `certificate` (RSA PKCS#1 v1.5 or ECDSA)."""
    algorithm = HASHES[digest]()
    try:
        public = load_der_public_key(certificate.public_key.dump())
        if isinstance(public, rsa.RSAPublicKey):
            public.verify(signature, data, padding.PKCS1v15(), algorithm)
        elif isinstance(public, ec.EllipticCurvePublicKey):
            public.verify(signature, data, ec.ECDSA(algorithm))
        else:
            return False
    except (InvalidSignature, UnsupportedAlgorithm, ValueError):
        return False
    return True
