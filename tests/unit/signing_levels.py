"""Files signed with certificates of the test authority, and what is added to them later."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path

from avv_desktop.signing.augment import upgrade
from avv_desktop.signing.model import SignedPdf
from avv_desktop.signing.pades import sign
from avv_desktop.signing.plan import Level
from avv_desktop.signing.revocation import Sources
from avv_desktop.signing.timestamps import Stamper
from avv_desktop.system.settings import TimestampService
from tests.unit.pki_services import Loopback
from tests.unit.signing_sample import agreement, slot

ORDER = ("aida", "joern", "erika")


def stamper(loopback: Loopback, mood: str = "", label: str = "tsa") -> Stamper:
    """Its clock is the authority's."""

    def clock() -> datetime.datetime:
        return loopback.now or datetime.datetime.now(datetime.UTC)

    return Stamper([TimestampService("Muster", loopback.tsa(mood, label))], seconds=5, clock=clock)


def sources(loopback: Loopback, online: bool = True, **more) -> Sources:
    return Sources(anchors=(loopback.certificate("root"),), online=online, seconds=5, **more)


@cache
def signed(loopback: Loopback, times: int, at_once: bool = False) -> SignedPdf:
    """By two directors and the customer; at_once: each with a timestamp."""
    pdf = signed(loopback, times - 1, at_once) if times > 1 else agreement()
    service = stamper(loopback) if at_once else None
    return sign(pdf, loopback.key(ORDER[times - 1]), slot(pdf.data, times - 1), stamper=service)


def upgraded(loopback: Loopback, pdf: SignedPdf, wanted: Level, label: str = "tsa") -> SignedPdf:
    return upgrade(pdf, wanted, stamper=stamper(loopback, label=label), sources=sources(loopback), now=loopback.now)


def kept(pdf: SignedPdf, path: Path) -> Path:
    path.write_bytes(pdf.data)
    return path
