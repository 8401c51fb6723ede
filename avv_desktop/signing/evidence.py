"""What proof lies in a file: timestamps, certificates, words on revocation. Looks only at what is there and what
belongs together; whether it is to be believed, `proof` and `trust` say. Nothing here raises.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from asn1crypto import cms, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from avv_desktop.signing import chains, timestamp_tokens
from avv_desktop.signing.chains import Material
from avv_desktop.signing.integrity import is_timestamp
from avv_desktop.signing.pdf_file import Field
from avv_desktop.signing.security_store import stored


class Stamp(NamedTuple):
    """A document timestamp. store: the security store as it was when it was made."""

    signature: EmbeddedPdfSignature
    revision: int
    moment: datetime.datetime
    store: Material | None


class Evidence:
    """Of one file. stamps: document timestamps, the oldest first."""

    def __init__(self, opened: PdfFileReader, fields: Sequence[Field]) -> None:
        self.store = stored(opened)
        signatures = [each.signature for each in fields if each.signature is not None]
        found = [_stamp(opened, each) for each in signatures]
        self.stamps = sorted((each for each in found if each), key=lambda each: each.revision)

        certificates = tuple(certificate for each in signatures for certificate in brought(each))
        self.material = (self.store or Material()) + Material(certificates)
        """The store, and the certificates that come with all signatures and timestamps."""

    def later(self, signature: EmbeddedPdfSignature) -> list[Stamp]:
        """The document timestamps over a signature, the oldest first."""
        return [each for each in self.stamps if each.revision > signature.signed_revision]

    def moment(self, signature: EmbeddedPdfSignature) -> datetime.datetime | None:
        """When it was there, as its timestamps say: its own, or the oldest one over it."""
        if is_timestamp(signature):
            return timestamp_tokens.time_of(signature.signed_data)
        own = [timestamp_tokens.time_of(each) for each in own_tokens(signature)]
        return min([*own, *(each.moment for each in self.later(signature)[:1])], default=None)

    def chains(self, signature: EmbeddedPdfSignature) -> list[tuple[list[x509.Certificate], datetime.datetime | None]]:
        """The signer's chain and that of each of its timestamps, with the moment each has to be good at."""
        known, own = self.material.certificates, own_tokens(signature)
        first = (chains.chain(signature.signer_cert, known), self.moment(signature))
        return [
            first,
            *((chains.chain(timestamp_tokens.authority(each), known), timestamp_tokens.time_of(each)) for each in own),
        ]

    def covered(self, signature: EmbeddedPdfSignature, store: Material | None) -> bool:
        """Does `store` speak for everybody who could have been revoked?"""
        if store is None:
            return False
        for chain, moment in self.chains(signature):
            if moment is None or not (len(chain) > 1 or chains.self_issued(chain[0])):
                return False
            if not all(chains.covered(each, above, store, moment) for each, above in chains.asked_about(chain)):
                return False
        return True

    def archived(self, signature: EmbeddedPdfSignature) -> bool:
        """Did a document timestamp seal it together with everything that speaks for it?"""
        return any(self.covered(signature, each.store) for each in self.later(signature))


def brought(signature: EmbeddedPdfSignature) -> list[x509.Certificate]:
    """The certificates that come with a signature and its timestamps."""
    try:
        signed = [signature.signed_data, *own_tokens(signature)]
        return [each.chosen for one in signed for each in one["certificates"] or () if each.name == "certificate"]
    except Exception:  # a foreign file may raise anything; then it brings nothing
        return []


def own_tokens(signature: EmbeddedPdfSignature) -> list[cms.SignedData]:
    """The timestamps inside a signature."""
    return list(extract_tst_data_iter(signature.signer_info, signed=False))


def _stamp(opened: PdfFileReader, signature: EmbeddedPdfSignature) -> Stamp | None:
    try:
        if not is_timestamp(signature):
            return None
        revision = signature.signed_revision
        moment = timestamp_tokens.time_of(signature.signed_data)
        timestamp_tokens.authority(signature.signed_data)  # whoever names none proves nothing
        return Stamp(signature, revision, moment, stored(opened.get_historical_resolver(revision)))
    except Exception:  # a foreign file may raise anything; then it proves nothing
        return None
