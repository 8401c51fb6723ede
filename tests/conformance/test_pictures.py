"""Handwriting and a logo in a signature leave the file what it is; a field in a foreign file passes as well."""

from __future__ import annotations

import pytest

from avv_desktop.pdf.model import Pdf
from avv_desktop.signing.foreign import look_at, new_name, slot_of
from avv_desktop.signing.pades import sign
from avv_desktop.signing.pictures import picture
from tests.unit.signing_sample import agreement, slot, trial
from tests.unit.test_signing_foreign_box import BOX, foreign
from tests.unit.test_signing_pictures import written

pytestmark = [pytest.mark.conformance, pytest.mark.timeout(900)]


def judged(dss, path, *keys) -> list[dict]:
    anchors = []
    for number, key in enumerate(keys):
        anchors.append(path.with_name(f"anchor-{number}.cer"))
        anchors[-1].write_bytes(key.signer.signing_cert.dump())
    return dss.validate(path, anchors)


def test_with_handwriting_and_logo_it_is_still_an_accessible_archive_file(verapdf, dss, tmp_path):
    pictures = (picture(written("RGBA", (0, 0, 0, 0), (10, 20, 90, 255)), "handwriting"), picture(written(), "logo"))
    keys, current = (trial("Aida Dia"), trial("Jörn Fischer")), agreement()
    for number, key in enumerate(keys):
        current = sign(current, key, slot(current.data, number), pictures=pictures)
    path = tmp_path / "signed.pdf"
    path.write_bytes(current.data)
    for flavour in ("3a", "ua1"):
        verdict = verapdf.judge(path, flavour)
        assert verdict["passed"], (flavour, verdict["error"], verdict["failed"][:5])
    found = judged(dss, path, *keys)
    assert [each["indication"] for each in found] == ["TOTAL_PASSED"] * 2
    assert all(set(each["modified"]) <= {"extension", "signature or form"} for each in found)


@pytest.mark.parametrize("turn", [0, 90])
def test_two_new_fields_in_a_foreign_file_pass(dss, tmp_path, turn):
    keys, current = (trial("Aida Dia"), trial("Jörn Fischer")), Pdf(foreign(turn))
    for number, key in enumerate(keys):
        box = BOX.__class__(0, BOX.x, BOX.y + 150 * number, BOX.width, BOX.height)
        line = slot_of(new_name(look_at(current.data)), key.certificate.name)
        current = sign(current, key, line, box=box)
    path = tmp_path / "signed.pdf"
    path.write_bytes(current.data)
    found = judged(dss, path, *keys)
    assert [each["indication"] for each in found] == ["TOTAL_PASSED"] * 2
