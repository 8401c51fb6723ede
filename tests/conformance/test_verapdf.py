"""A stranger's judgement: every PDF we give is PDF/A-3a and PDF/UA-1, unsigned, signed once and signed twice."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst

from tests.conformance.samples import complete, every, key_files, made

pytestmark = [pytest.mark.conformance, pytest.mark.timeout(900)]


@pytest.mark.parametrize("name", every())
def test_unsigned(name, verapdf, typesetter, tmp_path):
    passes(verapdf, made(name, typesetter)[0].data, tmp_path / f"{name}.pdf")


@pytest.mark.parametrize("name", complete())
def test_signed_once_and_signed_twice(name, verapdf, typesetter, tmp_path):
    for number, data in enumerate(signed(*made(name, typesetter)), start=1):
        passes(verapdf, data, tmp_path / f"{name}-{number}.pdf")


def test_the_judge_can_say_no(verapdf, tmp_path):
    path: Path = tmp_path / "no.pdf"
    path.write_bytes(typst.compile(b"Weder noch.", pdf_tags=False))
    assert not verapdf.judge(path, "3a")["passed"]
    assert not verapdf.judge(path, "ua1")["passed"]


def passes(verapdf, data: bytes, path: Path) -> None:
    path.write_bytes(data)
    for flavour in ("3a", "ua1"):
        verdict = verapdf.judge(path, flavour)
        assert verdict["passed"], (path.name, flavour, verdict["error"], verdict["failed"][:5])


def signed(pdf, document):
    """The file after the first and the second signature, in the order of the agreement."""
    from avv_desktop.signing.keys import open_key
    from avv_desktop.signing.pades import sign
    from avv_desktop.signing.progress import progress

    current = pdf
    for path, passphrase in key_files():
        slot = progress(current.data, document).next
        current = sign(current, open_key(path, passphrase), slot)
        yield current.data
