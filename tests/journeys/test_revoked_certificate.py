"""A director's certificate is revoked after signing: found out although it names no place to ask."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.journeys.paperwork import sign
from tests.unit import signing_pki as pki


@pytest.fixture
def issuer(papers) -> pki.Authority:
    """Aida Dia's key comes from a company's own authority, whose certificate lies in the folder."""
    made = pki.authority()
    Path("ca.pem").write_bytes(made.pem)
    person = pki.identity("Aida Dia", made)
    Path("aida.p12").write_bytes(person.p12)
    Path("aida.pem").write_bytes(person.pem)
    Path("neu.crl").write_bytes(made.revocation_list(person.certificate))
    Path("alt.crl").write_bytes(made.revocation_list())
    return made


def signature(avv, code: int, *more: str) -> dict:
    (found,) = json.loads(avv(code, "verify", "signed.pdf", *more, "--json"))["signatures"]
    return found


def test_revoked_certificate(avv, issuer):
    sign(avv, 0)

    before = signature(avv, 0, "--trust", "ca.pem")
    assert (before["trust"], before["indication"]) == ("trusted", "TOTAL-PASSED")
    assert signature(avv, 0, "--trust", "ca.pem", "--crl", "alt.crl")["trust"] == "trusted"

    after = signature(avv, 1, "--trust", "ca.pem", "--crl", "neu.crl")
    assert (after["integrity"], after["trust"]) == ("intact", "revoked")
    assert after["sub_indication"] == "REVOKED_NO_POE"

    said = avv(1, "verify", "signed.pdf", "--trust", "ca.pem", "--crl", "neu.crl", "--report", "Bericht.xml")
    assert said.startswith("Ein Zertifikat in diesem Dokument wurde gesperrt.")
    assert b"REVOKED_NO_POE" in Path("Bericht.xml").read_bytes()


def test_whoever_pinned_it_hears_of_it_too(avv, issuer):
    sign(avv, 0)
    assert signature(avv, 0, "--pin", "Aida Dia=aida.pem")["trust"] == "trusted"
    assert signature(avv, 1, "--pin", "Aida Dia=aida.pem", "--crl", "neu.crl")["trust"] == "revoked"


def test_a_list_that_is_none_is_refused_with_the_reason(avv, issuer):
    sign(avv, 0)
    Path("neu.crl").write_bytes(b"keine Liste")
    avv(3, "verify", "signed.pdf", "--trust", "ca.pem", "--crl", "neu.crl")
