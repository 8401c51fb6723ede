"""A verdict as XML for machines: ETSI TS 119 102-2, one report for each signature, by pyHanko's generator.

What it says is what the verdict says; nothing is judged differently here.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator
from types import SimpleNamespace

from lxml import etree
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate, AdESPassed, AdESSubIndic
from pyhanko.sign.validation.ades import AdESBasicValidationResult
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.report.tools import generate_report
from pyhanko_certvalidator.policy_decl import NO_REVOCATION

from avv_desktop.signing import pdf_file
from avv_desktop.signing.chains import Material
from avv_desktop.signing.integrity import is_timestamp
from avv_desktop.signing.judging import Judge
from avv_desktop.signing.model import SignatureVerdict, Verdict
from avv_desktop.signing.security_store import knowledge, stored
from avv_desktop.signing.waiting import finished

VR = "http://uri.etsi.org/19102/v1.2.1#"
MAIN = "urn:etsi:019102:mainindication:"
SUB = "urn:etsi:019102:subindication:"
KNOWN: dict[str, AdESSubIndic] = {
    each.standard_name: each for kind in (AdESFailure, AdESIndeterminate) for each in kind
}


def xml_report(data: bytes, verdict: Verdict) -> bytes:
    """Of the file that `verdict` is about. Raises PdfError for a file that cannot be read."""
    opened = pdf_file.reader(data)
    found = {field.name: field.signature for field in pdf_file.fields(opened)}
    judge = Judge([], knowledge(stored(opened) or Material()))
    report = etree.Element(f"{{{VR}}}ValidationReport", nsmap={"vr": VR})
    objects: dict[str, etree._Element] = {}
    for each in verdict.signatures:
        single = _single(found.get(each.field), each, judge)
        report.append(single[0])
        objects |= {str(one.get("id")): one for one in single[1:]}
    if objects:
        holder = etree.SubElement(report, f"{{{VR}}}SignatureValidationObjects")
        holder.extend(objects.values())
    etree.indent(report)
    return etree.tostring(report, xml_declaration=True, encoding="UTF-8")


def _single(signature: EmbeddedPdfSignature | None, about: SignatureVerdict, judge: Judge) -> list[etree._Element]:
    """The report of one signature, then the objects it refers to."""
    try:
        if signature is not None:
            status = finished(_status(signature, about, judge))
            return list(_parts(generate_report(signature, status), about))
    except Exception:  # a foreign file may make the generator raise anything; then the bare result is reported
        pass
    return [_bare(about)]


async def _status(signature: EmbeddedPdfSignature, about: SignatureVerdict, judge: Judge) -> AdESBasicValidationResult:
    if is_timestamp(signature):
        status = await judge.timestamp(signature.signed_data, signature.compute_digest, NO_REVOCATION)
    else:
        status = await judge.signature(signature.signed_data, signature.compute_digest(), NO_REVOCATION)
    return dataclasses.replace(status, ades_subindic=_named(about), api_status=_plain(status.api_status, signature))


def _plain(status, signature: EmbeddedPdfSignature) -> SimpleNamespace:
    """What the generator reads of pyHanko's status, also where that of a timestamp lacks it."""
    return SimpleNamespace(
        md_algorithm=signature.md_algorithm,
        signing_cert=signature.signer_cert,
        validation_time=getattr(status, "validation_time", None) or datetime.datetime.now(datetime.UTC),
        timestamp_validity=getattr(status, "timestamp_validity", None),
        content_timestamp_validity=getattr(status, "content_timestamp_validity", None),
        cades_signer_attrs=getattr(status, "cades_signer_attrs", None),
    )


def _named(about: SignatureVerdict) -> AdESSubIndic:
    if about.indication == "TOTAL-PASSED":
        return AdESPassed.OK
    return KNOWN.get(about.sub_indication, AdESIndeterminate.GENERIC)


def _parts(report: str, about: SignatureVerdict) -> Iterator[etree._Element]:
    tree = etree.fromstring(report.encode())
    single = next(tree.iter(f"{{{VR}}}SignatureValidationReport"))
    _correct(single, about)
    yield single
    yield from tree.iter(f"{{{VR}}}ValidationObject")


def _correct(single: etree._Element, about: SignatureVerdict) -> None:
    """The result in the verdict's own words; a passed signature has no sub-indication."""
    status = next(single.iter(f"{{{VR}}}SignatureValidationStatus"))
    single.replace(status, _result(about))


def _bare(about: SignatureVerdict) -> etree._Element:
    single = etree.Element(f"{{{VR}}}SignatureValidationReport", nsmap={"vr": VR})
    single.append(_result(about))
    return single


def _result(about: SignatureVerdict) -> etree._Element:
    status = etree.Element(f"{{{VR}}}SignatureValidationStatus", nsmap={"vr": VR})
    etree.SubElement(status, f"{{{VR}}}MainIndication").text = MAIN + about.indication.lower()
    if about.sub_indication:
        etree.SubElement(status, f"{{{VR}}}SubIndication").text = SUB + about.sub_indication
    return status
