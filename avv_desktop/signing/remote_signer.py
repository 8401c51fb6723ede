"""Signatures made by a service: hashes out, signatures back, each checked against the certificate before it is used."""

from __future__ import annotations

import asyncio
import base64
import binascii
import hashlib
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from asn1crypto import algos, x509
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from avv_desktop.errors import AvvError, RemoteError, RemoteUntrustworthy
from avv_desktop.signing.raw import fits
from avv_desktop.signing.remote_http import Line
from avv_desktop.signing.remote_model import SHA256, Authorized, Credential, Given, Signed
from avv_desktop.system.language import tr


class Leave(NamedTuple):
    """What allows a service to sign given hashes: signature activation data (SAD), or a token in its place."""

    sad: str = ""
    token: str = ""

    def __repr__(self) -> str:
        return "Leave()"


Authorize = Callable[[Sequence[bytes]], Leave]
"""Of the hashes to be signed, the leave to sign them."""
LARGEST = 1024
"""Bytes that no signature is longer than."""


class _Waiting(NamedTuple):
    data: bytes
    answer: asyncio.Future[bytes]

    @property
    def digest(self) -> bytes:
        return hashlib.sha256(self.data).digest()


class RemoteSigner(Signer):
    """Signs one by one; while `gathering`, it waits for `commit` and then asks once for all that wait."""

    def __init__(self, line: Line, credential: Credential, authorize: Authorize, *, second: bool) -> None:
        store = SimpleCertificateStore()
        store.register_multiple([x509.Certificate.load(each) for each in credential.chain])
        self._certificate = x509.Certificate.load(credential.data)
        super().__init__(signing_cert=self._certificate, cert_registry=store)
        self._line, self._credential, self._authorize, self._second = line, credential, authorize, second
        self._asking: list[_Waiting] = []
        self.most = credential.most
        self.gathering = False

    def __repr__(self) -> str:
        return "RemoteSigner()"

    @property
    def waiting(self) -> int:
        return len(self._asking)

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        if dry_run:
            return bytes(LARGEST)
        if digest_algorithm != "sha256":
            raise RemoteError(name=self._line.name, reason=tr("It is only asked for signatures with SHA-256."))
        mine = _Waiting(data, asyncio.get_running_loop().create_future())
        self._asking.append(mine)
        if not self.gathering:
            self.commit()
        return await mine.answer

    def commit(self) -> None:
        asking, self._asking = self._asking, []
        try:
            signatures = self._signed(asking)
        except AvvError as error:
            for each in asking:
                each.answer.set_exception(error)
            return
        for each, value in zip(asking, signatures, strict=True):
            each.answer.set_result(value)

    def _signed(self, asking: Sequence[_Waiting]) -> list[bytes]:
        digests = [each.digest for each in asking]
        leave = self._authorize(digests)
        line = self._line._replace(token=leave.token) if leave.token else self._line
        told = line.post("signatures/signHash", self._request(digests, leave), Signed)
        if len(told.signatures) != len(asking):
            raise RemoteUntrustworthy(name=self._line.name, reason=tr("It sent another number of signatures."))
        return [self._checked(text, each.data) for text, each in zip(told.signatures, asking, strict=True)]

    def _request(self, digests: Sequence[bytes], leave: Leave) -> dict[str, Any]:
        hashes = [base64.b64encode(each).decode() for each in digests]
        named = {"hashes": hashes, "hashAlgorithmOID": SHA256} if self._second else {"hash": hashes, "hashAlgo": SHA256}
        sad = {"SAD": leave.sad} if leave.sad else {}
        return {"credentialID": self._credential.ident, "signAlgo": self._credential.algorithm, **sad, **named}

    def _checked(self, text: str, data: bytes) -> bytes:
        """Some services send the two bare numbers of an ECDSA signature."""
        try:
            value = base64.b64decode(text, validate=True)
        except (ValueError, binascii.Error):
            value = b""
        if fits(self._certificate, value, data, "sha256"):
            return value
        if self._certificate.public_key.algorithm == "ec" and value and len(value) % 2 == 0:
            half = len(value) // 2
            numbers = {"r": int.from_bytes(value[:half], "big"), "s": int.from_bytes(value[half:], "big")}
            encoded = algos.DSASignature(numbers).dump()
            if fits(self._certificate, encoded, data, "sha256"):
                return encoded
        raise RemoteUntrustworthy(
            name=self._line.name, reason=tr("Its signature does not fit the certificate and the document.")
        )


def with_secrets(
    line: Line, credential: Credential, ask: Callable[[Credential, int], Given], *, second: bool
) -> Authorize:
    """Authorize with what the person enters; `ask` is only called if the credential wants something."""

    def authorize(digests: Sequence[bytes]) -> Leave:
        if credential.otp_sent:
            line.post("credentials/sendOTP", {"credentialID": credential.ident}, dict)
        given = ask(credential, len(digests)) if credential.pin or credential.otp else Given()
        hashes = [base64.b64encode(each).decode() for each in digests]
        body: dict[str, Any] = {"credentialID": credential.ident, "numSignatures": len(digests)}
        body |= {"hashes": hashes, "hashAlgorithmOID": SHA256} if second else {"hash": hashes}
        secrets = {"PIN": given.pin if credential.pin else "", "OTP": given.otp if credential.otp else ""}
        if second:
            body["authData"] = [{"id": name, "value": value} for name, value in secrets.items() if value]
        else:
            body |= {name: value for name, value in secrets.items() if value}
        return Leave(line.post("credentials/authorize", body, Authorized).sad)

    return authorize
