"""Revocation lists and answers that lie in the signatures themselves (Adobe's archival attribute; RFC 5652, 5.1)."""

from __future__ import annotations

from collections.abc import Sequence

from asn1crypto import cms
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from avv_desktop.signing.chains import Material
from avv_desktop.signing.pdf_file import Field


def embedded(fields: Sequence[Field]) -> Material:
    """Of all signatures of a file. Never raises."""
    found = Material()
    for field in fields:
        if field.signature is not None:
            found += _of(field.signature)
    return found


def _of(signature: EmbeddedPdfSignature) -> Material:
    try:
        lists = [each.chosen for each in signature.signed_data["crls"] or () if each.name == "crl"]
        return Material((), tuple(lists)) + _archived(signature.signer_info)
    except Exception:  # a foreign file may raise anything; then nothing is known from it
        return Material()


def _archived(signer: cms.SignerInfo) -> Material:
    found = Material()
    for attribute in signer["signed_attrs"]:
        if attribute["type"].native == "adobe_revocation_info_archival":
            for each in attribute["values"]:
                found += Material((), tuple(each["crl"] or ()), tuple(each["ocsp"] or ()))
    return found
