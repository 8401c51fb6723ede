"""What was verified: looked at elsewhere, shown as a headline, three answers, and each signature. Knows no widgets."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from avv_desktop import flow
from avv_desktop.errors import AvvError
from avv_desktop.signing.model import Certificate, Verdict
from avv_desktop.system.language import tr
from avv_desktop.system.settings import Settings
from ui.trust.kept import KEPT, newest_signed

if TYPE_CHECKING:
    from avv_desktop.pdf.pages import Pages
    from avv_desktop.signing.revisions import Revision
    from avv_desktop.store.open import Store


class Looked(NamedTuple):
    """A file and what can be said of it; `error` if it cannot be read at all.

    versions: the file at each of its signatures. certificates: the signers', by field. doubts: what of the settings
    could not be considered.
    """

    path: Path
    data: bytes
    at: datetime.datetime
    verdict: Verdict | None = None
    pages: Pages | None = None
    error: AvvError | None = None
    versions: tuple[Revision, ...] = ()
    certificates: dict[str, Certificate] = {}
    doubts: tuple[str, ...] = ()
    place: str = ""
    """Where it was looked for, to look once more."""

    @property
    def title(self) -> str:
        return self.verdict.agreement if self.verdict and self.verdict.agreement else self.path.name

    @property
    def about(self) -> str:
        parts = [self.path.name] if self.title != self.path.name else []
        parts.append(tr("{size} KB", size=max(1, len(self.data) // 1024)))
        if self.pages is not None:
            parts.append(tr("{count} pages", count=self.pages.count))
        return " · ".join(parts)


def look_at(place: str, settings: Settings, store: Store | None = None) -> Looked:
    """For a worker. `place`: a path, or a kept agreement.

    Files that cannot be read come back with their error; nothing is raised for a bad file.
    """
    from msgspec.structs import replace

    from avv_desktop.pdf.pages import Pages
    from avv_desktop.signing.revisions import revisions
    from avv_desktop.signing.signers import certificates
    from avv_desktop.system.files import read
    from avv_desktop.verdict.believing import believing

    now, data, path = datetime.datetime.now().astimezone(), b"", Path(place)
    try:
        if kept := newest_signed(store, place.removeprefix(KEPT)) if place.startswith(KEPT) else None:
            path, data = Path(kept[0]), kept[1]
        else:
            data = read(path)
        given, doubts = believing(settings)
        verdict = flow.verify(data, given=replace(given, original=_sent(store, data)))
        versions = revisions(data) if verdict.signatures else ()
        return Looked(path, data, now, verdict, Pages(data), None, versions, certificates(data), doubts, place)
    except AvvError as error:
        return Looked(path, data, now, error=error, place=place)


def _sent(store: Store | None, data: bytes) -> bytes | None:
    """The file that went out, of an agreement that is kept with the number `data` carries; None if there is none.

    Several versions may bear one number: the one that `data` continues counts, else the newest.
    """
    from avv_desktop.kit.filing import SENT
    from avv_desktop.verdict.content import same_as

    document = flow.document_inside(data)
    if store is None or document is None or not (number := document.number.text):
        return None
    mine = [each.id for each in store.drafts() if each.number == number]
    kept = [file for id in mine for file in store.files(id) if file.kind in SENT]
    newest = None
    for file in sorted(kept, key=lambda each: each.created):
        newest = store.file(file.id)
        if same_as(data, newest):
            break
    return newest


def pages_of(data: bytes) -> Pages:
    """For a worker. Raises PdfError."""
    from avv_desktop.pdf.pages import Pages

    return Pages(data)
