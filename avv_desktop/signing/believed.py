"""What a person gives so that signatures can be judged: certificates, pinned ones, revocations, trusted lists."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from asn1crypto import x509
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from avv_desktop.signing.chains import Material
from avv_desktop.signing.given_material import material
from avv_desktop.signing.judging import Judge
from avv_desktop.signing.security_store import knowledge
from avv_desktop.signing.trust import anchors
from avv_desktop.signing.trust_lists import Lists, read_lists


class Believed(NamedTuple):
    """Read and checked; the same for every signature of a file."""

    given: list[x509.Certificate]
    pinned: dict[str, tuple[str, ...]]
    """Names by fingerprint."""
    revocations: Material
    lists: Lists
    now: datetime.datetime | None

    @classmethod
    def of(
        cls,
        trust: Sequence[bytes],
        pinned: Mapping[str, Sequence[str]],
        revocations: Sequence[bytes],
        lists: Sequence[bytes],
        now: datetime.datetime | None,
    ) -> Believed:
        """Raises InputError, also TrustListError."""
        given = anchors(trust)
        return cls(
            given,
            _by_fingerprint(pinned),
            material(revocations),
            read_lists(lists, given, now),
            now,
        )

    def judge(self, material: Material) -> Judge:
        """Knows also what lies in the file."""
        everything = material + self.revocations
        return Judge([*self.given, *self.lists.authorities], knowledge(everything), self.now, self.pinned)

    def names(self, signature: EmbeddedPdfSignature | None) -> tuple[str, ...]:
        """Whose the signer's certificate is known to be; empty if it is not pinned."""
        try:
            return self.pinned.get(signature.signer_cert.sha256.hex(), ()) if signature is not None else ()
        except Exception:  # a foreign file may raise anything; then nobody is known to have signed
            return ()


def _by_fingerprint(pinned: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Fingerprints as people write them: capitals, colons and blanks do not count."""
    found: dict[str, tuple[str, ...]] = {}
    for name, fingerprints in pinned.items():
        for each in fingerprints if name.strip() else ():
            plain = "".join(each.replace(":", " ").split()).lower()
            found[plain] = (*found.get(plain, ()), name)
    return found
