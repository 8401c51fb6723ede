"""Revocation lists and OCSP answers that come as files: which is which, and how old it is."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from asn1crypto import crl, pem

from avv_desktop.signing.certificates import issuer_name
from avv_desktop.signing.revocation import Material, from_files


class Age(NamedTuple):
    """following: when the next one is due. outdated: it should have been out by now. issuer: empty for an answer."""

    issuer: str
    issued: datetime.datetime
    following: datetime.datetime | None
    outdated: bool


def material(files: Sequence[bytes]) -> Material:
    """Raises InputError for a file that is neither."""
    lists = [each for each in files if is_crl(each)]
    return from_files(lists, [each for each in files if not is_crl(each)])


def is_crl(data: bytes) -> bool:
    if pem.detect(data):
        return True
    try:
        return bool(crl.CertificateList.load(data, strict=True)["tbs_cert_list"].native)
    except (ValueError, TypeError, KeyError):
        return False


def age(data: bytes, now: datetime.datetime | None = None) -> Age:
    """Of one file. Raises InputError for a file that is neither."""
    now = now or datetime.datetime.now(datetime.UTC)
    read = material([data])
    if read.crls:
        told = read.crls[0]["tbs_cert_list"]
        issuer, issued, following = issuer_name(told["issuer"]), told["this_update"].native, told["next_update"].native
    else:
        answer = read.ocsps[0].response_data["responses"][0]
        issuer, issued, following = "", answer["this_update"].native, answer["next_update"].native
    return Age(issuer, issued, following, following is not None and following < now)
