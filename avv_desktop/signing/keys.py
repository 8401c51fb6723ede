"""Keys that can sign. A key is opened once and stays loaded, so that signing takes milliseconds.

`Key` is the one door: whoever signs needs its certificate and its `signer`. A PKCS#12 file is one source of keys
(`open_key`); others only have to give the same two things.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from asn1crypto import core, pem
from asn1crypto import pkcs12 as asn1_pkcs12
from asn1crypto import x509 as asn1_x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, pkcs12
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from avv_desktop.errors import CertificateUnfit, KeyFileError, NoPrivateKey, WrongPassphrase
from avv_desktop.signing.certificates import SMALLEST_RSA, rsa_bits, summary
from avv_desktop.signing.model import Certificate
from avv_desktop.system.files import read
from avv_desktop.system.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

LARGEST_FILE = 4 * 1024 * 1024
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
    """Open a PKCS#12 file.

    Raises UnreadableFile, KeyFileError, NoPrivateKey, WrongPassphrase, and CertificateUnfit for keys too weak to sign
    with. An expired certificate opens, so that one can see what it is; signing with it is refused.
    """
    return key_from_bytes(read(Path(path)), passphrase, str(path))


def key_from_bytes(data: bytes, passphrase: str, path: str = "") -> Key:
    """As `open_key`, of a file that is already read; `path` is only for errors."""
    _look_like_pkcs12(data, path)
    bundle = _unlocked(data, passphrase, path)
    if bundle.key is None:
        raise NoPrivateKey(path=path)
    if bundle.cert is None:
        raise KeyFileError(path=path, reason=tr("It holds a key, but no certificate that belongs to it."))
    certificate = _asn1(bundle.cert.certificate)
    about = summary(certificate)
    key = bundle.key
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        reason = tr("Keys of the kind {kind} cannot be used here.", kind=about.algorithm)
        raise CertificateUnfit(name=about.name, reason=reason)
    if 0 < rsa_bits(about) < SMALLEST_RSA:
        bits = rsa_bits(about)
        reason = tr("Its RSA key has {bits} bits; at least {least} are needed.", bits=bits, least=SMALLEST_RSA)
        raise CertificateUnfit(name=about.name, reason=reason)
    if _public(key.public_key()) != _public(bundle.cert.certificate.public_key()):
        raise KeyFileError(path=path, reason=tr("Its key and its certificate do not belong together."))
    chain = [_asn1(each.certificate) for each in bundle.additional_certs]
    return Key(about, LoadedSigner(key, certificate, chain))


def _look_like_pkcs12(data: bytes, path: str) -> None:
    """Told apart before the passphrase counts: another kind of file, a bare certificate, a damaged file."""
    if len(data) > LARGEST_FILE:
        raise KeyFileError(path=path, reason=tr("It is too large for a key file."))
    if pem.detect(data):
        if b"PRIVATE KEY" in data:
            raise KeyFileError(path=path, reason=tr("It is a bare key (PEM), not a .p12 or .pfx file."))
        if b"CERTIFICATE" in data:
            raise NoPrivateKey(path=path)
        raise KeyFileError(path=path, reason=tr("It is no .p12 or .pfx file."))
    if _parses(asn1_x509.Certificate, data):
        raise NoPrivateKey(path=path)
    if not _parses(asn1_pkcs12.Pfx, data):
        raise KeyFileError(path=path, reason=tr("It is damaged, or no .p12 or .pfx file."))


def _parses(kind: type[core.Asn1Value], data: bytes) -> bool:
    try:
        return bool(kind.load(data, strict=True).native)
    except (ValueError, TypeError, KeyError, RecursionError):
        return False


def _unlocked(data: bytes, passphrase: str, path: str) -> pkcs12.PKCS12KeyAndCertificates:
    """An empty passphrase is written in two ways; both are tried."""
    for secret in (passphrase.encode(),) if passphrase else (b"", None):
        try:
            return pkcs12.load_pkcs12(data, secret)
        except UnsupportedAlgorithm:
            reason = tr("It is locked in an old way that is no longer safe; please export it anew.")
            raise KeyFileError(path=path, reason=reason) from None
        except ValueError as error:
            if "password" not in str(error).casefold():
                raise KeyFileError(path=path, reason=tr("It is damaged, or no .p12 or .pfx file.")) from None
    raise WrongPassphrase(path=path)


def _asn1(certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def _public(key) -> bytes:
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
