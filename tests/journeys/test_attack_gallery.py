"""A folder of forgeries is gone through by the command line: none comes out green, each is answered in plain words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.journeys.conftest import UNFIT
from tests.unit.attacks import ATTACKS, believed
from tests.unit.signing_sample import signed


@pytest.fixture
def trust(avv) -> list[str]:
    """The certificates of everybody, the attacker's too, as options."""
    found: list[str] = []
    for number, certificate in enumerate(believed()):
        path = Path(f"trusted-{number}.cer")
        path.write_bytes(certificate)
        found += ["--trust", str(path)]
    return found


def test_the_honest_file_is_green_and_says_who_has_signed_effectively(avv, trust):
    Path("Vertrag.pdf").write_bytes(signed(3).data)
    said = avv(0, "verify", "Vertrag.pdf", *trust)
    assert "Wirksam gezeichnet" in said and "Die Seiten entsprechen genau den enthaltenen Daten." in said


def test_no_forgery_comes_out_green(avv, trust):
    """Every kind: not in order, or not readable, never a crash; and always in whole sentences."""
    for name, make in ATTACKS.items():
        Path("Vertrag.pdf").write_bytes(make())
        said = avv((1, 3), "verify", "Vertrag.pdf", *trust)
        assert not said.startswith("Unverändert und von Personen unterschrieben"), name
        assert not UNFIT.search(said), (name, said)


def test_a_forgery_is_explained_and_shown_as_it_was_signed(avv, trust):
    Path("Vertrag.pdf").write_bytes(ATTACKS["page_added"]())
    said = avv(1, "verify", "Vertrag.pdf", *trust, "--report", "Bericht.pdf")
    assert "nicht mehr so, wie es unterschrieben wurde" in said
    assert Path("Bericht.pdf").read_bytes().startswith(b"%PDF-")

    found = json.loads(avv(0, "revisions", "Vertrag.pdf", "-o", "Fassungen", "--json"))["revisions"]
    assert [each["kind"] for each in found] == ["unsigned", "signature", "signature", "addition"]
    (page,) = found[-1]["differences"]
    assert page["state"] == "added"

    as_signed = found[-2]["path"]
    assert Path(as_signed).read_bytes() == signed(2).data
    avv(0, "verify", as_signed, *trust)


def test_what_comes_back_is_compared_with_what_was_sent(avv, trust):
    Path("verschickt.pdf").write_bytes(signed(2).data)
    Path("zurück.pdf").write_bytes(signed(3).data)
    said = avv(0, "verify", "zurück.pdf", *trust, "--original", "verschickt.pdf")
    assert "Es ist der Vertrag, der verschickt wurde." in said
    Path("zurück.pdf").write_bytes(ATTACKS["shadow_other_data_inside"]())
    said = avv(1, "verify", "zurück.pdf", *trust, "--original", "verschickt.pdf")
    assert said.startswith("Das ist nicht der Vertrag, der verschickt wurde.")
