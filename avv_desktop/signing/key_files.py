"""What lies in a key file: PKCS#12, or PEM with the certificates in it or beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from asn1crypto import cms, core, keys, pem, x509
from asn1crypto import pkcs12 as asn1_pkcs12
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_private_key,
    load_pem_private_key,
    pkcs12,
)

from avv_desktop.errors import KeyFileError, NoPrivateKey, WrongPassphrase
from avv_desktop.system.language import tr

LARGEST_FILE = 4 * 1024 * 1024
PRIVATE = re.compile(rb"-----BEGIN ([A-Z0-9 ]*)PRIVATE KEY-----.*?-----END \1PRIVATE KEY-----", re.DOTALL)
BESIDE = (".pem", ".crt", ".cer", ".der", ".p7b", ".chain.pem")


class Loaded(NamedTuple):
    """A private key of any kind, its certificate, and whatever other certificates came along."""

    key: Any
    certificate: x509.Certificate
    chain: list[x509.Certificate]


def loaded(data: bytes, passphrase: str, path: str = "", beside: Sequence[bytes] = ()) -> Loaded:
    """Raises KeyFileError, NoPrivateKey, WrongPassphrase. beside: contents of files with certificates."""
    if len(data) > LARGEST_FILE:
        raise KeyFileError(path=path, reason=tr("It is too large for a key file."))
    if is_bare_key(data):
        return _joined(private_key(data, passphrase, path), [data, *beside], path)
    _look_like_pkcs12(data, path)
    bundle = _unlocked(data, passphrase, path)
    if bundle.key is None:
        raise NoPrivateKey(path=path)
    if bundle.cert is None:
        raise KeyFileError(path=path, reason=tr("It holds a key, but no certificate that belongs to it."))
    certificate, *chain = map(_asn1, (bundle.cert, *bundle.additional_certs))
    if public_bytes(bundle.key) != certificate.public_key.dump():
        raise KeyFileError(path=path, reason=tr("Its key and its certificate do not belong together."))
    return Loaded(bundle.key, certificate, chain)


def is_bare_key(data: bytes) -> bool:
    """A private key without its wrapping: PEM, or PKCS#8 in DER."""
    if pem.detect(data):
        return PRIVATE.search(data) is not None
    return _parses(keys.EncryptedPrivateKeyInfo, data) or _parses(keys.PrivateKeyInfo, data)


def private_key(data: bytes, passphrase: str, path: str = "") -> Any:
    """The key of a file for which `is_bare_key` holds; a passphrase too many does no harm."""
    block = PRIVATE.search(data)
    load, part = (load_pem_private_key, block[0]) if block else (load_der_private_key, data)
    for secret in (passphrase.encode() or None, None):
        try:
            return load(part, secret)
        except UnsupportedAlgorithm:
            reason = tr("It is locked in an old way that is no longer safe; please export it anew.")
            raise KeyFileError(path=path, reason=reason) from None
        except TypeError:  # a passphrase for a key that has none, or none for one that has
            continue
        except ValueError as error:
            # one wrong passphrase in 256 unlocks to something that is no key
            locked = b"ENCRYPTED" in part or re.search(r"password|decrypt|padding", str(error), re.IGNORECASE)
            if secret is None or not locked:
                raise KeyFileError(path=path, reason=tr("Its key is damaged.")) from None
            raise WrongPassphrase(path=path) from None
    raise WrongPassphrase(path=path)


def beside(path: Path) -> list[bytes]:
    """What lies beside a bare key under the same name and may be its certificate."""
    tried = [path.with_suffix(each) for each in BESIDE]
    files = [each for each in tried if each != path and each.is_file() and each.stat().st_size <= LARGEST_FILE]
    try:
        return [each.read_bytes() for each in files]
    except OSError:
        return []


def certificates_in(data: bytes) -> list[x509.Certificate]:
    """The certificates of a file (PEM, DER, PKCS#7), in its order; none if it holds none that can be read."""
    try:
        parts = [(kind, der) for kind, _, der in pem.unarmor(data, multiple=True)] if pem.detect(data) else [("", data)]
    except ValueError:
        return []
    found: list[x509.Certificate] = []
    for kind, der in parts:
        if "PRIVATE KEY" in kind:
            continue
        if _parses(x509.Certificate, der):
            found.append(x509.Certificate.load(der))
        elif _parses(cms.ContentInfo, der):
            content = cms.ContentInfo.load(der)["content"]
            listed = content["certificates"] if isinstance(content, cms.SignedData) else ()
            found += [each.chosen for each in listed if each.name == "certificate"]
    return found


def _joined(key: Any, sources: Sequence[bytes], path: str) -> Loaded:
    """A bare key with that one of the certificates that belongs to it."""
    found = [each for source in sources for each in certificates_in(source)]
    if not found:
        reason = tr("It is a bare key (PEM); the certificate that belongs to it is missing.")
        raise KeyFileError(path=path, reason=reason)
    public = public_bytes(key)
    own = next((each for each in found if each.public_key.dump() == public), None)
    if own is None:
        raise KeyFileError(path=path, reason=tr("Its key and its certificate do not belong together."))
    others = {each.dump(): each for each in found if each.dump() != own.dump()}
    return Loaded(key, own, list(others.values()))


def _look_like_pkcs12(data: bytes, path: str) -> None:
    """Told apart before the passphrase counts: another kind of file, a bare certificate, a damaged file."""
    if pem.detect(data):
        if b"CERTIFICATE" in data:
            raise NoPrivateKey(path=path)
        raise KeyFileError(path=path, reason=tr("It is no .p12 or .pfx file."))
    if _parses(x509.Certificate, data):
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


def _asn1(found: pkcs12.PKCS12Certificate) -> x509.Certificate:
    return x509.Certificate.load(found.certificate.public_bytes(Encoding.DER))


def public_bytes(key: Any) -> bytes:
    """The public half of a private key, in the form in which certificates hold it."""
    return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
