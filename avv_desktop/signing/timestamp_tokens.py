"""Timestamp tokens (RFC 3161): asked for, and looked through before anybody relies on them."""

from __future__ import annotations

import datetime
import hashlib
import secrets

from asn1crypto import algos, cms, core, tsp, x509
from pyhanko.sign.general import extract_certificate_info
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

from avv_desktop.system.language import tr

ASTRAY = datetime.timedelta(days=1)
"""How far a service's clock and ours may lie apart: one of them is wrong beyond, and a wrong time is kept for ever."""


class BadToken(Exception):
    """`str(error)`: what is wrong with a service's answer, one sentence for a person."""


def question(digest: bytes, algorithm: str) -> tsp.TimeStampReq:
    return tsp.TimeStampReq(
        {
            "version": 1,
            "message_imprint": tsp.MessageImprint(
                {"hash_algorithm": algos.DigestAlgorithm({"algorithm": algorithm}), "hashed_message": digest}
            ),
            "nonce": core.Integer(secrets.randbits(63)),
            "cert_req": True,
        }
    )


def token(answer: bytes, asked: tsp.TimeStampReq, now: datetime.datetime) -> cms.ContentInfo:
    """The token in an answer, if it answers the question and holds together. Raises BadToken."""
    try:
        found = _granted(answer)
        _check(found["content"], asked, now)
    except BadToken:
        raise
    except Exception as error:  # what a service sends may raise anything
        raise BadToken(tr("Its answer is no timestamp.")) from error
    return found


class _Answer(core.Sequence):
    """TimeStampResp of RFC 3161; the token is there only if it was granted."""

    _fields = [("status", tsp.PKIStatusInfo), ("time_stamp_token", cms.ContentInfo, {"optional": True})]


def _granted(answer: bytes) -> cms.ContentInfo:
    said = _Answer.load(answer, strict=True)
    if said["status"]["status"].native not in ("granted", "granted_with_mods"):
        why = "; ".join(said["status"]["status_string"].native or ())
        raise BadToken(tr("It refuses the timestamp. {reason}", reason=why[:200]).rstrip())
    return said["time_stamp_token"]


def _check(signed: cms.SignedData, asked: tsp.TimeStampReq, now: datetime.datetime) -> None:
    stamp = info(signed)
    if stamp["message_imprint"].dump() != asked["message_imprint"].dump():
        raise BadToken(tr("It stamped something else."))
    if stamp["nonce"].native != asked["nonce"].native:
        raise BadToken(tr("It answered another question."))
    moment = stamp["gen_time"].native
    if abs(moment - now) > ASTRAY:
        raise BadToken(tr("Its clock and this computer's lie too far apart ({moment}).", moment=_said(moment)))
    if not signed["certificates"]:
        raise BadToken(tr("It sent no certificate along."))
    if not genuine(signed):
        raise BadToken(tr("Its signature does not hold."))
    fit = authority(signed)
    usage = fit.extended_key_usage_value
    if usage is None or "time_stamping" not in usage.native:
        raise BadToken(tr("Its certificate is not meant for timestamps."))
    if not fit.not_valid_before <= moment <= fit.not_valid_after:
        raise BadToken(tr("Its certificate is not valid any more, or not yet."))


def _said(moment: datetime.datetime) -> str:
    return moment.astimezone().strftime("%d.%m.%Y, %H:%M")


def info(signed: cms.SignedData) -> tsp.TSTInfo:
    return signed["encap_content_info"]["content"].parsed


def time_of(signed: cms.SignedData) -> datetime.datetime:
    return info(signed)["gen_time"].native


def authority(signed: cms.SignedData) -> x509.Certificate:
    """The certificate of who made it."""
    return extract_certificate_info(signed).signer_cert


def genuine(signed: cms.SignedData) -> bool:
    """Is its own signature right? Says nothing about who made it."""
    signer = signed["signer_infos"][0]
    content = bytes(signed["encap_content_info"]["content"])
    digest = hashlib.new(signer["digest_algorithm"]["algorithm"].native, content).digest()
    return validate_sig_integrity(signer, authority(signed), "tst_info", digest) == (True, True)
