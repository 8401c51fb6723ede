"""Signed agreement ──▶ the files for the customer, in a folder or as one ZIP."""

from __future__ import annotations

import datetime
import io
import zipfile

from avv_desktop import flow
from avv_desktop.errors import NoAgreementInside
from avv_desktop.kit.sheets import HOW, SUMMARY, checksums, how_to, summary
from avv_desktop.signing.signers import signers
from avv_desktop.system.files import safe_name
from avv_desktop.system.language import tr

CHECKSUMS = "Prüfsummen.txt"


def kit(data: bytes, name: str, created: datetime.datetime) -> dict[str, bytes]:
    """Files by name: the agreement byte for byte, one page in plain words, how to check and countersign, checksums.

    Raises NoAgreementInside for a PDF that is none of ours, PdfError, EncryptedPdf, TypesettingFailed.
    """
    document = flow.document_inside(data)
    if document is None:
        raise NoAgreementInside(path=name)
    stem = safe_name(name.removesuffix(".pdf").removesuffix(".PDF"))
    name = f"{stem}.pdf"
    ours, progress = signers(data), flow.progress(data)
    return {
        name: data,
        f"{SUMMARY}.pdf": summary(document, progress, created),
        f"{HOW}.pdf": how_to(document, name, data, ours, progress, created),
        CHECKSUMS: checksums(name, data, ours).encode("utf-8-sig"),
    }


def zipped(files: dict[str, bytes], created: datetime.datetime) -> bytes:
    """The same files and moment give the same bytes."""
    out, moment = io.BytesIO(), created.astimezone(datetime.UTC).timetuple()[:6]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (max(moment[0], 1980), *moment[1:])), data)
    return out.getvalue()


def folder_name(name: str) -> str:
    return safe_name(tr("Reply kit {name}", name=name.removesuffix(".pdf")))
