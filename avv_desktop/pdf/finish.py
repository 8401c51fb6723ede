"""Pages → Pdf: signature fields and the data inside. Same input, same bytes."""

from __future__ import annotations

import io

from avv_desktop.document.model import Document
from avv_desktop.errors import TypesettingFailed
from avv_desktop.pdf.carry import attach
from avv_desktop.pdf.fields import add_fields
from avv_desktop.pdf.model import Carried, Pdf, Typeset


def finish(typeset: Typeset, document: Document, carried: Carried, data: bytes | None = None) -> Pdf:
    """A finished, unsigned agreement to PDF/A-3a and PDF/UA-1. Raises TypesettingFailed for preview pages.

    data: `carried` as it was written before, where the very same bytes matter.
    """
    import pikepdf

    if not typeset.standard:
        raise TypesettingFailed(reason="these pages keep no standard; they are for the screen only")
    with pikepdf.open(io.BytesIO(typeset.data)) as pdf:
        add_fields(pdf, document, typeset.places)
        attach(pdf, carried, data)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return Pdf(out.getvalue())
