"""Handwriting and a logo in what one sees of a signature: plain, cropped, on white, inside the field, still valid."""

from __future__ import annotations

import io
import random

import pikepdf
import pytest
from PIL import Image, ImageDraw

from avv_desktop import flow
from avv_desktop.errors import InputError
from avv_desktop.signing import pictures as room
from avv_desktop.signing.picture_places import free_left, free_right, placed
from avv_desktop.signing.pictures import picture
from avv_desktop.store.pictures import KeptPicture, forget_picture, keep_picture, pictures_of
from tests.unit.signing_sample import agreement, slot, trial


def written(mode: str = "RGB", paper="white", ink="black", size=(600, 300), kind="PNG") -> bytes:
    image = Image.new(mode, size, paper)
    ImageDraw.Draw(image).line([(100, 200), (250, 80), (400, 220), (480, 120)], fill=ink, width=6)
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def corners(made) -> set[tuple[int, ...]]:
    image = Image.open(io.BytesIO(made.png))
    at = [(0, 0), (image.width - 1, 0), (0, image.height - 1), (image.width - 1, image.height - 1)]
    return {image.getpixel(each) for each in at}


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "GIF", "TIFF", "WEBP"])
def test_common_pictures_are_read_cropped_and_made_small(kind):
    made = picture(written(kind=kind), "handwriting")
    assert made.width < 400 and made.height < 170 and made.width > 300
    assert Image.open(io.BytesIO(made.png)).mode == "RGB"
    assert len(made.pixels()) == made.width * made.height * 3
    large = picture(written(size=(3000, 2000)), "logo")
    assert large.width <= room.LARGEST[0] and large.height <= room.LARGEST[1]


def test_what_is_transparent_lies_on_white():
    made = picture(written("RGBA", (0, 0, 0, 0), (0, 0, 120, 255)), "handwriting")
    assert corners(made) <= {(255, 255, 255)}


def test_grey_paper_of_a_photograph_becomes_white_and_the_ink_stays():
    made = picture(written(paper=(178, 174, 170), ink=(30, 34, 90), kind="JPEG"), "handwriting")
    assert corners(made) <= {(255, 255, 255)}
    darkest = min(Image.open(io.BytesIO(made.png)).convert("L").get_flattened_data())
    assert darkest < 90


def test_a_logo_keeps_its_colours():
    made = picture(written(ink=(0, 90, 200)), "logo")
    assert (0, 90, 200) in set(Image.open(io.BytesIO(made.png)).get_flattened_data())


@pytest.mark.parametrize(
    "data",
    [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, b"<svg xmlns='http://www.w3.org/2000/svg'/>",
     written(ink="white"), written()[:-200]],
    ids=["empty", "text", "broken", "svg", "blank", "cut"],
)  # fmt: skip
def test_what_is_no_picture_is_said(data):
    with pytest.raises(InputError) as refused:
        picture(data, "handwriting", "bild.png")
    assert refused.value.details["path"] == "bild.png" and refused.value.details["reason"]


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(room, "MOST_PIXELS", 1000)
    with pytest.raises(InputError, match=r"."):
        picture(written(), "logo")


def test_random_bytes_never_crash():
    chance = random.Random(7)
    good = written()
    for _ in range(60):
        data = bytearray(good)
        for _ in range(chance.randint(1, 30)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            made = picture(bytes(data), "handwriting")
        except InputError:
            continue
        assert made.width and made.height


@pytest.mark.parametrize("size", [(211.18, 62.36), (60.0, 200.0), (30.0, 12.0)])
def test_everything_lies_within_the_field_and_apart(size):
    both = [picture(written(), "handwriting"), picture(written(size=(200, 900)), "logo")]
    places = placed(both, *size)
    for each in places:
        assert each.x >= 0 and each.y >= 0
        assert each.x + each.width <= size[0] and each.y + each.height <= size[1]
    assert free_left(places) + free_right(places, size[0]) < size[0]
    assert placed([], *size) == []


def test_a_signature_with_both_is_valid_and_shows_them_without_transparency():
    pdf, key = agreement(), trial("Aida Dia")
    both = (picture(written(), "handwriting"), picture(written(ink=(0, 90, 200)), "logo"))
    signed = flow.sign_file(pdf.data, key, slot(pdf.data, 0), pictures=both)
    assert signed.data.startswith(pdf.data)
    (found,) = flow.verify(signed.data).signatures
    assert (found.integrity, found.changes) == ("intact", "none")
    again = flow.sign_file(signed.data, trial("Jörn Fischer"), slot(signed.data, 1), pictures=both)
    assert {each.integrity for each in flow.verify(again.data).signatures} == {"intact"}
    with pikepdf.open(io.BytesIO(signed.data)) as opened:
        form = next(each for each in opened.Root.AcroForm.Fields if slot(pdf.data, 0).field == each.T)
        widget = form.Kids[0] if "/Kids" in form else form
        images = list(widget.AP.N.Resources.XObject.values())
    assert len(images) == 2
    assert all(each.ColorSpace == "/DeviceRGB" and "/SMask" not in each for each in images)


def test_pictures_are_kept_and_forgotten(window):
    store = window.desk.store
    made = picture(written(), "handwriting")
    own = KeptPicture("handwriting", "Aida Dia", made.width, made.height, made.png)
    logo = KeptPicture("logo", "", made.width, made.height, made.png)
    keep_picture(store, own)
    keep_picture(store, own)
    keep_picture(store, logo)
    assert pictures_of(store, "Aida Dia") == (own, logo) and pictures_of(store, "Jörn Fischer") == (logo,)
    forget_picture(store, "handwriting", "Aida Dia")
    forget_picture(store, "logo")
    assert pictures_of(store, "Aida Dia") == ()
