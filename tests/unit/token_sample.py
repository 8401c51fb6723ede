"""A token without hardware: SoftHSM2, in a folder of its own."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.unit import signing_pki as pki

PIN, OFFICER = "123456", "87654321"
PLACES = ("/usr/lib/softhsm", "/usr/lib64/softhsm", "/usr/lib/x86_64-linux-gnu/softhsm", "/usr/lib/aarch64-linux-gnu")
COUNT_LOW, FINAL_TRY, LOCKED = 0x10000, 0x20000, 0x40000
"""Flags of CK_TOKEN_INFO."""
STORED_FLAGS = struct.pack(">QQ", 0x8000534B, 2)
"""How SoftHSM2 begins the entry of these flags in its file: an attribute of its own, a number."""


def driver() -> Path:
    """SoftHSM2's module; the test is skipped where it is not installed."""
    if shutil.which("softhsm2-util") is None:
        pytest.skip("SoftHSM2 is not installed")
    found = [path for place in PLACES if (path := Path(place, "libsofthsm2.so")).is_file()]
    if not found:
        pytest.skip("the module of SoftHSM2 is not where it usually lies")
    return found[0]


class Card:
    """One token. `add` puts a key and its certificate on it; `remove` takes it out of the reader."""

    def __init__(self, folder: Path, label: str = "Karte Dia") -> None:
        self.module = driver()
        self.label = label
        self.folder = folder / "tokens"
        self.folder.mkdir(parents=True)
        configuration = folder / "softhsm2.conf"
        configuration.write_text(f"directories.tokendir = {self.folder}\nlog.level = ERROR\n", "utf-8")
        os.environ["SOFTHSM2_CONF"] = str(configuration)
        self.initialize(label)

    def initialize(self, label: str) -> None:
        words = ["--init-token", "--free", "--label", label, "--so-pin", OFFICER, "--pin", PIN]
        subprocess.run(["softhsm2-util", *words], check=True, capture_output=True)
        self.plug()

    def plug(self) -> None:
        """What changed on the disk is seen from the driver's next start on."""
        self.library().reinitialize()

    def library(self):
        import pkcs11

        return pkcs11.lib(str(self.module))

    def add(self, person: pki.Identity, number: int = 1, *, each: bool = False) -> None:
        """each: the key wants its PIN for every signature."""
        from pkcs11 import Attribute
        from pkcs11.util.ec import decode_ec_private_key
        from pkcs11.util.rsa import decode_rsa_private_key
        from pkcs11.util.x509 import decode_x509_certificate

        ident = bytes([number])
        key = person.key
        assert isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey)
        plain = key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
        decoded = decode_rsa_private_key if isinstance(key, rsa.RSAPrivateKey) else decode_ec_private_key
        kept = {Attribute.TOKEN: True, Attribute.ID: ident, Attribute.LABEL: f"Schlüssel {number}"}
        own = {Attribute.PRIVATE: True, Attribute.SENSITIVE: True, Attribute.ALWAYS_AUTHENTICATE: each}
        with self.library().get_token(token_label=self.label).open(rw=True, user_pin=PIN) as session:
            session.create_object(decoded(plain) | kept | own)
            for certificate in (person.certificate, *((person.issuer.certificate,) if person.issuer else ())):
                value = decode_x509_certificate(certificate.public_bytes(Encoding.DER))
                named = kept if certificate is person.certificate else {**kept, Attribute.ID: b"ca"}
                session.create_object(value | named | {Attribute.PRIVATE: False})

    def remove(self) -> None:
        shutil.move(self.folder, self.folder.with_name("pocket"))
        self.folder.mkdir()

    def put_back(self) -> None:
        self.folder.rmdir()
        shutil.move(self.folder.with_name("pocket"), self.folder)

    def mark(self, flag: int) -> None:
        """Set a flag of the token on the disk, as a card does after wrong tries (SoftHSM2 counts none itself)."""
        (path,) = self.folder.glob("*/token.object")
        data = path.read_bytes()
        at = data.index(STORED_FLAGS) + len(STORED_FLAGS)
        (before,) = struct.unpack_from(">Q", data, at)
        path.write_bytes(data[:at] + struct.pack(">Q", before | flag) + data[at + 8 :])
        self.plug()
