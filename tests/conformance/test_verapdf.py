"""A stranger's judgement: every PDF we give is PDF/A-3a and PDF/UA-1, unsigned, signed once and signed twice."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import typst

from avv_desktop.pdf.finish import finish
from avv_desktop.pdf.typeset import Typesetter
from tests.conformance.judge import VeraPdf, missing
from tests.conformance.samples import documents
from tests.unit.pdf_sample import CREATED, carried_sample

pytestmark = [
    pytest.mark.conformance,
    pytest.mark.timeout(900),
    pytest.mark.skipif(bool(missing()), reason=f"veraPDF {missing()}"),
]
DOCUMENTS = documents()


@pytest.fixture(scope="module")
def judge():
    try:
        judge = VeraPdf()
    except subprocess.CalledProcessError as error:
        pytest.skip(f"Maven could not fetch veraPDF: {error}")
    yield judge
    judge.close()


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_unsigned_signed_once_and_signed_twice(name, judge, typesetter, tmp_path):
    document = DOCUMENTS[name]()
    pdf = finish(typesetter.typeset(document, CREATED, final=True), document, carried_sample(document))
    for state, data in [("unsigned", pdf.data), *signed(pdf, document)]:
        path = tmp_path / f"{name}-{state}.pdf"
        path.write_bytes(data)
        for flavour in ("3a", "ua1"):
            verdict = judge.judge(path, flavour)
            assert verdict["passed"], (state, flavour, verdict["error"], verdict["failed"][:5])


def test_the_judge_can_say_no(judge, tmp_path):
    path: Path = tmp_path / "no.pdf"
    path.write_bytes(typst.compile(b"Weder noch.", pdf_tags=False))
    assert not judge.judge(path, "3a")["passed"]
    assert not judge.judge(path, "ua1")["passed"]


def signed(pdf, document):
    """The file after the first and the second signature, in the order of the agreement."""
    if not document.complete:
        return
    from avv_desktop.signing.keys import open_key
    from avv_desktop.signing.pades import sign
    from avv_desktop.signing.progress import progress

    from tests.conformance.samples import key_files

    current = pdf
    for state, (path, passphrase) in zip(("signed once", "signed twice"), key_files(), strict=True):
        slot = progress(current.data, document).next
        current = sign(current, open_key(path, passphrase), slot)
        yield state, current.data
