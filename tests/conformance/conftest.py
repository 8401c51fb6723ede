"""The judges are started once; without Java or Maven, or where Maven reaches nothing, they are left out."""

from __future__ import annotations

import subprocess

import pytest

from avv_desktop.pdf.typeset import Typesetter
from tests.conformance.java import missing
from tests.conformance.judges import Dss, VeraPdf


def started(judge):
    if why := missing():
        pytest.skip(why)
    try:
        made = judge()
    except subprocess.CalledProcessError as error:
        pytest.skip(f"Maven could not fetch it: {error}")
    yield made
    made.close()


@pytest.fixture(scope="session")
def verapdf():
    yield from started(VeraPdf)


@pytest.fixture(scope="session")
def dss():
    yield from started(Dss)


@pytest.fixture(scope="session")
def typesetter() -> Typesetter:
    return Typesetter()
