"""What the Cloud Signature Consortium's API says, versions 1.0.4 and 2.x, as far as signing needs it."""

from __future__ import annotations

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from avv_desktop.signing.model import Certificate

SHA256 = "2.16.840.1.101.3.4.2.1"
RSA, RSA_SHA256 = "1.2.840.113549.1.1.1", "1.2.840.113549.1.1.11"
EC, ECDSA_SHA256 = "1.2.840.10045.2.1", "1.2.840.10045.4.3.2"
Mode = Literal["implicit", "explicit", "oauth2code"]


class Info(Struct, rename="camel"):
    """Answer of `info`."""

    specs: str
    name: str = ""
    auth_type: list[str] = []
    oauth2: str = ""

    @property
    def second(self) -> bool:
        """Version 2 names some things differently."""
        return self.specs.startswith("2")


class Listed(Struct, rename={"ids": "credentialIDs", "next": "nextPageToken"}):
    """Answer of `credentials/list`, a page."""

    ids: list[str]
    next: str = ""


class KeyPart(Struct):
    """status: "enabled" or "disabled". algo: what it can do, by object identifiers."""

    status: str
    algo: list[str]


class CertPart(Struct):
    """certificates: DER in base64, the signer's first."""

    certificates: list[str]
    status: str = "valid"


class Asked(Struct):
    """Whether a PIN or a one-time code is asked for: "true", "false" or "optional"; type "online": it is sent."""

    presence: str | bool = "false"
    type: str = "offline"

    @property
    def wanted(self) -> bool:
        return str(self.presence).lower() == "true"


class AuthObject(Struct):
    """Version 2: something that is asked for; type: "Password" and others."""

    id: str
    type: str = "Password"


class AuthPart(Struct):
    """Version 2: how one authorizes."""

    mode: Mode
    objects: list[AuthObject] = []


class Described(Struct, rename={"auth_mode": "authMode", "pin": "PIN", "otp": "OTP", "scal": "SCAL"}):
    """Answer of `credentials/info`."""

    key: KeyPart
    cert: CertPart
    description: str = ""
    auth_mode: Mode | UnsetType = UNSET
    auth: AuthPart | UnsetType = UNSET
    pin: Asked | UnsetType = UNSET
    otp: Asked | UnsetType = UNSET
    scal: str = "1"
    multisign: int = 1


class Authorized(Struct, rename={"sad": "SAD"}):
    """Answer of `credentials/authorize`: signature activation data."""

    sad: str

    def __repr__(self) -> str:
        return "Authorized()"


class Signed(Struct):
    """Answer of `signatures/signHash`: base64."""

    signatures: list[str]


class Credential(Struct, frozen=True):
    """A key that a service keeps for a person. reason: why it cannot sign; empty if it can.

    pin, otp: what is asked for before each authorization. most: signatures of one authorization.
    """

    ident: str
    certificate: Certificate
    data: bytes
    chain: tuple[bytes, ...]
    algorithm: str
    mode: Mode
    pin: bool
    otp: bool
    otp_sent: bool
    most: int
    reason: str = ""


class Given(Struct, frozen=True):
    """What a person enters before an authorization."""

    pin: str = ""
    otp: str = ""

    def __repr__(self) -> str:
        return "Given()"
