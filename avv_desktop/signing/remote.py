"""Keys that a service keeps: signing by the API of the Cloud Signature Consortium, versions 1.0.4 and 2.x.

    connect ──▶ Session ──credentials──▶ Credential ──open_remote_key──▶ Key

Nothing here is called unless a person has configured a service and chosen it; only hashes leave this computer.
"""

from __future__ import annotations

import base64
import binascii
import datetime
from collections.abc import Callable, Sequence

from asn1crypto import x509
from msgspec import UNSET, Struct

from avv_desktop.errors import CertificateUnfit, RemoteError, RemoteUntrustworthy
from avv_desktop.signing import remote_login
from avv_desktop.signing.certificates import summary, unfit_reason
from avv_desktop.signing.key_files import LARGEST_FILE
from avv_desktop.signing.keys import Key
from avv_desktop.signing.remote_http import Line, checked_address
from avv_desktop.signing.remote_login import Browse, Client, log_in
from avv_desktop.signing.remote_model import (
    EC,
    ECDSA_SHA256,
    RSA,
    RSA_SHA256,
    SHA256,
    Asked,
    AuthObject,
    Credential,
    Described,
    Given,
    Info,
    Listed,
)
from avv_desktop.signing.remote_signer import Authorize, Leave, RemoteSigner, with_secrets
from avv_desktop.system import keychain
from avv_desktop.system.language import tr
from avv_desktop.system.settings import RemoteService

MOST_PAGES = 50
MOST_TOGETHER = 100


class Session(Struct, frozen=True):
    """A service we are logged in to. Never kept; `repr` shows no token."""

    line: Line
    info: Info
    client: Client
    show: Browse


def greet(service: RemoteService) -> Info:
    """Ask the service what it is; nobody logs in. Raises UsageError, RemoteError and its kinds."""
    return _greeted(service)[1]


def connect(
    service: RemoteService, *, show: Browse | None = None, stopped: Callable[[], bool] = lambda: False
) -> Session:
    """Ask the service what it is, and let the person log in. Raises UsageError, RemoteError and its kinds."""
    line, info = _greeted(service)
    show = show or remote_login.browse
    client = Client(service.client_id, _secret(service))
    granted = log_in(line, info.oauth2, client, {"scope": "service"}, show=show, stopped=stopped)
    return Session(line._replace(token=granted.access_token), info, client, show)


def _greeted(service: RemoteService) -> tuple[Line, Info]:
    line = Line(service.name, checked_address(service.address))
    info = line.post("info", {}, Info)
    if not info.specs.startswith(("1.", "2.")):
        reason = tr("It speaks version {version} of the standard, which is not known here.", version=info.specs[:20])
        raise RemoteError(name=service.name, reason=reason)
    if "oauth2code" not in info.auth_type or not info.oauth2:
        raise RemoteError(name=service.name, reason=tr("It offers no login in the browser (OAuth 2.0)."))
    return line, info


def _secret(service: RemoteService) -> str:
    """Of the program to the service, if the person keeps one in the keychain."""
    return (keychain.secret(secret_name(service)) or "") if service.secret_kept else ""


def secret_name(service: RemoteService) -> str:
    return f"remote {service.name}"


def keep_secret(service: RemoteService, secret: str) -> None:
    """Raises KeychainUnavailable."""
    keychain.keep(secret_name(service), secret)


def take_secret(service: RemoteService) -> str:
    """Out of the keychain; empty if there is none. Raises KeychainUnavailable."""
    secret = _secret(service)
    if service.secret_kept:
        keychain.forget(secret_name(service))
    return secret


def credentials(session: Session, now: datetime.datetime | None = None) -> tuple[Credential, ...]:
    """The person's keys with the service: those that can sign first. Raises RemoteError and its kinds."""
    found = [_credential(session, each, now or datetime.datetime.now(datetime.UTC)) for each in _every(session)]
    return tuple(sorted(found, key=lambda each: (bool(each.reason), -each.certificate.not_after.timestamp())))


def _every(session: Session) -> list[str]:
    found: dict[str, None] = {}
    page = ""
    for _ in range(MOST_PAGES):
        listed = session.line.post("credentials/list", {"pageToken": page} if page else {}, Listed)
        found |= dict.fromkeys(listed.ids)
        page = listed.next
        if not page:
            return list(found)
    raise _lie(session.line, tr("Its list has no end."))


def _credential(session: Session, ident: str, now: datetime.datetime) -> Credential:
    asked = {"credentialID": ident, "certificates": "chain", "certInfo": False, "authInfo": True}
    told = session.line.post("credentials/info", asked, Described)
    certificate, *chain = _certificates(session.line, told.cert.certificates)
    about = summary(certificate)
    pin, otp = _secrets_wanted(session.line, told)
    algorithm = _algorithm(certificate, told.key.algo)
    reason = unfit_reason(about, now)
    if told.key.status != "enabled" or told.cert.status != "valid":
        reason = tr("The service has disabled it.")
    elif not algorithm:
        reason = reason or tr("The service offers no way of signing that is known here.")
    return Credential(
        ident=ident,
        certificate=about,
        data=certificate.dump(),
        chain=tuple(each.dump() for each in chain),
        algorithm=algorithm,
        mode=_mode(session.line, told),
        pin=pin.wanted,
        otp=otp.wanted,
        otp_sent=otp.wanted and otp.type == "online",
        most=min(max(1, told.multisign), MOST_TOGETHER),
        reason=reason,
    )


def _certificates(line: Line, encoded: Sequence[str]) -> list[x509.Certificate]:
    try:
        found = [x509.Certificate.load(base64.b64decode(each), strict=True) for each in encoded]
        for each in found:
            each.native  # noqa: B018  parsed to the end, so that nothing fails later
    except (ValueError, TypeError, KeyError, binascii.Error):
        found = []
    if not found or sum(map(len, encoded)) > LARGEST_FILE:
        raise _lie(line, tr("It shows no certificate that can be read."))
    return found


def _mode(line: Line, told: Described):
    if told.auth is not UNSET:
        return told.auth.mode
    if told.auth_mode is UNSET:
        raise _lie(line, tr("It does not follow the standard."))
    return told.auth_mode


def _secrets_wanted(line: Line, told: Described) -> tuple[Asked, Asked]:
    """Version 1 names PIN and OTP, version 2 lists objects; one that is no password cannot be entered here."""
    if told.auth is not UNSET:
        return _object(line, told.auth.objects, "PIN"), _object(line, told.auth.objects, "OTP")
    pin, otp = (Asked() if each is UNSET else each for each in (told.pin, told.otp))
    return pin, otp


def _object(line: Line, objects: Sequence[AuthObject], name: str) -> Asked:
    if any(each.type != "Password" or each.id not in ("PIN", "OTP") for each in objects):
        raise RemoteError(name=line.name, reason=tr("It asks for something that cannot be entered here."))
    return Asked("true" if any(each.id == name for each in objects) else "false")


def _algorithm(certificate: x509.Certificate, offered: Sequence[str]) -> str:
    ways = {"rsa": (RSA_SHA256, RSA), "ec": (ECDSA_SHA256, EC)}.get(certificate.public_key.algorithm, ())
    chosen = next((each for each in ways if each in offered), "")
    return {EC: ECDSA_SHA256}.get(chosen, chosen)


def _lie(line: Line, reason: str) -> RemoteUntrustworthy:
    return RemoteUntrustworthy(name=line.name, reason=reason)


def open_remote_key(
    session: Session,
    credential: Credential,
    ask: Callable[[Credential, int], Given] = lambda *_: Given(),
    *,
    stopped: Callable[[], bool] = lambda: False,
) -> Key:
    """A key that signs with the service.

    ask: before each authorization, for the PIN and the one-time code that the credential wants; it is told for how
    many signatures. Where the service wants its own login for that, the browser is opened instead.
    Raises CertificateUnfit.
    """
    if credential.reason:
        raise CertificateUnfit(name=credential.certificate.name, reason=credential.reason)
    authorize: Authorize
    if credential.mode == "oauth2code":
        authorize = _in_the_browser(session, credential, stopped)
    else:
        authorize = with_secrets(session.line, credential, ask, second=session.info.second)
    signer = RemoteSigner(session.line, credential, authorize, second=session.info.second)
    return Key(credential.certificate, signer)


def _in_the_browser(session: Session, credential: Credential, stopped: Callable[[], bool]) -> Authorize:
    def authorize(digests: Sequence[bytes]) -> Leave:
        scope = {"scope": "credential", "credentialID": credential.ident, "numSignatures": str(len(digests))}
        named = ",".join(base64.urlsafe_b64encode(each).rstrip(b"=").decode() for each in digests)
        bound = {"hashes": named, "hashAlgorithmOID": SHA256} if session.info.second else {"hash": named}
        granted = log_in(
            session.line, session.info.oauth2, session.client, scope | bound, show=session.show, stopped=stopped
        )
        token = granted.access_token
        return Leave(token=token) if session.info.second else Leave(sad=token)

    return authorize
