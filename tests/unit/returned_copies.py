"""What customers and their tools make of a signed PDF."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2

from tests.unit.signing_sample import saved


def flattened(data: bytes) -> bytes:
    """Signatures and their pictures have become part of the pages."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.flatten_annotations("all")
        if "/AcroForm" in pdf.Root:
            del pdf.Root.AcroForm
        return saved(pdf)


def rewritten(data: bytes) -> bytes:
    """As a signing service writes it: the pages in a new file, nothing else."""
    made, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    made.import_pages(pypdfium2.PdfDocument(data))
    made.save(out)
    return out.getvalue()


def added_words(data: bytes, words: str) -> bytes:
    """With words printed at the foot of the last page."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for each in pdf.pages:
            if "/Annots" in each:
                del each.Annots
        page = pdf.pages[-1]
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        name = page.add_resource(pdf.make_indirect(font), pikepdf.Name.Font)
        drawn = f"BT {name} 10 Tf 90 120 Td ({words}) Tj ET"
        page.contents_add(pdf.make_stream(drawn.encode("ascii")))
        return saved(pdf)


def scanned(data: bytes) -> bytes:
    """Pictures of the pages, as a scanner makes them."""
    pages = [page.render(scale=1).to_pil().convert("L") for page in pypdfium2.PdfDocument(data)]
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:])
    return out.getvalue()
