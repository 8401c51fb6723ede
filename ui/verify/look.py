"""What was verified: looked at elsewhere, shown as a headline, three answers, and each signature. Knows no widgets."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from avv_desktop import flow
from avv_desktop.errors import AvvError
from avv_desktop.signing.model import Verdict
from avv_desktop.system.language import tr
from ui.trust.kept import KEPT, newest_signed, trusted

if TYPE_CHECKING:
    from avv_desktop.pdf.pages import Pages
    from avv_desktop.store.open import Store


class Looked(NamedTuple):
    """A file and what can be said of it; `error` if it cannot be read at all."""

    path: Path
    data: bytes
    at: datetime.datetime
    verdict: Verdict | None = None
    pages: Pages | None = None
    error: AvvError | None = None

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


def look_at(place: str, trust_files: Sequence[str], store: Store | None = None) -> Looked:
    """For a worker. `place`: a path, or a kept agreement.

    Files that cannot be read come back with their error; nothing is raised for a bad file.
    """
    from avv_desktop.pdf.pages import Pages
    from avv_desktop.system.files import read

    now, data, path = datetime.datetime.now().astimezone(), b"", Path(place)
    try:
        if kept := newest_signed(store, place.removeprefix(KEPT)) if place.startswith(KEPT) else None:
            path, data = Path(kept[0]), kept[1]
        else:
            data = read(path)
        verdict = flow.verify(data, trust=trusted(trust_files))
        return Looked(path, data, now, verdict, Pages(data))
    except AvvError as error:
        return Looked(path, data, now, error=error)
