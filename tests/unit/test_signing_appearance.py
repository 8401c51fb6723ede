"""What one sees in a signed field, and that everything fits into it."""

from __future__ import annotations

import datetime
import time
from itertools import pairwise

import pytest
from msgspec.structs import replace

from avv_desktop.errors import GlyphsMissing
from avv_desktop.pdf.pages import Pages
from avv_desktop.signing.appearance import layout, words
from avv_desktop.signing.pades import sign
from avv_desktop.signing.typefaces import missing_letters, typeface
from tests.unit.signing_sample import NOW, agreement, signed, slot, trial

WIDTH, HEIGHT = 211.0, 62.0
"""Points: the field of one signature on our paper."""


def text_of(data: bytes) -> str:
    import subprocess
    import tempfile

    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        return subprocess.run(["pdftotext", file.name, "-"], capture_output=True, check=True).stdout.decode()


@pytest.fixture
def in_flensburg(monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_who_as_what_where_when_and_that_it_is_a_trial(in_flensburg):
    said = words(
        slot(agreement().data, 0), trial().certificate, datetime.datetime(2026, 3, 1, 23, 30, tzinfo=datetime.UTC)
    )
    assert said.name == "Aida Dia"
    assert said.function == "Geschäftsführung"
    assert said.place_and_day == "Kiel, 02.03.2026", "the day by the signer's clock"
    assert said.trial.startswith("Probe")


def test_the_words_can_be_read_out_of_the_signed_page():
    said = text_of(signed(2).data)
    for expected in ("Probe – Identität nicht geprüft", "Jörn Fischer", "Geschäftsführung", "Kiel, "):
        assert expected in said


def test_who_really_signed_stands_there_even_if_somebody_else_should_have():
    said = words(slot(agreement().data, 0), trial("Max Muster").certificate, NOW)
    assert said.name == "Max Muster"
    assert said.function == "", "the function is the other one's"


@pytest.mark.parametrize(
    "name", ["Aida Dia", "Freiherr " * 22, "Müller-Lüdenscheidt-" * 10, "W" * 200, "i" * 200, "Ж" * 200]
)
def test_every_name_fits_into_the_field(name):
    said = words(replace(slot(agreement().data, 0), name=name), trial().certificate, NOW)._replace(name=name)
    face = typeface(said.letters)
    lines = layout(said, face, WIDTH, HEIGHT)
    for line in lines:
        assert line.x + face.width(line.text) * line.size <= WIDTH + 0.01
        assert line.y - 0.3 * line.size >= 0 and line.y + 0.8 * line.size <= HEIGHT
        assert line.size > 1
    tops = sorted((line.y, line.y + 0.72 * line.size) for line in lines)
    assert all(lower[1] <= upper[0] + 0.5 for lower, upper in pairwise(tops)), "lines overlap"
    printed = "".join(line.text for line in lines if line.text not in (said.function, said.place_and_day, said.trial))
    assert printed.replace(" ", "") == name.replace(" ", "")


def test_a_signature_of_two_hundred_letters_can_be_made_and_seen():
    name = "Dr. " + "Müller-Lüdenscheidt " * 9 + "Ende"
    data = sign(agreement(), trial(), replace(slot(agreement().data, 0), name=name, place="Kiel " * 30)).data
    pages = Pages(data)
    assert pages.count
    pages.close()


def test_letters_that_the_fonts_lack_are_told_before_anything_is_signed():
    with pytest.raises(GlyphsMissing) as caught:
        sign(agreement(), trial("Aida 株"), slot(agreement().data, 0))
    assert caught.value.details["letters"] == "株"
    assert missing_letters("Їжак Ödön Łódź Ελλ") == ""


def test_the_fonts_of_a_signature_are_embedded_and_can_be_read_aloud(tmp_path):
    import subprocess

    path = tmp_path / "signed.pdf"
    path.write_bytes(signed(1).data)
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert fonts and all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in fonts)
