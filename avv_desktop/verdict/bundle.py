"""The evidence of an agreement in one ZIP: the signed file, reports for people and machines, its trail, all hashes."""

from __future__ import annotations

import datetime
import hashlib
import io
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from avv_desktop.system.files import safe_name

if TYPE_CHECKING:
    from avv_desktop.signing.model import Verdict
    from avv_desktop.store.model import Step


def bundle(name: str, data: bytes, verdict: Verdict, steps: Sequence[Step], at: datetime.datetime) -> bytes:
    """name, data: of the signed file, judged by verdict; steps: what the trail says of it.

    Raises PdfError, TypesettingFailed.
    """
    from avv_desktop.signing.ades_report import xml_report
    from avv_desktop.verdict.as_json import as_json
    from avv_desktop.verdict.pages import as_pdf

    parts = {
        _beside_the_others(name): data,
        "report.pdf": as_pdf(verdict, name, data, at),
        "report-etsi.xml": xml_report(data, verdict),
        "verdict.json": msgspec.json.format(msgspec.json.encode(as_json(verdict)), indent=1),
        "trail.json": msgspec.json.format(msgspec.json.encode(list(steps)), indent=1),
    }
    hashes = "".join(f"{hashlib.sha256(each).hexdigest()}  {called}\n" for called, each in parts.items())
    parts["SHA256SUMS"] = hashes.encode()
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for called, each in parts.items():
            packed.writestr(zipfile.ZipInfo(called, at.timetuple()[:6]), each, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _beside_the_others(name: str) -> str:
    """Never a path, never the name of a report."""
    stem = safe_name(name.removesuffix(".pdf").removesuffix(".PDF"))
    return f"{stem}.pdf" if stem.casefold() != "report" else f"_{stem}.pdf"
