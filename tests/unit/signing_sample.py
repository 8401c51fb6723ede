"""Files to sign and signed files for the tests of the signing room; each is made once."""

from __future__ import annotations

import datetime
import io
from functools import cache

import pikepdf

from avv_desktop.pdf.finish import finish
from avv_desktop.pdf.model import Pdf
from avv_desktop.pdf.typeset import Typesetter
from avv_desktop.signing.keys import Key, key_from_bytes
from avv_desktop.signing.model import SignedPdf, Slot
from avv_desktop.signing.pades import sign
from avv_desktop.signing.progress import progress
from avv_desktop.signing.trial import trial_key
from tests.unit.pdf_sample import CREATED, carried_sample, sample

SECRET = "nur zur Probe"
SIGNERS = ("Aida Dia", "Jörn Fischer", "Erika Muster")
"""In the order of the agreement: two of the processor, then the controller, whose field closes the file."""
NOW = datetime.datetime.now(datetime.UTC).replace(microsecond=0)


@cache
def agreement() -> Pdf:
    document = sample(clauses=2)
    return finish(Typesetter().typeset(document, CREATED, final=True), document, carried_sample(document))


@cache
def trial(name: str = SIGNERS[0], kind: str = "p-256") -> Key:
    return key_from_bytes(trial_key(name, SECRET, kind=kind, now=NOW - datetime.timedelta(days=1)), SECRET)


@cache
def signed(times: int) -> SignedPdf:
    """By the first `times` signers, each with a trial key, a minute after each other."""
    before = agreement() if times == 1 else signed(times - 1)
    moment = NOW - datetime.timedelta(minutes=10 - times)
    return sign(before, trial(SIGNERS[times - 1]), slot(before.data, times - 1), now=moment)


def slot(data: bytes, number: int) -> Slot:
    """The slot of the signer of that number, from 0."""
    return next(each for each in progress(data, sample(clauses=2)).slots if each.order == number + 1)


@cache
def plain_pdf() -> bytes:
    """A letter of a stranger: one page, no form."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        return saved(pdf)


def saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def appended(data: bytes, change) -> bytes:
    """A revision appended as an editor would: `change(writer)` gets pyHanko's incremental writer."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
