"""Reports of a verdict: for machines as JSON and XML (ETSI TS 119 102-2), for people as accessible pages."""

from __future__ import annotations

import datetime
import io
import json

import pikepdf
import pytest
from lxml import etree

from avv_desktop import flow
from avv_desktop.__main__ import main
from avv_desktop.signing.ades_report import VR, xml_report
from avv_desktop.verdict.as_json import as_json
from avv_desktop.verdict.judge import Given
from avv_desktop.verdict.pages import as_pdf, as_report
from tests.unit import signing_pki as pki
from tests.unit.attacks import ATTACKS, believed
from tests.unit.signing_sample import SIGNERS, plain_pdf, signed, trial

AT = datetime.datetime(2026, 11, 23, 9, 30, tzinfo=datetime.UTC)
TRUST = tuple(trial(name).signer.signing_cert.dump() for name in SIGNERS)
NAMES = (
    "kind",
    "field",
    "signer",
    "level",
    "integrity",
    "changes",
    "trust",
    "indication",
    "sub_indication",
    "signing_time",
    "signing_time_source",
    "best_time",
    "qualified",
)


def judged(data: bytes):
    return flow.verify(data, given=Given(trust=TRUST))


# ---- JSON


def test_every_signature_has_every_name():
    found = as_json(judged(signed(3).data))
    assert len(found["signatures"]) == 3
    for each in found["signatures"]:
        assert tuple(each)[: len(NAMES)] == NAMES
    first = found["signatures"][0]
    assert (first["kind"], first["integrity"], first["changes"], first["trust"]) == (
        "signature",
        "intact",
        "signature",
        "trusted",
    )
    assert datetime.datetime.fromisoformat(first["signing_time"]).tzinfo is not None
    assert (first["signing_time_source"], first["best_time"], first["qualified"]) == ("signer", "", "simple")
    assert json.loads(json.dumps(found, default=str))["positive"] is True


def test_the_best_proven_time_of_a_timestamp():
    from tests.unit.test_signing_foreign import SigSeedSubFilter, foreign, stamper

    issuer, someone = pki.authority(), pki.identity("Erika Muster")
    data = foreign(plain_pdf(), someone, kind=SigSeedSubFilter.PADES, timestamper=stamper(issuer))
    (found,) = as_json(flow.verify(data, trust=[someone.pem, issuer.pem]))["signatures"]
    assert found["signing_time_source"] == "timestamp" and found["best_time"] == found["signing_time"] != ""


# ---- XML


def indications(report: bytes) -> list[tuple[str, str]]:
    tree = etree.fromstring(report)
    found = []
    for each in tree.findall(f"{{{VR}}}SignatureValidationReport"):
        status = each.find(f"{{{VR}}}SignatureValidationStatus")
        main, sub = (status.findtext(f"{{{VR}}}{name}") or "" for name in ("MainIndication", "SubIndication"))
        found.append((main.rpartition(":")[2], sub.rpartition(":")[2]))
    return found


def test_xml_says_what_the_verdict_says():
    verdict = judged(signed(3).data)
    report = xml_report(signed(3).data, verdict)
    assert indications(report) == [("total-passed", "")] * 3
    tree = etree.fromstring(report)
    certificates = {each.get("VOReference") for each in tree.iter(f"{{{VR}}}SignerCertificate")}
    assert len(certificates) == 3
    assert len(list(tree.iter("{http://www.w3.org/2000/09/xmldsig#}SignatureValue"))) == 3


@pytest.mark.parametrize(
    "name", ["page_added", "a_letter_of_the_text_is_another", "contents_are_noise", "byte_range_is_empty"]
)
def test_xml_of_forgeries(name):
    data = ATTACKS[name]()
    verdict = judged(data)
    found = indications(xml_report(data, verdict))
    assert found == [(each.indication.lower(), each.sub_indication) for each in verdict.signatures]
    assert ("total-passed", "") not in found[-1:]


def test_xml_of_a_seal_and_of_a_file_without_signatures():
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers

    from tests.unit.test_signing_foreign import stamper

    issuer = pki.authority()
    writer = IncrementalPdfFileWriter(io.BytesIO(signed(2).data))
    data = signers.PdfTimeStamper(stamper(issuer)).timestamp_pdf(writer, "sha256").getvalue()
    verdict = flow.verify(data, given=Given(trust=(*TRUST, issuer.pem)))
    assert indications(xml_report(data, verdict)) == [("total-passed", "")] * 3
    assert indications(xml_report(plain_pdf(), judged(plain_pdf()))) == []


# ---- pages


def test_pages_keep_both_standards_and_say_it_in_words():
    from avv_desktop.pdf.pages import Pages

    verdict = judged(signed(2).data)
    data = as_pdf(verdict, "Vertrag.pdf", signed(2).data, AT)
    with Pages(data) as pages:
        text = " ".join(" ".join(pages.text(index) for index in range(pages.count)).split())
    for words in ("Prüfbericht", verdict.headline[:40], "Aida Dia", "TOTAL-PASSED", "SHA-256", "Art. 28 Abs. 9"):
        assert words in text, words
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang).startswith("de")
        metadata = pdf.Root.Metadata.read_bytes()
    assert b"pdfaid:part" in metadata and b"pdfuaid:part" in metadata
    assert as_pdf(verdict, "Vertrag.pdf", signed(2).data, AT) == data, "the same verdict gives the same bytes"


def test_what_is_bad_stands_in_a_box():
    data = ATTACKS["page_added"]()
    report = as_report(flow.verify(data, given=Given(trust=believed())), "x.pdf", data, AT)
    assert report.warning == report.lead == "Dieses Dokument ist nicht mehr so, wie es unterschrieben wurde."
    entries = next(each.entries for each in report.sections if each.entries)
    assert all(each.alert for each in entries)
    assert as_report(judged(signed(1).data), "x.pdf", b"", AT).warning == ""


def test_odd_names_do_no_harm():
    verdict = judged(signed(1).data)
    assert as_pdf(verdict, '#set page("a4") 客户\u202e\x07.pdf', b"", AT).startswith(b"%PDF-")


# ---- the command


@pytest.mark.parametrize("ending", ["pdf", "xml", "json"])
def test_the_command_writes_each_kind(tmp_path, capsys, ending):
    path, out = tmp_path / "Vertrag.pdf", tmp_path / f"Bericht.{ending}"
    path.write_bytes(signed(2).data)
    trust = []
    for number, certificate in enumerate(TRUST):
        (tmp_path / f"{number}.cer").write_bytes(certificate)
        trust += ["--trust", str(tmp_path / f"{number}.cer")]
    assert main(["verify", str(path), *trust, "--report", str(out)]) == 0
    assert out.read_bytes()[:5] in (b"%PDF-", b"<?xml", b'{\n  "', b'{\n "s')
    assert "Gespeichert" in capsys.readouterr().out
    assert main(["verify", str(path), "--report", str(out), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["tone"] == "open"


def test_the_command_refuses_what_it_cannot_write(tmp_path, capsys):
    path = tmp_path / "Vertrag.pdf"
    path.write_bytes(signed(1).data)
    assert main(["verify", str(path), "--report", str(tmp_path / "a.odt")]) == 2
    assert main(["verify", str(path), "--report", str(path)]) == 2
    assert path.read_bytes() == signed(1).data
    capsys.readouterr()


def test_the_command_takes_pins_and_the_original(tmp_path, capsys):
    path, original, certificate = (tmp_path / name for name in ("b.pdf", "a.pdf", "aida.cer"))
    path.write_bytes(signed(1).data)
    original.write_bytes(plain_pdf())
    certificate.write_bytes(TRUST[0])
    assert main(["verify", str(path), "--pin", f"Aida Dia={certificate}"]) == 0
    assert main(["verify", str(path), "--pin", f"Aida Dia={certificate}", "--original", str(original)]) == 1
    assert "nicht der Vertrag, der verschickt wurde" in capsys.readouterr().out
    for wrong in ("Aida Dia", "=", f"={certificate}", "Aida Dia="):
        assert main(["verify", str(path), "--pin", wrong]) == 2
    capsys.readouterr()
