"""The key of the store: 256 random bits, in the keychain, or wrapped by a passphrase where there is none.

The recovery key is the same key, written so that a person can copy it from paper.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from pathlib import Path

import msgspec

from avv_desktop.errors import KeychainUnavailable, PassphraseToChoose, StoreDamaged, StoreWrongKey
from avv_desktop.system import keychain
from avv_desktop.system.files import write_whole
from avv_desktop.system.structs import ready

SECRET = "store-key"
LENGTH = 32
CHECK = 2
"""Bytes of a checksum at the end of the recovery key, so that a slip of the pen is noticed."""
SCRYPT = {"n": 2**15, "r": 8, "p": 1}
MEMORY = 64 * 1024 * 1024
WRAPPED, FINGERPRINT = "key.json", "key.id"


class Wrapped(msgspec.Struct, frozen=True):
    """The store's key, encrypted with a key derived from a passphrase (scrypt, AES-256-GCM)."""

    salt: bytes
    nonce: bytes
    content: bytes
    schema: int = 1


def key_for(folder: Path, passphrase: str | None, exists: bool) -> bytes:
    """The key of the store in `folder`; a new one where no store is yet (`exists` False).

    Raises KeychainUnavailable where a passphrase is needed and none was given, StoreWrongKey, StoreDamaged.
    """
    if passphrase and (recovered := from_recovery(passphrase)):
        return _recovered(folder, recovered)
    if (folder / WRAPPED).exists():
        if not passphrase:
            raise KeychainUnavailable(reason="")
        return _unwrap(folder / WRAPPED, passphrase)
    if keychain.available():
        return _from_keychain(folder, exists)
    if not passphrase:
        raise (KeychainUnavailable if exists else PassphraseToChoose)(reason="")
    if exists:
        raise StoreWrongKey(path=str(folder))
    key = secrets.token_bytes(LENGTH)
    wrap(folder, key, passphrase)
    return remember(folder, key)


def _from_keychain(folder: Path, exists: bool) -> bytes:
    kept = keychain.secret(SECRET)
    if kept:
        key = _from_hex(folder, kept)
        if exists and not is_its(folder, key) and (earlier := keychain.secret(f"{SECRET}-{_known(folder)}")):
            key = _from_hex(folder, earlier)
        if not exists:
            remember(folder, key)
        return key
    if exists:
        raise StoreWrongKey(path=str(folder))
    key = secrets.token_bytes(LENGTH)
    keychain.keep(SECRET, key.hex())
    return remember(folder, key)


def of_keychain() -> bytes | None:
    """The key this machine keeps, if it keeps one and can be asked."""
    try:
        kept = keychain.secret(SECRET)
        return bytes.fromhex(kept) if kept else None
    except (KeychainUnavailable, ValueError):
        return None


def _from_hex(folder: Path, kept: str) -> bytes:
    try:
        key = bytes.fromhex(kept)
    except ValueError as error:
        raise StoreWrongKey(path=str(folder)) from error
    if len(key) != LENGTH:
        raise StoreWrongKey(path=str(folder))
    return key


def _recovered(folder: Path, key: bytes) -> bytes:
    """A recovery key that fits is kept again where this machine keeps keys."""
    if not is_its(folder, key):
        raise StoreWrongKey(path=str(folder))
    if not (folder / WRAPPED).exists() and keychain.available():
        keychain.keep(SECRET, key.hex())
    return key


def wrap(folder: Path, key: bytes, passphrase: str) -> None:
    """Write the key, wrapped by the passphrase. Raises CannotWrite."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    content = AESGCM(_derived(passphrase, salt)).encrypt(nonce, key, None)
    write_whole(folder / WRAPPED, msgspec.json.encode(Wrapped(salt, nonce, content)))
    (folder / WRAPPED).chmod(0o600)


def _unwrap(path: Path, passphrase: str) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        wrapped = msgspec.json.decode(path.read_bytes(), type=ready(Wrapped))
        return AESGCM(_derived(passphrase, wrapped.salt)).decrypt(wrapped.nonce, wrapped.content, None)
    except InvalidTag as error:
        raise StoreWrongKey(path=str(path.parent)) from error
    except (OSError, msgspec.DecodeError, ValueError) as error:
        raise StoreDamaged(path=str(path), reason=path.name) from error


def _derived(passphrase: str, salt: bytes) -> bytes:
    return hashlib.scrypt(passphrase.encode(), salt=salt, maxmem=MEMORY, dklen=LENGTH, **SCRYPT)


def adopt(folder: Path, key: bytes, passphrase: str | None) -> None:
    """From now on this is the key of the store in `folder`. Raises PassphraseToChoose, CannotWrite.

    It goes where this machine keeps keys: the keychain, or wrapped by the passphrase.
    """
    if passphrase:
        wrap(folder, key, passphrase)
    elif keychain.available():
        keychain.keep(SECRET, key.hex())
        (folder / WRAPPED).unlink(missing_ok=True)
    else:
        raise PassphraseToChoose(reason="")
    remember(folder, key)


def remember(folder: Path, key: bytes) -> bytes:
    """A fingerprint of the key beside the store tells a wrong key from a damaged file."""
    write_whole(folder / FINGERPRINT, fingerprint(key).encode())
    return key


def is_its(folder: Path, key: bytes) -> bool:
    """Does the key belong to this store? Yes also where no fingerprint says otherwise."""
    known = _known(folder)
    return not known or hmac.compare_digest(known, fingerprint(key))


def _known(folder: Path) -> str:
    try:
        return (folder / FINGERPRINT).read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def kept_name(hex_key: str) -> str:
    """Where the keychain keeps the key of a store that was put aside."""
    return f"{SECRET}-{fingerprint(bytes.fromhex(hex_key))}"


def fingerprint(key: bytes) -> str:
    """Tells keys apart without telling anything of them."""
    return hashlib.sha256(b"avv-desktop store " + key).hexdigest()[:16]


def to_recovery(key: bytes) -> str:
    """The key for paper: groups of four letters and digits, with a checksum."""
    text = base64.b32encode(key + _checksum(key)).decode().rstrip("=")
    return "-".join(text[at : at + 4] for at in range(0, len(text), 4))


def from_recovery(text: str) -> bytes | None:
    """The key, or None if that is no recovery key (a passphrase, say, or a slip of the pen)."""
    letters = "".join(text.split()).replace("-", "").upper().replace("0", "O").replace("1", "I").replace("8", "B")
    try:
        raw = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except ValueError:
        return None
    key, check = raw[:LENGTH], raw[LENGTH:]
    return key if len(raw) == LENGTH + CHECK and check == _checksum(key) else None


def _checksum(key: bytes) -> bytes:
    return hashlib.sha256(key).digest()[:CHECK]
