"""EU trusted lists from files: qualified, advanced or simple, and how old the list is."""

from __future__ import annotations

import pytest

from avv_desktop.errors import TrustListError
from avv_desktop.signing.keys import key_from_bytes
from avv_desktop.signing.pades import sign
from avv_desktop.signing.trust_lists import legal_words
from avv_desktop.signing.verify import verify
from tests.unit import signing_pki as pki
from tests.unit import trusted_lists as tl
from tests.unit.signing_sample import SIGNERS, agreement, signed, slot, trial


@pytest.fixture(scope="module")
def issuer() -> pki.Authority:
    return pki.authority("Muster qualifiziert CA")


@pytest.fixture(scope="module")
def operator() -> pki.Authority:
    return pki.authority("Muster Aufsicht")


@pytest.fixture(scope="module")
def listed(issuer, operator) -> bytes:
    return tl.trusted_list(issuer, operator)


def signed_by(person: pki.Identity) -> bytes:
    return sign(agreement(), key_from_bytes(person.p12, pki.SECRET), slot(agreement().data, 0)).data


def test_a_qualified_certificate_in_a_device_makes_a_qualified_signature(issuer, operator, listed):
    data = signed_by(tl.qualified_person("Aida Dia", issuer))
    verdict = verify(data, lists=[listed], trust=[operator.pem])
    (signature,) = verdict.signatures
    assert (signature.trust, signature.qualified) == ("trusted", "qualified")
    assert signature.legal.startswith("Qualifizierte Signatur")
    assert any("Art. 28 Abs. 9" in note for note in verdict.notes)
    assert verdict.positive


@pytest.mark.parametrize(
    "more", [{"device": False}, {"kind": tl.ESEAL}, {"compliant": False}], ids=["no device", "seal", "not qualified"]
)
def test_anything_less_is_advanced(issuer, operator, listed, more):
    data = signed_by(tl.qualified_person("Aida Dia", issuer, **more))
    (signature,) = verify(data, lists=[listed], trust=[operator.pem]).signatures
    assert signature.qualified == "advanced" and signature.legal.startswith("Fortgeschrittene Signatur")


def test_a_certificate_that_calls_itself_qualified_is_not_without_a_list(issuer):
    data = signed_by(tl.qualified_person("Aida Dia", issuer))
    assert verify(data, trust=[issuer.pem]).signatures[0].qualified == "advanced"
    assert verify(data).signatures[0].qualified == "simple"


def test_a_service_that_was_withdrawn_qualifies_nobody(issuer, operator):
    data = signed_by(tl.qualified_person("Aida Dia", issuer))
    listed = tl.trusted_list(issuer, operator, status=tl.WITHDRAWN)
    (signature,) = verify(data, lists=[listed], trust=[operator.pem]).signatures
    assert (signature.trust, signature.qualified) == ("unknown", "simple")


def test_a_trial_key_is_simple_even_if_it_is_trusted():
    (signature,) = verify(signed(1).data, trust=[trial(SIGNERS[0]).signer.signing_cert.dump()]).signatures
    assert signature.qualified == "simple" and "anders belegt" in signature.legal


def test_what_was_changed_is_nothing(issuer, operator, listed):
    data = signed_by(tl.qualified_person("Aida Dia", issuer)).replace(b"/Location (Kiel)", b"/Location (Bonn)")
    (signature,) = verify(data, lists=[listed], trust=[operator.pem]).signatures
    assert (signature.integrity, signature.qualified, signature.legal) == ("altered", "", "")


# ---- the list itself


def test_how_old_a_list_is_is_shown(issuer, operator, listed):
    (found,) = verify(signed(1).data, lists=[listed], trust=[operator.pem]).trust_lists
    assert (found.territory, found.operator, found.outdated) == ("XY", "Muster Aufsicht", False)
    assert found.words.startswith("Vertrauensliste XY vom ")
    old = tl.trusted_list(issuer, operator, following=pki.now() - pki.DAY)
    verdict = verify(signed(1).data, lists=[old], trust=[operator.pem])
    assert verdict.trust_lists[0].outdated and "veraltet" in verdict.trust_lists[0].words
    assert verdict.trust_lists[0].words in verdict.notes


def test_a_list_of_somebody_unknown_is_refused(listed):
    for trust in ([], [pki.authority("Andere").pem]):
        with pytest.raises(TrustListError) as caught:
            verify(signed(1).data, lists=[listed], trust=trust)
        assert "nicht bekannt" in caught.value.details["reason"]


def test_a_list_that_was_changed_is_refused(operator, listed):
    other = listed.replace(b"Muster qualifiziert", b"Muster gefaelscht!!")
    assert other != listed
    with pytest.raises(TrustListError):
        verify(signed(1).data, lists=[other], trust=[operator.pem])


def test_a_list_of_lists_that_its_signers_did_not_sign_is_refused(issuer, operator):
    with pytest.raises(TrustListError):
        verify(signed(1).data, lists=[tl.trusted_list(issuer, operator, kind="EUlistofthelists")])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no XML",
        b"<list/>",
        b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><a>&e;</a>',
        b'<TrustServiceStatusList xmlns="http://uri.etsi.org/02231/v2#"/>',
    ],
)
def test_what_is_no_list_is_refused(operator, data):
    with pytest.raises(TrustListError):
        verify(signed(1).data, lists=[data], trust=[operator.pem])


def test_every_status_has_its_sentence():
    assert legal_words("") == ""
    assert len({legal_words(kind) for kind in ("qualified", "advanced", "simple")}) == 3
