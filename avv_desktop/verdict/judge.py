"""A file and what a person believes ──▶ Verdict."""

from __future__ import annotations

import datetime

from msgspec import Struct

from avv_desktop.signing.limits import SECONDS, within
from avv_desktop.signing.model import Verdict


class Given(Struct, frozen=True):
    """What a verdict rests on; nothing else is believed.

    trust: certificates (PEM or DER). pinned: fingerprints of certificates, by whose they are known to be. revocations:
    revocation lists and OCSP answers. lists: EU trusted lists. original: what was sent. seconds: how long it may take.
    """

    trust: tuple[bytes, ...] = ()
    pinned: dict[str, tuple[str, ...]] = {}
    revocations: tuple[bytes, ...] = ()
    lists: tuple[bytes, ...] = ()
    original: bytes | None = None
    now: datetime.datetime | None = None
    seconds: float = SECONDS


def judge(data: bytes, given: Given, composer: str) -> Verdict:
    """What can be said of any PDF, offline: its signatures, and of an agreement of ours also its pages.

    Raises PdfError, EncryptedPdf, NotVerifiable; InputError and TrustListError for what is given.
    """
    from avv_desktop.signing.conclusion import with_pages
    from avv_desktop.signing.verify import verify
    from avv_desktop.verdict.content import content, same_as

    verdict = verify(
        data,
        trust=given.trust,
        pinned=given.pinned,
        revocations=given.revocations,
        lists=given.lists,
        now=given.now,
        seconds=given.seconds,
    )
    pages = within(given.seconds, lambda: content(data, composer))
    return with_pages(verdict, pages, None if given.original is None else same_as(data, given.original))
