"""Locking private keys with a passphrase, so that a copy of the file is of no use to anybody."""

from __future__ import annotations

import os
from typing import Any

from asn1crypto import algos, keys, pem
from cryptography.hazmat.primitives import hashes, padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12

ROUNDS_P12 = 100_000
ROUNDS_PEM = 600_000
"""A PKCS#12 file derives two keys, and is opened at every signature; a bare key waits for its certificate."""


def p12(name: str, key: Any, certificate: Any, chain: Any, passphrase: str) -> bytes:
    """A PKCS#12 file, locked with AES-256."""
    lock = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(ROUNDS_P12)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
        .build(passphrase.encode())
    )
    return pkcs12.serialize_key_and_certificates(name.encode(), key, certificate, chain or None, lock)


def locked_pem(key: Any, passphrase: str) -> bytes:
    """A bare key as PEM (PKCS#8, RFC 5958), locked with AES-256 under PBKDF2."""
    salt, start = os.urandom(16), os.urandom(16)
    secret = PBKDF2HMAC(hashes.SHA256(), 32, salt, ROUNDS_PEM).derive(passphrase.encode())
    padder = padding.PKCS7(128).padder()
    plain = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    encryptor = Cipher(algorithms.AES(secret), modes.CBC(start)).encryptor()
    locked = encryptor.update(padder.update(plain) + padder.finalize()) + encryptor.finalize()
    derivation = {
        "salt": algos.Pbkdf2Salt("specified", salt),
        "iteration_count": ROUNDS_PEM,
        "prf": {"algorithm": "sha256"},
    }
    way = {
        "key_derivation_func": {"algorithm": "pbkdf2", "parameters": derivation},
        "encryption_scheme": {"algorithm": "aes256_cbc", "parameters": start},
    }
    info = {"encryption_algorithm": {"algorithm": "pbes2", "parameters": way}, "encrypted_data": locked}
    return pem.armor("ENCRYPTED PRIVATE KEY", keys.EncryptedPrivateKeyInfo(info).dump())
