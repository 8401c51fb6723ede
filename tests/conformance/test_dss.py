"""The EU's own validator on our signatures: PAdES baseline B-B, passed, with the trust anchor given; and pdfsig."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from avv_desktop.signing.keys import Key, key_from_bytes, open_key
from avv_desktop.signing.pades import sign
from avv_desktop.signing.progress import progress
from avv_desktop.signing.trial import trial_key
from tests.conformance.samples import complete, key_files, made
from tests.unit import signing_pki as pki
from tests.unit.signing_sample import SECRET, agreement, appended, signed, slot, trial

pytestmark = [pytest.mark.conformance, pytest.mark.timeout(900)]


@pytest.fixture
def look(dss, tmp_path):
    """`look(data, keys or certificates that are trusted, crl=…)`: what DSS says to each signature."""

    def look(data: bytes, *trusted: Key | bytes, crl: bytes = b"") -> list[dict]:
        path = tmp_path / "signed.pdf"
        path.write_bytes(data)
        anchors = []
        for number, each in enumerate(trusted):
            anchors.append(tmp_path / f"anchor-{number}.cer")
            anchors[-1].write_bytes(each if isinstance(each, bytes) else each.signer.signing_cert.dump())
        if crl:
            anchors.append(tmp_path / "known.crl")
            anchors[-1].write_bytes(crl)
        return dss.validate(path, anchors)

    return look


def passed(found: list[dict], times: int) -> bool:
    assert len(found) == times
    for each in found:
        assert each["format"] == "PAdES-BASELINE-B", each
        assert each["indication"] == "TOTAL_PASSED", each
        assert each["intact"]
        assert set(each["modified"]) <= {"extension", "signature or form"}, each
    return True


@pytest.mark.parametrize("times", [1, 2, 3])
def test_our_signatures_pass(look, times):
    names = ("Aida Dia", "Jörn Fischer", "Erika Muster")[:times]
    assert passed(look(signed(times).data, *map(trial, names)), times)


def test_an_unsigned_file_has_none(look):
    assert look(agreement().data) == []


@pytest.mark.parametrize("name", complete())
def test_every_sample_signed_by_both_directors(name, look, typesetter):
    current, document = made(name, typesetter)
    keys = [open_key(path, passphrase) for path, passphrase in key_files()]
    for key in keys:
        current = sign(current, key, progress(current.data, document).next)
    assert passed(look(current.data, *keys), len(keys))
    assert pdfsig(current.data) == len(keys)


@pytest.mark.parametrize("bits", [2048, 3072, 4096])
def test_a_certificate_of_a_trusted_authority_passes(look, bits):
    issuer = pki.authority()
    someone = pki.identity("Aida Dia", issuer, key=pki.rsa_key(bits), crl=True)
    key = key_from_bytes(someone.p12, pki.SECRET)
    data = sign(agreement(), key, slot(agreement().data, 0)).data
    anchor = issuer.certificate.public_bytes(pki.Encoding.DER)
    assert passed(look(data, anchor, crl=issuer.revocation_list()), 1)
    (found,) = look(data, anchor, crl=issuer.revocation_list(someone.certificate))
    assert (found["indication"], found["sub_indication"]) == ("INDETERMINATE", "REVOKED_NO_POE")


@pytest.mark.parametrize("kind", ["rsa-3072", "p-256"])
def test_both_kinds_of_trial_keys_pass(look, kind):
    key = key_from_bytes(trial_key("Aida Dia", SECRET, kind=kind), SECRET)
    assert passed(look(sign(agreement(), key, slot(agreement().data, 0)).data, key), 1)


def test_the_validator_can_say_no(look):
    assert [each["indication"] for each in look(signed(1).data, trial("Max Muster"))] == ["INDETERMINATE"]
    altered = signed(1).data.replace(b"/Location (Kiel)", b"/Location (Bonn)")
    (found,) = look(altered, trial())
    assert (found["indication"], found["intact"]) == ("TOTAL_FAILED", False)


def test_a_changed_page_is_found(look):
    def change(writer):
        from pyhanko.pdf_utils.generic import StreamObject

        page = writer.root["/Pages"]
        while "/Kids" in page:
            page = page["/Kids"][0]
        page["/Contents"] = writer.add_object(StreamObject(stream_data=b"BT ET"))
        writer.update_container(page)

    (found,) = look(appended(signed(1).data, change), trial())
    assert any(each.startswith("undefined") and "/Contents" in each for each in found["modified"])


def pdfsig(data: bytes) -> int:
    """How many signatures poppler calls valid."""
    if shutil.which("pdfsig") is None:
        pytest.skip("pdfsig is not installed")
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "signed.pdf")
        path.write_bytes(data)
        said = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True).stdout
    return said.count("Signature is Valid.")
