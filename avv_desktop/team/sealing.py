"""Keys and seals of a team: Ed25519, HPKE (RFC 9180: X25519, HKDF-SHA256, AES-256-GCM) and AES-256-GCM."""

from __future__ import annotations

import hashlib
import secrets

from avv_desktop.errors import TeamUntrusted
from avv_desktop.system.language import tr
from avv_desktop.team.model import Identity, PublicKeys

NONCE = 12
GROUPS, DIGITS = 8, 5
"""Of a fingerprint: 40 digits, 132 bits, short enough to be read out on the telephone."""


def new_identity() -> Identity:
    return Identity(secrets.token_bytes(32), secrets.token_bytes(32))


def new_team_key() -> bytes:
    return secrets.token_bytes(32)


def public(identity: Identity) -> PublicKeys:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    sign = Ed25519PrivateKey.from_private_bytes(identity.sign).public_key().public_bytes_raw()
    return PublicKeys(sign, X25519PrivateKey.from_private_bytes(identity.seal).public_key().public_bytes_raw())


def _digest(keys: PublicKeys) -> bytes:
    return hashlib.sha256(b"avv-desktop member " + keys.sign + keys.seal).digest()


def member_id(keys: PublicKeys) -> str:
    """32 hexadecimal digits."""
    return _digest(keys).hex()[:32]


def fingerprint(keys: PublicKeys) -> str:
    """For two people to compare: "12345 67890 …"."""
    digits = str(int.from_bytes(_digest(keys), "big"))[-GROUPS * DIGITS :].zfill(GROUPS * DIGITS)
    return " ".join(digits[at : at + DIGITS] for at in range(0, len(digits), DIGITS))


def plain_fingerprint(text: str) -> str:
    """Its digits alone, however they were written."""
    return "".join(each for each in text if each.isdecimal())


def same_fingerprint(keys: PublicKeys, given: str) -> bool:
    return secrets.compare_digest(plain_fingerprint(given).encode(), plain_fingerprint(fingerprint(keys)).encode())


def sign(identity: Identity, what: str, data: bytes) -> bytes:
    """what: the kind of thing that is signed, so that no signature counts for another kind."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(identity.sign).sign(_labelled(what, data))


def is_signed(keys: PublicKeys, what: str, data: bytes, signature: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(keys.sign).verify(signature, _labelled(what, data))
    except (InvalidSignature, ValueError):
        return False
    return True


def _labelled(what: str, data: bytes) -> bytes:
    return b"avv-desktop " + what.encode() + b"\0" + data


def wrap(team_key: bytes, keys: PublicKeys, about: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    return _suite().encrypt(team_key, X25519PublicKey.from_public_bytes(keys.seal), about)


def unwrap(wrapped: bytes, identity: Identity, about: bytes) -> bytes:
    """Raises TeamUntrusted."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    try:
        return _suite().decrypt(wrapped, X25519PrivateKey.from_private_bytes(identity.seal), about)
    except (InvalidTag, ValueError) as error:
        raise TeamUntrusted(reason=tr("The key of the team was not made for you.")) from error


def seal(key: bytes, content: bytes, about: bytes) -> bytes:
    """`about` is not kept with it, but it opens only with the same."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, about)


def unseal(key: bytes, sealed: bytes, about: bytes) -> bytes:
    """Raises TeamUntrusted."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], about)
    except (InvalidTag, ValueError) as error:
        raise TeamUntrusted(reason=tr("What the server gave was changed, or belongs elsewhere.")) from error


def _suite():
    from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
