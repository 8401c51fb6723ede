"""Which level of PAdES a signature has (ETSI EN 319 142-1, 6.1), or what else it is."""

from __future__ import annotations

from pyhanko.sign.validation.generic_cms import get_signing_cert_attr
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from avv_desktop.signing.evidence import Evidence
from avv_desktop.signing.integrity import is_timestamp

BASELINE = "PAdES-BASELINE-"


def level(signature: EmbeddedPdfSignature, evidence: Evidence) -> str:
    """ "PAdES-BASELINE-B" to "…-LTA"; "DocTimeStamp"; for other signatures their kind, as the file names it.

    Says what is there, not whether it is believed. Never raises.
    """
    try:
        if is_timestamp(signature):
            return "DocTimeStamp"
        kind = str(signature.sig_object.get("/SubFilter", "")).removeprefix("/")
        if kind != "ETSI.CAdES.detached" or not _baseline(signature):
            return "PKCS#7" if kind.startswith("adbe.") else kind
        if evidence.moment(signature) is None:
            return BASELINE + "B"
        if not evidence.covered(signature, evidence.store):
            return BASELINE + "T"
        return BASELINE + ("LTA" if evidence.archived(signature) else "LT")
    except Exception:  # a foreign file may raise anything
        return ""


def _baseline(signature: EmbeddedPdfSignature) -> bool:
    """EN 319 142-1, table 1: the signing certificate is signed along, its time stands in /M and not in the CMS."""
    attributes = signature.signer_info["signed_attrs"]
    names = {each["type"].native for each in attributes}
    return (
        get_signing_cert_attr(attributes) is not None and "signing_time" not in names and "/M" in signature.sig_object
    )
