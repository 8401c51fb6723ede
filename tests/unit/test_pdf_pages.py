"""Pages as bitmaps and text."""

from __future__ import annotations

import gc
import io
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import pytest

from avv_desktop.errors import EncryptedPdf, PdfError
from avv_desktop.pdf.pages import LARGEST_SIDE, Pages
from avv_desktop.pdf.typeset import Typesetter
from tests.unit.pdf_sample import CREATED, sample


@pytest.fixture(scope="module")
def data() -> bytes:
    return Typesetter().typeset(sample(), CREATED, final=True).data


def test_a_page_is_drawn(data):
    with Pages(data) as pages:
        assert pages.count > 3
        assert pages.size(0) == pytest.approx((595.28, 841.89), abs=0.01)
        drawn = pages.render(0, 2)
        assert (drawn.width, drawn.height) == (1191, 1684)
        assert drawn.stride >= 4 * drawn.width and len(drawn.data) == drawn.stride * drawn.height
        assert set(drawn.data[:3]) == {255} and min(drawn.data) < 60
        assert "Vereinbarung zur Auftragsverarbeitung" in pages.text(0)


def test_many_threads_share_one_engine(data):
    with Pages(data) as pages, ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(lambda _: pages.render(1, 0.5).data, range(12)))) == 1


@pytest.mark.parametrize("broken", [b"", b"kein PDF", b"%PDF-1.7\n%%EOF"])
def test_a_broken_file_is_ours_to_report(broken):
    with pytest.raises(PdfError) as caught:
        Pages(broken, "x.pdf")
    assert caught.value.details["path"] == "x.pdf"


def test_an_encrypted_file_says_so(data):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(EncryptedPdf):
        Pages(out.getvalue())


def test_a_giant_page_is_drawn_smaller():
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(14_000, 100))
        pdf.save(out)
    with Pages(out.getvalue()) as pages:
        assert pages.render(0, 4).width <= LARGEST_SIDE + 1


def test_pages_that_are_not_there_and_closed_files(data):
    pages = Pages(data)
    with pytest.raises(PdfError):
        pages.render(99, 1)
    pages.close()
    pages.close()
    with pytest.raises(PdfError):
        pages.text(0)


def test_what_was_forgotten_is_closed_by_the_next_one(data):
    forgotten = Pages(data)
    document = forgotten._pdf
    del forgotten
    gc.collect()
    assert document.raw
    with Pages(data):
        assert not document.raw


def test_a_program_that_forgets_its_pages_ends_in_silence(data, tmp_path):
    (tmp_path / "x.pdf").write_bytes(data)
    script = "from avv_desktop.pdf.pages import Pages\nd = open('x.pdf', 'rb').read()\nPages(d)\nx = Pages(d)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
