"""What the page for foreign PDFs has done elsewhere. For a worker; knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from avv_desktop import flow
from avv_desktop.signing.model import PreCheck, SignedPdf
from avv_desktop.system.files import free_name, read, write_whole
from avv_desktop.system.language import tr
from ui.signing import tasks

if TYPE_CHECKING:
    from avv_desktop.pdf.pages import Pages
    from avv_desktop.signing.boxes import Box
    from avv_desktop.signing.foreign import ForeignPdf
    from avv_desktop.signing.keys import Key
    from avv_desktop.store.open import Store
    from avv_desktop.system.settings import TimestampService


class Opened(NamedTuple):
    path: Path
    data: bytes
    pages: Pages
    found: ForeignPdf


class Wanted(NamedTuple):
    """field: one that is there; empty for a new one in `box`."""

    field: str
    box: Box | None
    function: str
    place: str


def open_foreign(path: str) -> Opened:
    """Raises FileMissing, PdfError, EncryptedPdf."""
    from avv_desktop.pdf.pages import Pages
    from avv_desktop.signing.foreign import look_at

    data = read(Path(path))
    found = look_at(data)
    return Opened(Path(path), data, Pages(data), found)


def checks(opened: Opened, wanted: Wanted, key: Key | None) -> list[PreCheck]:
    """Of the file and the place; with a key also of the certificate."""
    from avv_desktop.signing.foreign import checks as of_place
    from avv_desktop.signing.foreign import new_name, slot_of
    from avv_desktop.signing.precheck import certificate_checks, precheck

    found = of_place(opened.data, None if wanted.field else wanted.box)
    if wanted.field:
        slot = slot_of(wanted.field, "", wanted.function, wanted.place)
        return [*found, *precheck(opened.data, slot, key.certificate if key else None)]
    slot = slot_of(new_name(opened.found), "", wanted.function, wanted.place)
    return [*found, *(certificate_checks(slot, key.certificate) if key else ())]


def sign(
    store: Store | None, opened: Opened, wanted: Wanted, key: Key, services: Sequence[TimestampService]
) -> SignedPdf:
    """Raises what `flow.sign_file` raises."""
    from avv_desktop.signing.foreign import new_name, slot_of

    name = key.certificate.name
    slot = slot_of(wanted.field or new_name(opened.found), name, wanted.function, wanted.place)
    box = None if wanted.field else wanted.box
    shown = tasks.pictures(store, name)
    return flow.sign_file(opened.data, key, slot, stamper=tasks.stamper(services), pictures=shown, box=box)


def keep(opened: Opened, signed: SignedPdf) -> Path:
    """Beside the file it was made from, under a name of its own. Raises CannotWrite."""
    name = tr("{name} signed", name=opened.path.stem)
    path = free_name(opened.path.parent, f"{name}.pdf")
    write_whole(path, signed.data)
    return path
