"""Functions for a worker: which agreement a file belongs to, what it is, and filing it. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from avv_desktop.kit import filing
from avv_desktop.kit.filing import Look, Match
from avv_desktop.kit.returned import Returned
from avv_desktop.verdict.judge import Given

if TYPE_CHECKING:
    from avv_desktop.pdf.pages import Pages
    from avv_desktop.store.open import Store


class Came(NamedTuple):
    """A file that came back. match, returned: None where it belongs to no agreement that is kept."""

    path: Path
    data: bytes
    pages: Pages
    match: Match | None = None
    returned: Returned | None = None
    filed: str = ""


def read(place: str, store: Store, trust: Sequence[bytes], match: Match | None = None) -> Came:
    """`match`: the agreement a person chose. Raises UnreadableFile, PdfError and what the store raises."""
    from avv_desktop.pdf.pages import Pages
    from avv_desktop.system.files import read as read_file

    path = Path(place)
    data = read_file(path)
    match = match or filing.find(store, data, path.name)
    found = filing.judged(store, match, data, path.name, Given(trust=tuple(trust))) if match else None
    return Came(path, data, Pages(data), match, found)


def file(store: Store, came: Came, look: Look | None) -> Came:
    """Raises CannotDo and what the store raises."""
    assert came.match is not None and came.returned is not None
    said = filing.file(store, came.match, came.path.name, came.data, came.returned, look)
    return came._replace(filed=said)


def choices(store: Store) -> list[Match]:
    """Agreements a scan may belong to: those that somebody has signed, the newest first."""
    found = [each for each in store.drafts() if each.state in ("half", "signed", "countersigned")]
    return [Match(each.id, each.number, each.customer, each.state) for each in found]
