"""Handwriting and a logo for what one sees of a signature: read once, made plain, small and white-grounded.

What comes out has no transparency and no colour profile: it is printed on white paper, and the file stays an archive
file whatever was given.
"""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import Literal

from msgspec import Struct

from avv_desktop.errors import InputError, UnreadableFile
from avv_desktop.system.language import tr

Kind = Literal["handwriting", "logo"]

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes."""
MOST_PIXELS = 40_000_000
LARGEST = (900, 360)
"""Pixels: 300 a point of the field and more, so that it prints sharp."""
SMALLEST = 8
"""Pixels in either direction, below which it shows nothing."""
PAPER = 0.82
"""How light, beside the lightest of a photograph, is still paper and not ink."""
MARGIN = 2
"""Pixels around it."""
FAINT = 12
"""Of 255: what differs less from white is paper."""


class Picture(Struct, frozen=True):
    """kind: what it is. png: RGB of 8 bits, on white, cropped."""

    kind: Kind
    width: int
    height: int
    png: bytes

    def pixels(self) -> bytes:
        """RGB, from the top left."""
        from PIL import Image

        with Image.open(io.BytesIO(self.png)) as image:
            return image.convert("RGB").tobytes()


def read_picture(path: Path, kind: Kind) -> Picture:
    """Raises FileMissing, InputError and its kinds."""
    from avv_desktop.system.files import read

    return picture(read(path), kind, path.name)


def picture(data: bytes, kind: Kind, name: str = "") -> Picture:
    """PNG, JPEG and others that are common. A photograph of handwriting loses its grey paper.

    Raises InputError for what is no picture, too large, or empty.
    """
    from PIL import Image, ImageOps

    if len(data) > LARGEST_FILE:
        raise InputError(path=name, reason=tr("It is larger than {size} MB.", size=LARGEST_FILE // 1024**2))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP", "BMP", "TIFF", "GIF")) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise InputError(path=name, reason=tr("It has more than {count} million pixels.", count=40))
                image = _on_white(ImageOps.exif_transpose(opened))
    except InputError:
        raise
    except Exception as error:  # a foreign picture may make the library raise anything
        raise UnreadableFile(path=name, reason=tr("It is no picture that can be read here.")) from error
    if kind == "handwriting":
        image = image.point(_whitened(image))
    return _kept(_cropped(image, name), kind)


def _on_white(image):
    from PIL import Image

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        seen = image.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(paper, seen).convert("RGB")
    return image.convert("RGB")


def _whitened(image) -> list[int]:
    """A curve for each colour: from what is paper on, white; the darkest ink stays what it is."""
    paper = _lightest(image.convert("L").histogram())
    floor = PAPER * paper
    return [255 if value >= floor else round(value * 255 / max(floor, 1)) for value in range(256)] * 3


def _lightest(histogram: list[int]) -> int:
    """The lightness that most of the paper has at least: the upper half's median."""
    half, seen = sum(histogram) / 2, 0
    for value, count in enumerate(histogram):
        seen += count
        if seen >= half:
            return max(value, 1)
    return 255


def _cropped(image, name: str):
    from PIL import Image, ImageChops

    paper = Image.new("RGB", image.size, "white")
    ink = ImageChops.difference(image, paper).convert("L").point(lambda value: value > FAINT and 255)
    box = ink.getbbox()
    if box is None or box[2] - box[0] < SMALLEST or box[3] - box[1] < SMALLEST:
        raise InputError(path=name, reason=tr("There is nothing to see on it."))
    right, bottom = min(box[2] + MARGIN, image.width), min(box[3] + MARGIN, image.height)
    return image.crop((max(box[0] - MARGIN, 0), max(box[1] - MARGIN, 0), right, bottom))


def _kept(image, kind: Kind) -> Picture:
    image.thumbnail(LARGEST)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return Picture(kind, image.width, image.height, out.getvalue())
