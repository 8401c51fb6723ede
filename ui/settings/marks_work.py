"""What the section on the look of signatures has done elsewhere. For a worker; knows no Qt."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from avv_desktop.system.language import tr

if TYPE_CHECKING:
    from avv_desktop.pdf.pages import Bitmap
    from avv_desktop.store.open import Store

SHARP = 2.0
ZOOM = 1.6
"""Pixels on the screen for a point."""


class Sample(NamedTuple):
    """How a signature will look, and which pictures there are."""

    bitmap: Bitmap
    kinds: tuple[str, ...]


def bytes_of(path: Path) -> bytes:
    from avv_desktop.system.files import read

    return read(path)


def keep(store: Store, kind: str, person: str, data: bytes) -> None:
    """Raises InputError for what is no picture."""
    from avv_desktop.signing.pictures import picture
    from avv_desktop.store.pictures import KeptPicture, keep_picture

    made = picture(data, "logo" if kind == "logo" else "handwriting", tr("The picture"))
    keep_picture(store, KeptPicture(kind, person, made.width, made.height, made.png))


def forget(store: Store, kind: str, person: str) -> None:
    from avv_desktop.store.pictures import forget_picture

    forget_picture(store, kind, person)


def sample(store: Store, person: str) -> Sample:
    """Raises GlyphsMissing for a name that cannot be printed."""
    from avv_desktop.pdf.pages import Pages
    from avv_desktop.signing.pictures import Picture
    from avv_desktop.signing.preview import preview
    from avv_desktop.store.pictures import pictures_of

    found = pictures_of(store, person)
    shown = [Picture(each.kind, each.width, each.height, each.png) for each in found]
    data = preview(person or tr("First and last name"), tr("Managing director"), tr("Place"), shown)
    with Pages(data) as pages:
        return Sample(pages.render(0, SHARP * ZOOM), tuple(each.kind for each in found))
