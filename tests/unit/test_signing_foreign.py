"""Files of strangers: other kinds of signatures, and files made to break the reader. None of them crashes it."""

from __future__ import annotations

import asyncio
import io
import random

import pikepdf
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.timestamps import DummyTimeStamper

from avv_desktop.errors import PdfError
from avv_desktop.signing.verify import verify
from tests.unit import signing_pki as pki
from tests.unit.signing_sample import appended, plain_pdf, saved, signed
from tests.unit.test_signing_verify import states


def foreign(data: bytes, someone: pki.Identity, *, kind=SigSeedSubFilter.ADOBE_PKCS7_DETACHED, **more) -> bytes:
    """Signed as another program would, in a new field."""
    stamp = more.pop("timestamper", None)
    meta = PdfSignatureMetadata(
        field_name=more.pop("field", "Signature1"), subfilter=kind, **{"md_algorithm": "sha256"} | more
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    return PdfSigner(meta, simple(someone), timestamper=stamp).sign_pdf(writer).getvalue()


def simple(someone: pki.Identity) -> signers.SimpleSigner:
    return signers.SimpleSigner.load_pkcs12_data(someone.p12, [], pki.SECRET.encode())


def stamper(issuer: pki.Authority) -> DummyTimeStamper:
    made = simple(pki.timestamp_authority(issuer))
    return DummyTimeStamper(made.signing_cert, made.signing_key, made.cert_registry)


# ---- other kinds of signatures


def test_an_ordinary_signature_of_another_program():
    someone = pki.identity("Erika Muster", pki.authority())
    verdict = verify(foreign(plain_pdf(), someone))
    assert states(verdict) == [("intact", "none", "unchecked")]
    (signature,) = verdict.signatures
    assert (signature.signer, signature.level, signature.field) == ("Erika Muster", "PKCS#7", "Signature1")
    assert verdict.progress is None and verdict.agreement == ""
    assert verify(foreign(plain_pdf(), someone), trust=[someone.pem]).positive


def test_a_second_signature_of_another_program():
    first, second = pki.identity("Erika Muster"), pki.identity("Max Muster")
    data = foreign(foreign(plain_pdf(), first), second, field="Signature2", kind=SigSeedSubFilter.PADES)
    verdict = verify(data, trust=[first.pem, second.pem])
    assert states(verdict) == [("intact", "signature", "trusted"), ("intact", "none", "trusted")]
    assert [each.level for each in verdict.signatures] == ["PKCS#7", "PAdES-BASELINE-B"]


def test_a_customer_who_countersigns_with_another_program():
    """Into the prepared field, with its lock: ours stay valid, and it counts."""
    someone = pki.identity("Erika Muster", pki.authority())
    data = foreign(signed(2).data, someone, field="controller_1", kind=SigSeedSubFilter.PADES)
    verdict = verify(data, trust=[someone.pem])
    assert [each.changes for each in verdict.signatures] == ["signature", "signature", "none"]
    assert verdict.progress.state == "countersigned"


def test_a_customer_who_signs_in_a_field_of_their_own_does_not_count():
    data = foreign(signed(2).data, pki.identity("Erika Muster"), field="Signature1")
    verdict = verify(data)
    assert len(verdict.signatures) == 3
    assert verdict.progress.state in ("signed", "problem")
    assert all(party.signed == 0 for party in verdict.progress.parties if party.side == "controller")


def test_a_form_that_was_filled_in_afterwards():
    from pyhanko.pdf_utils.generic import pdf_string

    with pikepdf.open(io.BytesIO(plain_pdf())) as pdf:
        field = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                FT=pikepdf.Name.Tx,
                T=pikepdf.String("Name"),
                Rect=pikepdf.Array([10, 10, 100, 30]),
                P=pdf.pages[0].obj,
                V=pikepdf.String(""),
            )
        )
        pdf.pages[0].Annots = pikepdf.Array([field])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]), DA=pikepdf.String("/Helv 0 Tf"))
        data = saved(pdf)

    def fill(writer):
        found = writer.root["/AcroForm"]["/Fields"][0]
        found["/V"] = pdf_string("Erika")
        writer.update_container(found)

    verdict = verify(appended(foreign(data, pki.identity("Erika Muster")), fill))
    assert states(verdict) == [("intact", "form", "unchecked")]
    assert verdict.tone == "open"


def test_an_old_hash_proves_nothing():
    verdict = verify(foreign(plain_pdf(), pki.identity("Erika Muster"), md_algorithm="sha1"))
    (signature,) = verdict.signatures
    assert signature.integrity == "unverifiable" and "SHA1" in signature.reason
    assert not verdict.positive and verdict.tone == "open"


def test_a_kind_that_nobody_knows():
    data = foreign(plain_pdf(), pki.identity("Erika Muster")).replace(b"/adbe.pkcs7.detached", b"/muster.cms.detached")
    (signature,) = verify(data).signatures
    assert signature.integrity == "unverifiable" and "muster.cms.detached" in signature.reason


def test_a_timestamp_proves_the_time_if_its_authority_is_trusted():
    issuer, someone = pki.authority(), pki.identity("Erika Muster")
    data = foreign(plain_pdf(), someone, kind=SigSeedSubFilter.PADES, timestamper=stamper(issuer))
    (signature,) = verify(data, trust=[someone.pem, issuer.pem]).signatures
    assert (signature.level, signature.time_source) == ("PAdES-BASELINE-T", "timestamp")
    assert signature.trust == "trusted" and "Zeitstempel" in signature.when
    (signature,) = verify(data, trust=[someone.pem]).signatures
    assert signature.time_source == "signer", "a timestamp of somebody unknown proves nothing"


def test_a_timestamp_of_the_whole_document():
    issuer, someone = pki.authority(), pki.identity("Erika Muster")
    writer = IncrementalPdfFileWriter(io.BytesIO(foreign(plain_pdf(), someone, kind=SigSeedSubFilter.PADES)))
    data = signers.PdfTimeStamper(stamper(issuer)).timestamp_pdf(writer, "sha256").getvalue()
    verdict = verify(data, trust=[someone.pem, issuer.pem])
    assert [each.kind for each in verdict.signatures] == ["signature", "timestamp"]
    assert states(verdict)[0] == ("intact", "signature", "trusted")
    stamp = verdict.signatures[1]
    assert (stamp.integrity, stamp.level, stamp.signer) == ("intact", "DocTimeStamp", "Muster Zeitstempel")
    assert stamp.signed_at is not None
    assert verify(data).signatures[1].trust == "unchecked"


# ---- made to break the reader


def broken(change) -> bytes:
    """A signed file whose signature `change(field, value)` spoils, written anew."""
    with pikepdf.open(io.BytesIO(signed(1).data)) as pdf:
        field = next(each for each in pdf.Root.AcroForm.Fields if "/V" in each)
        change(pdf, field, field.V)
        return saved(pdf)


@pytest.mark.parametrize(
    "change",
    [
        lambda pdf, field, value: value.__delitem__("/ByteRange"),
        lambda pdf, field, value: value.__delitem__("/Contents"),
        lambda pdf, field, value: value.__delitem__("/SubFilter"),
        lambda pdf, field, value: setattr(value, "ByteRange", pikepdf.Array([0, -5, 10**18, 10**18])),
        lambda pdf, field, value: setattr(value, "ByteRange", pikepdf.Array([])),
        lambda pdf, field, value: setattr(value, "ByteRange", pikepdf.String("rubbish")),
        lambda pdf, field, value: setattr(value, "Contents", pikepdf.String("rubbish")),
        lambda pdf, field, value: setattr(value, "Contents", pikepdf.String("")),
        lambda pdf, field, value: setattr(value, "Contents", pikepdf.String(b"\x30\x84\xff\xff\xff\xff" + b"0" * 99)),
        lambda pdf, field, value: setattr(value, "Contents", pikepdf.String(b"\x30\x80" * 5000)),
        lambda pdf, field, value: setattr(value, "Reference", pikepdf.Array([pikepdf.Dictionary()])),
        lambda pdf, field, value: setattr(field, "V", pdf.pages[0].obj),
        lambda pdf, field, value: setattr(field, "V", pikepdf.Array([])),
        lambda pdf, field, value: setattr(field, "Kids", pikepdf.Array([field])),
        lambda pdf, field, value: setattr(field, "Parent", field),
        lambda pdf, field, value: setattr(field, "T", pikepdf.Array([])),
        lambda pdf, field, value: setattr(pdf.Root.AcroForm, "Fields", pdf.Root.AcroForm),
        lambda pdf, field, value: setattr(pdf.Root.AcroForm, "Fields", pikepdf.Array([pdf.Root.AcroForm] * 3)),
        lambda pdf, field, value: setattr(pdf.Root, "DSS", pikepdf.Array([])),
        lambda pdf, field, value: setattr(pdf.Root, "Perms", pikepdf.Array([])),
    ],
)
def test_hostile_files_are_not_good_and_do_not_crash(change):
    data = broken(change)
    try:
        verdict = verify(data, trust=[pki.authority().pem])
    except PdfError:
        return
    assert not verdict.positive
    assert all(each.integrity != "intact" for each in verdict.signatures)


def test_fields_nested_without_end():
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        inner = pdf.make_indirect(pikepdf.Dictionary(T=pikepdf.String("0"), FT=pikepdf.Name.Sig))
        for number in range(1, 1500):
            inner = pdf.make_indirect(pikepdf.Dictionary(T=pikepdf.String(str(number)), Kids=pikepdf.Array([inner])))
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([inner]))
        data = saved(pdf)
    with pytest.raises(PdfError):
        verify(data)


def test_thousands_of_signature_fields_are_refused():
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        all_fields = [
            pdf.make_indirect(pikepdf.Dictionary(T=pikepdf.String(f"s{n}"), FT=pikepdf.Name.Sig)) for n in range(2000)
        ]
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(all_fields))
        data = saved(pdf)
    with pytest.raises(PdfError):
        verify(data)


def test_a_stream_that_unpacks_to_gigabytes():
    import zlib

    packed = zlib.compress(zlib.compress(b"\0" * 40_000_000, 9), 9)
    with pikepdf.open(io.BytesIO(plain_pdf())) as pdf:
        stream = pdf.make_stream(b"")
        stream.write(
            packed, filter=pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode]), decode_parms=None
        )
        pdf.Root.DSS = pikepdf.Dictionary(Certs=pikepdf.Array([stream]))
        data = saved(pdf)
    assert verify(foreign(data, pki.identity("Erika Muster"))).tone == "open"


def test_random_damage_never_crashes_and_is_never_good():
    """Blocks cut out, doubled, overwritten and swapped, from a fixed seed."""
    dice, data = random.Random(28), signed(2).data
    trusted = [pki.authority().pem]
    for _ in range(60):
        spoiled = bytearray(data)
        for _ in range(dice.randint(1, 4)):
            at, length = dice.randrange(len(spoiled)), dice.randint(1, 200)
            block = bytes(dice.randbytes(length)) if dice.random() < 0.5 else spoiled[at : at + length] * 2
            spoiled[at : at + length] = block if dice.random() < 0.8 else b""
        try:
            verdict = verify(bytes(spoiled), trust=trusted)
        except PdfError:
            continue
        assert not verdict.positive


def test_inside_a_running_loop_the_answer_is_the_same():
    async def inside():
        return verify(signed(1).data, trust=[pki.authority().pem])

    assert asyncio.run(inside()).signatures[0].trust == "unknown"
