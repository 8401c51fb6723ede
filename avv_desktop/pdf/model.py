"""Pages. `Pdf` is bytes nobody has signed; what somebody has signed is `signing.model.SignedPdf`."""

from __future__ import annotations

from msgspec import Struct

from avv_desktop.document.model import Document, PrintedClause


class Place(Struct, frozen=True):
    """Where something came to stand: page from 1, points from the top left corner.

    kind: "section" (id), "paragraph" (id), "field" (the field's name), "signature" (the signature field's name).
    """

    kind: str
    id: str
    page: int
    x: float
    y: float
    width: float
    height: float


class Mended(Struct, frozen=True):
    """A character the standards or fonts do not allow, and where it stood (field name or section id)."""

    characters: str
    place: str


class Typeset(Struct, frozen=True):
    """The pages without signature fields and without the data inside: what the preview shows."""

    data: bytes
    pages: int
    places: tuple[Place, ...]
    mended: tuple[Mended, ...] = ()
    standard: bool = True
    """False: the pages could only be made without PDF/A and PDF/UA; fit for the preview, never for output."""


class Pdf(Struct, frozen=True):
    """A finished, unsigned agreement: PDF/A-3a and PDF/UA-1, with fields and data. Same draft, same bytes."""

    data: bytes


class Carried(Struct, frozen=True):
    """What travels inside the PDF as associated file: only what is printed.

    answers: the answers that are printed, by field name; measures likewise (control id → printed texts).
    """

    document: Document
    answers: dict[str, object]
    measures: dict[str, tuple[str, ...]]
    template: str
    template_version: int
    template_hash: str
    composer: str
    created: str
    schema: int = 2
    clauses: tuple[PrintedClause, ...] = ()
    """Printed clauses that say other words than the template's."""
