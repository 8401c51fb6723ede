"""Signing with a key that stays on its card: RSA (PKCS#1 v1.5) and ECDSA, by whatever way the card offers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from asn1crypto import algos, core, x509
from cryptography.hazmat.primitives import hashes
from pkcs11 import Attribute, Mechanism, ObjectClass
from pkcs11 import exceptions as card
from pkcs11.util.ec import encode_ecdsa_signature
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from avv_desktop.errors import PinNeeded, TokenError
from avv_desktop.signing.keys import HASHES
from avv_desktop.signing.raw import fits
from avv_desktop.signing.token_errors import is_about_the_pin
from avv_desktop.signing.token_library import Connection, talking
from avv_desktop.system.language import tr

Way = tuple[Mechanism, Callable[[bytes], bytes]]
"""A mechanism, and what is done to the data first."""
NOT_THIS_WAY = (card.MechanismInvalid, card.MechanismParamInvalid, card.FunctionNotSupported)
LARGEST = 1024
"""Bytes that no signature is longer than."""
HASHING = {
    "sha256": (Mechanism.SHA256_RSA_PKCS, Mechanism.ECDSA_SHA256),
    "sha384": (Mechanism.SHA384_RSA_PKCS, Mechanism.ECDSA_SHA384),
    "sha512": (Mechanism.SHA512_RSA_PKCS, Mechanism.ECDSA_SHA512),
}


class TokenSigner(Signer):
    """pin_each: the key wants its PIN for every signature; the first is the one that opened it, then `again` is asked.

    there: raises TokenGone if the card has left. After any failure of the card the key is closed.
    """

    def __init__(
        self,
        connection: Connection,
        private: Any,
        certificate: x509.Certificate,
        chain: Sequence[x509.Certificate],
        *,
        pin: str | None,
        again: Callable[[], str] | None,
        there: Callable[[], object],
    ) -> None:
        store = SimpleCertificateStore()
        store.register_multiple(chain)
        super().__init__(signing_cert=certificate, cert_registry=store)
        self._connection = connection
        self._private = private
        self._certificate = certificate
        self._again, self._there = again, there
        self._offered = connection.session.token.slot.get_mechanisms()
        self.pin_each = wants_pin_each(private)
        self._pad = pin is None
        self._pin = pin if self.pin_each else None

    def __repr__(self) -> str:
        return "TokenSigner()"

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        if dry_run:
            return bytes(LARGEST)
        if self._connection.closed:
            raise PinNeeded(reason=tr("The connection to the card was closed; it needs its PIN anew."))
        pin = self._next_pin()
        try:
            with talking():
                value = self._signed(data, digest_algorithm, pin)
        except TokenError as error:
            self._connection.close()
            if not is_about_the_pin(error):
                self._there()
            raise
        if not fits(self._certificate, value, data, digest_algorithm):
            raise TokenError(reason=tr("The card made a signature that does not fit its certificate."))
        return value

    def _next_pin(self) -> str | None:
        """Used once and forgotten. Empty for a reader with keys of its own: a driver asks there, whatever it gets."""
        if not self.pin_each:
            return None
        if self._pad:
            return ""
        pin, self._pin = self._pin, None
        if pin is None and self._again is not None:
            pin = self._again()
        if not pin:
            raise PinNeeded(reason=tr("Your card wants the PIN for every signature."))
        return pin

    def _signed(self, data: bytes, digest: str, pin: str | None) -> bytes:
        ways = self._ways(digest)
        for number, (mechanism, prepared) in enumerate(ways, start=1):
            try:
                value = self._private.sign(prepared(data), mechanism=mechanism, pin=pin)
                break
            except NOT_THIS_WAY:
                if number == len(ways):
                    raise
        return encode_ecdsa_signature(value) if self._certificate.public_key.algorithm == "ec" else value

    def _ways(self, digest: str) -> list[Way]:
        """Those the card names, the best first; without a list the plainest is tried."""
        hashing_rsa, hashing_ec = HASHING[digest]
        if self._certificate.public_key.algorithm == "ec":
            ways: list[Way] = [(Mechanism.ECDSA, lambda data: _digest(data, digest)), (hashing_ec, bytes)]
        else:
            ways = [(hashing_rsa, bytes), (Mechanism.RSA_PKCS, lambda data: _digest_info(data, digest))]
        offered = [way for way in ways if way[0] in self._offered]
        return offered or ways


def wants_pin_each(private: Any) -> bool:
    try:
        return bool(private[Attribute.ALWAYS_AUTHENTICATE])
    except card.PKCS11Error:  # an old card does not know the question
        return False


def private_key(session: Any, ident: bytes, certificate: bytes) -> Any | None:
    """The private key of a certificate: by the id both share, else by the numbers of the key."""
    every = list(session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY}))
    public = x509.Certificate.load(certificate).public_key
    same = [each for each in every if ident and _read(each, Attribute.ID) == ident]
    if len(same) == 1:
        return same[0]
    if public.algorithm == "rsa":
        modulus = public.native["public_key"]["modulus"]
        fitting = [each for each in same or every if _number(_read(each, Attribute.MODULUS)) == modulus]
        return fitting[0] if fitting else None
    return every[0] if len(every) == 1 and not ident else None


def _read(each: Any, name: Attribute) -> Any:
    try:
        return each[name]
    except card.PKCS11Error:
        return None


def _number(value: Any) -> int | None:
    return int.from_bytes(value, "big") if isinstance(value, bytes) else value


def _digest(data: bytes, digest: str) -> bytes:
    hashed = hashes.Hash(HASHES[digest]())
    hashed.update(data)
    return hashed.finalize()


def _digest_info(data: bytes, digest: str) -> bytes:
    algorithm = {"algorithm": digest, "parameters": core.Null()}
    return algos.DigestInfo({"digest_algorithm": algorithm, "digest": _digest(data, digest)}).dump()
