"""What is appended to a signed file for later: the security store, and a timestamp over the whole document.

Each is a revision of its own; the result begins with the bytes that were given. The timestamp's field shows nothing:
its widget lies outside of every page, so that neither PDF/A (it may be printed) nor PDF/UA (it is no content) objects.
"""

from __future__ import annotations

import io

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import DocumentTimestamp

from avv_desktop.signing import security_store
from avv_desktop.signing.chains import Material
from avv_desktop.signing.timestamps import Stamper

DIGEST = "sha256"
RESERVED = 32768
"""Hexadecimal digits for a timestamp with its certificates."""
NAME = "Zeitstempel"
INVISIBLE = InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True)


def with_store(data: bytes, material: Material) -> bytes:
    """With everything of `material` in the security store; `data` itself if it lies there already."""
    writer = _writer(data)
    if not security_store.put(writer, material):
        return data
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def with_timestamp(data: bytes, stamper: Stamper, names: frozenset[str]) -> bytes:
    """With a document timestamp (ETSI EN 319 142-1, 5.4.3). names: of the fields there are. Raises TimestampFailed."""
    name = next(each for n in range(1, len(names) + 2) if (each := f"{NAME}_{n}") not in names)
    writer, out = _writer(data), io.BytesIO()
    field = SigFieldSpec(name, invis_sig_settings=INVISIBLE, readable_field_name=NAME)
    steps = PdfCMSEmbedder(new_field_spec=field).write_cms(field_name=name, writer=writer, existing_fields_only=False)
    next(steps)
    steps.send(SigObjSetup(sig_placeholder=DocumentTimestamp(bytes_reserved=RESERVED)))
    prepared, _ = steps.send(SigIOSetup(md_algorithm=DIGEST, in_place=False, output=out))
    steps.send(stamper.stamp(prepared.document_digest, DIGEST))
    return out.getvalue()


def _writer(data: bytes) -> IncrementalPdfFileWriter:
    """Of a reader that has read nothing yet: pyHanko would write the metadata anew otherwise, without its content."""
    return IncrementalPdfFileWriter(io.BytesIO(data), strict=False)
