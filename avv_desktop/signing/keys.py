"""Keys that can sign. A key is opened once and stays loaded, so that signing takes milliseconds.

`Key` is the one door: whoever signs needs its certificate and its `signer`. A key file is one source of keys
(`open_key`); cards (`tokens`) and services (`remote`) give the same two things.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from avv_desktop.errors import CertificateUnfit
from avv_desktop.signing import key_files
from avv_desktop.signing.certificates import SMALLEST_RSA, rsa_bits, summary
from avv_desktop.signing.model import Certificate
from avv_desktop.system.files import read
from avv_desktop.system.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

HASHES: dict[str, Callable[[], hashes.HashAlgorithm]] = {
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}


class Key:
    """A certificate and what signs for it. Never shows anything private.

    pin_each: the card wants its PIN for every signature. A key on a card or with a service is closed when it is no
    longer needed (`with key:` or `key.close()`); for others that does nothing.
    """

    __slots__ = ("_close", "certificate", "pin_each", "signer")

    def __init__(
        self,
        certificate: Certificate,
        signer: Signer,
        *,
        pin_each: bool = False,
        close: Callable[[], object] | None = None,
    ) -> None:
        self.certificate = certificate
        self.signer = signer
        self.pin_each = pin_each
        self._close = close

    def __enter__(self) -> Key:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        if self._close is not None:
            self._close()

    def __repr__(self) -> str:
        return f"Key({self.certificate.name!r}, {self.certificate.algorithm})"

    def __reduce__(self):
        raise TypeError("a key is never written anywhere")


class LoadedSigner(Signer):
    """Signs with a private key that stays in memory: RSA (PKCS#1 v1.5) or ECDSA."""

    def __init__(self, key: PrivateKey, certificate: asn1_x509.Certificate, chain: Sequence[asn1_x509.Certificate]):
        store = SimpleCertificateStore()
        store.register_multiple(chain)
        super().__init__(signing_cert=certificate, cert_registry=store)
        self._key = key

    def __repr__(self) -> str:
        return "LoadedSigner()"

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        digest = HASHES[digest_algorithm]()
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.sign(data, padding.PKCS1v15(), digest)
        return self._key.sign(data, ec.ECDSA(digest))


def open_key(path: Path, passphrase: str) -> Key:
    """Open a key file: PKCS#12, or PEM with its certificate inside or beside it under the same name.

    Raises UnreadableFile, KeyFileError, NoPrivateKey, WrongPassphrase, and CertificateUnfit for keys too weak to sign
    with. An expired certificate opens, so that one can see what it is; signing with it is refused.
    """
    data = read(Path(path))
    found = key_files.beside(Path(path)) if key_files.is_bare_key(data) else []
    return key_from_bytes(data, passphrase, str(path), found)


def key_from_bytes(data: bytes, passphrase: str, path: str = "", beside: Sequence[bytes] = ()) -> Key:
    """As `open_key`, of a file that is already read; `path` is only for errors, `beside` certificates for a PEM key."""
    key, certificate, chain = key_files.loaded(data, passphrase, path, beside)
    about = summary(certificate)
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        reason = tr("Keys of the kind {kind} cannot be used here.", kind=about.algorithm)
        raise CertificateUnfit(name=about.name, reason=reason)
    if 0 < rsa_bits(about) < SMALLEST_RSA:
        bits = rsa_bits(about)
        reason = tr("Its RSA key has {bits} bits; at least {least} are needed.", bits=bits, least=SMALLEST_RSA)
        raise CertificateUnfit(name=about.name, reason=reason)
    return Key(about, LoadedSigner(key, certificate, chain))
