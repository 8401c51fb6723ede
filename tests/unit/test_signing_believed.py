"""What is given beside certificates: revocations also for those that name no list, plain ECDSA, pins, the original."""

from __future__ import annotations

import pytest
from asn1crypto import cms
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding

from avv_desktop import flow
from avv_desktop.errors import InputError
from avv_desktop.signing.keys import key_from_bytes
from avv_desktop.signing.pades import sign
from avv_desktop.signing.verify import verify
from avv_desktop.verdict.judge import Given
from tests.unit import signing_pki as pki
from tests.unit.signing_sample import SIGNERS, agreement, plain_pdf, signed, slot, trial


def signed_by(person: pki.Identity) -> bytes:
    return sign(agreement(), key_from_bytes(person.p12, pki.SECRET), slot(agreement().data, 0)).data


@pytest.fixture(scope="module")
def issuer() -> pki.Authority:
    return pki.authority()


# ---- revoked?


def test_a_list_that_is_given_is_looked_at_although_the_certificate_names_none(issuer):
    person = pki.identity("Aida Dia", issuer)
    data = signed_by(person)
    assert verify(data, trust=[issuer.pem]).positive
    for written in (issuer.revocation_list(person.certificate), as_pem(issuer.revocation_list(person.certificate))):
        (signature,) = verify(data, trust=[issuer.pem], revocations=[written]).signatures
        assert signature.trust == "revoked"
        assert signature.sub_indication.startswith("REVOKED")
    assert verify(data, trust=[issuer.pem], revocations=[issuer.revocation_list()]).positive


def test_a_list_that_is_given_makes_unchecked_trusted(issuer):
    data = signed_by(pki.identity("Aida Dia", issuer, crl=True))
    assert verify(data, trust=[issuer.pem]).signatures[0].trust == "unchecked"
    assert verify(data, trust=[issuer.pem], revocations=[issuer.revocation_list()]).positive


def test_an_answer_is_looked_at_too(issuer):
    person = pki.identity("Aida Dia", issuer)
    data = signed_by(person)
    (signature,) = verify(data, trust=[issuer.pem], revocations=[answer(issuer, person, revoked=True)]).signatures
    assert signature.trust == "revoked"
    assert verify(data, trust=[issuer.pem], revocations=[answer(issuer, person, revoked=False)]).positive


def test_whoever_is_pinned_may_be_revoked_all_the_same(issuer):
    person = pki.identity("Aida Dia", issuer)
    data, pinned = signed_by(person), {"Aida Dia": (person.certificate.fingerprint(hashes.SHA256()).hex(),)}
    assert verify(data, pinned=pinned).positive
    verdict = verify(data, pinned=pinned, revocations=[issuer.revocation_list(person.certificate)])
    assert (verdict.signatures[0].trust, verdict.tone) == ("revoked", "bad")
    assert not verdict.progress.parties[0].verified


def test_a_list_of_somebody_else_revokes_nobody(issuer):
    """The same name, another key."""
    person, forger = pki.identity("Aida Dia", issuer), pki.authority()
    forged = forger.revocation_list(person.certificate)
    assert verify(signed_by(person), trust=[issuer.pem], revocations=[forged]).signatures[0].trust != "revoked"


@pytest.mark.parametrize("data", [b"", b"rubbish", b"-----BEGIN X509 CRL-----\nrubbish\n-----END X509 CRL-----\n"])
def test_what_is_no_revocation_is_refused(data):
    with pytest.raises(InputError):
        verify(signed(1).data, revocations=[data])


def as_pem(der: bytes) -> bytes:
    return x509.load_der_x509_crl(der).public_bytes(Encoding.PEM)


def answer(issuer: pki.Authority, person: pki.Identity, *, revoked: bool) -> bytes:
    from cryptography.x509 import ocsp

    made = ocsp.OCSPResponseBuilder().add_response(
        cert=person.certificate,
        issuer=issuer.certificate,
        algorithm=hashes.SHA1(),
        cert_status=ocsp.OCSPCertStatus.REVOKED if revoked else ocsp.OCSPCertStatus.GOOD,
        this_update=pki.now() - pki.DAY / 24,
        next_update=pki.now() + pki.DAY,
        revocation_time=pki.now() - pki.DAY / 2 if revoked else None,
        revocation_reason=None,
    )
    responder = made.responder_id(ocsp.OCSPResponderEncoding.NAME, issuer.certificate)
    return responder.sign(issuer.key, hashes.SHA256()).public_bytes(Encoding.DER)


# ---- plain ECDSA


def plain(data: bytes, key: ec.EllipticCurvePrivateKey, oid: str = "0.4.0.127.0.7.1.1.4.1.3") -> bytes:
    """The signature in a file made anew as BSI TR-03111 writes it; the file keeps its length."""
    from tests.unit.attacks import gap

    start, end = gap(data)
    info = cms.ContentInfo.load(bytes.fromhex(data[start:end].decode()), strict=False)
    signer = info["content"]["signer_infos"][0]
    attributes = signer["signed_attrs"].untag()
    kept = cms.CMSAttributes([each for each in attributes if each["type"].native != "cms_algorithm_protection"])
    r, s = decode_dss_signature(key.sign(kept.dump(), ec.ECDSA(hashes.SHA256())))
    signer["signed_attrs"] = kept
    signer["signature_algorithm"] = {"algorithm": oid}
    signer["signature"] = r.to_bytes(32, "big") + s.to_bytes(32, "big")
    written = info.dump(force=True).hex().encode()
    return data[:start] + written.ljust(end - start, b"0") + data[end:]


def test_plain_ecdsa_is_read():
    person = pki.identity("Aida Dia")
    data = plain(signed_by(person), person.key)
    verdict = verify(data, trust=[person.pem])
    (signature,) = verdict.signatures
    assert (signature.integrity, signature.trust) == ("intact", "trusted"), signature.reason
    assert verdict.positive


def test_plain_ecdsa_by_somebody_else_is_not():
    person = pki.identity("Aida Dia")
    data = plain(signed_by(person), ec.generate_private_key(ec.SECP256R1()))
    (signature,) = verify(data, trust=[person.pem]).signatures
    assert (signature.integrity, signature.trust) == ("altered", "unchecked")


@pytest.mark.parametrize("oid", ["0.4.0.127.0.7.1.1.4.1.1", "0.4.0.127.0.7.1.1.4.1.5", "1.2.3.4"])
def test_other_hashes_than_were_used_prove_nothing(oid):
    person = pki.identity("Aida Dia")
    data = plain(signed_by(person), person.key, oid)
    assert not verify(data, trust=[person.pem]).positive


# ---- whom a certificate vouches for


def test_who_is_no_authority_vouches_for_nobody_else():
    director = pki.identity("Jörn Fischer")
    forged = pki.identity("Aida Dia", pki.Authority(director.key, director.certificate))
    verdict = verify(signed_by(forged), trust=[director.pem])
    assert (verdict.signatures[0].trust, verdict.positive) == ("unknown", False)


# ---- what was sent, what the pages say


def test_what_was_sent_is_recognized():
    for original in (agreement().data, signed(1).data, signed(2).data):
        verdict = flow.verify(signed(2).data, given=Given(original=original))
        assert verdict.sent == "same" and "Es ist der Vertrag, der verschickt wurde." in verdict.notes
    assert flow.verify(signed(2).data).sent == ""


def test_another_agreement_than_was_sent_is_bad():
    everybody = tuple(trial(name).signer.signing_cert.dump() for name in SIGNERS)
    for original in (signed(3).data, plain_pdf(), agreement().data[:-10] + b"something "):
        verdict = flow.verify(signed(2).data, given=Given(trust=everybody, original=original))
        assert (verdict.sent, verdict.tone, verdict.positive) == ("different", "bad", False)
        assert verdict.headline == "Das ist nicht der Vertrag, der verschickt wurde."


def test_pages_of_another_version_of_the_program_are_compared_by_their_words():
    from avv_desktop.verdict.content import content

    assert content(signed(2).data, flow.COMPOSER) == "same"
    assert content(signed(2).data, "avv-desktop 0.0.1") == "words"
    assert content(plain_pdf(), flow.COMPOSER) == ""


def test_data_that_says_something_else_is_bad():
    from tests.unit.attacks import ATTACKS, believed

    verdict = flow.verify(ATTACKS["shadow_other_data_inside"](), given=Given(trust=believed()))
    assert (verdict.content, verdict.tone) == ("different", "bad")
    assert verdict.headline == "Die Seiten sagen etwas anderes als die enthaltenen Daten."


def test_by_which_rules_changes_were_judged():
    from tests.unit.test_signing_foreign import foreign

    assert [each.policy for each in verify(signed(2).data).signatures] == ["own", ""]
    person = pki.identity("Erika Muster")
    twice = foreign(foreign(plain_pdf(), person), person, field="Signature2")
    verdict = verify(twice)
    assert [each.policy for each in verdict.signatures] == ["default", ""]
    assert any("üblichen Regeln" in note for note in verdict.notes)
