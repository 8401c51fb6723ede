"""What the signing page has done elsewhere: functions for a worker, whole or with an error of ours. Knows no Qt."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from avv_desktop import flow
from avv_desktop.errors import AvvError, CannotWrite
from avv_desktop.signing.badge import plain_words, state_words
from avv_desktop.signing.model import PreCheck, Progress, SignedPdf, Slot
from avv_desktop.system.language import tr
from avv_desktop.system.paths import documents_folder
from ui.trust.kept import newest_signed

if TYPE_CHECKING:
    from avv_desktop.document.model import Document
    from avv_desktop.draft.model import Draft
    from avv_desktop.pdf.pages import Pages
    from avv_desktop.signing.keys import Key
    from avv_desktop.signing.pictures import Picture
    from avv_desktop.signing.timestamps import Stamper
    from avv_desktop.store.open import Store
    from avv_desktop.system.settings import TimestampService
    from avv_desktop.template.model import Template
    from ui.desk import Desk


class Prepared(NamedTuple):
    """A file that can be signed now. `fresh`: nobody has signed it, and it is not yet in the store."""

    draft: Draft
    document: Document
    data: bytes
    pages: Pages
    progress: Progress
    fresh: bool


class Signable(Protocol):
    """What is known of a file before it is signed, and needed to keep it afterwards."""

    @property
    def draft(self) -> Draft: ...
    @property
    def document(self) -> Document: ...
    @property
    def data(self) -> bytes: ...
    @property
    def fresh(self) -> bool: ...


class Outcome(NamedTuple):
    """A signature that is made and kept. `path` is the new file; None if it could not be written (`why_not`)."""

    data: bytes
    name: str
    slot: Slot
    progress: Progress
    path: Path | None
    why_not: AvvError | None = None


def prepare(desk: Desk, draft: Draft, template: Template, frozen: bool) -> Prepared:
    """The file to sign: the newest signed one, else the finished pages. Raises what flow and the store raise."""
    from avv_desktop.pdf.pages import Pages

    kept = newest_signed(desk.store, draft.id) if frozen else None
    data = kept[1] if kept else flow.render(template, draft, desk.typesetter).data
    document = flow.document_inside(data) or flow.compose(template, draft)
    return Prepared(draft, document, data, Pages(data), flow.progress(data), fresh=kept is None)


def checks(store: Store | None, prepared: Signable, slot: Slot, key: Key | None) -> list[PreCheck]:
    """Before the passphrase only what needs no certificate."""
    from avv_desktop.signing.precheck import precheck

    away = copy_is_out(store, prepared.draft.id)
    found = precheck(prepared.data, slot, key.certificate if key else None)
    return [PreCheck("out", "stop", away), *found] if away else found


def copy_is_out(store: Store | None, draft_id: str) -> str:
    """Why nothing may be signed here while the customer has a copy; empty if nobody has one."""
    from avv_desktop.store.handed_out import out

    if store is None or out(store, draft_id) is None:
        return ""
    return tr("The customer has a copy. Sign the file that comes back, or recall the copy first (Proof for later).")


def open_key(path: str, passphrase: str) -> Key:
    """Raises UnreadableFile, WrongPassphrase, NoPrivateKey, KeyFileError, CertificateUnfit."""
    from avv_desktop.signing.keys import open_key as opened

    return opened(Path(path), passphrase)


def make_trial_key(name: str, passphrase: str, last_folder: str) -> str:
    """Writes a self-signed key beside the exported agreements, never over another file; returns its path."""
    from avv_desktop.signing.trial import trial_key
    from avv_desktop.system.files import free_name, safe_name, write_whole

    folder = export_folder(last_folder)
    path = free_name(folder, safe_name(tr("Trial key {name}", name=name)) + ".p12")
    write_whole(path, trial_key(name, passphrase))
    return str(path)


def sign(
    store: Store | None, prepared: Prepared, key: Key, slot: Slot, services: Sequence[TimestampService] = ()
) -> SignedPdf:
    """services: asked at once to confirm the time. Takes as long as a card, a service and the person need."""
    shown = pictures(store, slot.name)
    return flow.sign_file(prepared.data, key, slot, stamper=stamper(services), pictures=shown)


def pictures(store: Store | None, person: str) -> tuple[Picture, ...]:
    """The handwriting of a person and the logo, as the settings hold them."""
    from avv_desktop.signing.pictures import Picture
    from avv_desktop.store.pictures import pictures_of

    found = pictures_of(store, person) if store is not None else ()
    return tuple(Picture(each.kind, each.width, each.height, each.png) for each in found)


def keep(store: Store, prepared: Signable, signed: SignedPdf, slot: Slot, last_folder: str) -> Outcome:
    """Keep the pages as they were and the signed file in the store, then write the file for handing out.

    Only the last step may fail without an error: what is signed is kept by then.
    """
    from avv_desktop.signing.progress import progress as progress_of

    progress = progress_of(signed.data, prepared.document)
    name = file_name(prepared.document, progress)
    draft_id = prepared.draft.id
    judged, following = _judged(signed.data), progress.next.name if progress.next else ""
    with store.together():
        if prepared.fresh:
            unsigned = flow.file_name(prepared.document, tr("unsigned"), ".pdf", datetime.date.today())
            store.keep_file(draft_id, "pdf", unsigned, prepared.data, "ready")
        store.keep_file(draft_id, "signed", name, signed.data, progress.state, judged)
        store.set_state(draft_id, progress.state, state_words(progress), following)
    try:
        return Outcome(signed.data, name, slot, progress, export(signed.data, name, last_folder))
    except AvvError as error:
        return Outcome(signed.data, name, slot, progress, None, error)


def _judged(data: bytes) -> bytes | None:
    """The verdict at this time, to be kept beside the file; None where nothing can be said."""
    import msgspec

    from avv_desktop.verdict.as_json import as_json

    try:
        return msgspec.json.encode(as_json(flow.verify(data)))
    except AvvError:
        return None


def stamper(services: Sequence[TimestampService]) -> Stamper | None:
    if not services:
        return None
    from avv_desktop.signing.timestamps import Stamper

    return Stamper(services)


def export(data: bytes, name: str, folder: str) -> Path:
    """A new file each time, whole or not at all. Raises CannotWrite."""
    from avv_desktop.system.files import free_name, write_whole

    path = free_name(export_folder(folder), name)
    write_whole(path, data)
    return path


def export_folder(last: str) -> Path:
    """The folder that was chosen last, or one among the documents. Raises CannotWrite if it cannot be made."""
    folder = Path(last) if last else documents_folder() / "AVV"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(path=str(folder), reason=error.strerror or str(error)) from error
    return folder


def file_name(document: Document, progress: Progress) -> str:
    """Customer, date and state."""
    state = state_words(progress) or plain_words(progress)
    return flow.file_name(document, state.replace(" · ", " "), ".pdf", datetime.date.today())
