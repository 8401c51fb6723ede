"""The security store of a file (DSS, ISO 32000-2, 12.8.4.3): what of certificates and revocation lies in it."""

from __future__ import annotations

from asn1crypto import crl as asn1_crl
from asn1crypto import ocsp as asn1_ocsp
from pyhanko.pdf_utils.rw_common import PdfHandler
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.policy_decl import LocalKnowledge
from pyhanko_certvalidator.revinfo.archival import CRLContainer, OCSPContainer

from avv_desktop.signing.chains import Material


def stored(opened: PdfHandler) -> Material | None:
    """Of a file or of one of its revisions; None if there is no store, or none that can be read."""
    try:
        if "/DSS" not in opened.root:
            return None
        store = DocumentSecurityStore.read_dss(opened)
        return Material(
            tuple(store.load_certs()),
            tuple(asn1_crl.CertificateList.load(each.get_object().data) for each in store.crls),
            tuple(asn1_ocsp.OCSPResponse.load(each.get_object().data) for each in store.ocsps),
        )
    except Exception:  # a foreign file may raise anything; then nothing is known from it
        return None


def knowledge(material: Material) -> LocalKnowledge:
    """As pyHanko's judges want it."""
    return LocalKnowledge(
        known_crls=[CRLContainer(each) for each in material.crls],
        known_ocsps=[ocsp for each in material.ocsps for ocsp in OCSPContainer.load_multi(each)],
        known_certs=list(material.certificates),
    )


def put(writer: BasePdfFileWriter, material: Material) -> bool:
    """Into the store of the file that is being written; False if everything lies there already."""
    store = DocumentSecurityStore.supply_dss_in_writer(
        writer,
        None,
        certs=material.certificates,
        crls=material.crls,
        ocsps=material.ocsps,
    )
    return bool(store.modified)
