"""Strangers on each level: the EU's DSS says the same level and passes it, veraPDF still calls it PDF/A-3a and UA-1."""

from __future__ import annotations

import pytest

from avv_desktop.signing.plan import plan
from tests.unit.signing_levels import signed, upgraded

pytestmark = [pytest.mark.conformance, pytest.mark.timeout(900)]

every_level = pytest.mark.parametrize("wanted", ["B", "T", "LT", "LTA"])
one_two_and_the_customer = pytest.mark.parametrize("times", [1, 2, 3])
at_once_and_later = pytest.mark.parametrize("at_once", [True, False], ids=["at once", "later"])


def made(loopback, times: int, wanted: str, at_once: bool):
    pdf = signed(loopback, times, at_once and wanted != "B")
    return pdf if wanted == "B" else upgraded(loopback, pdf, wanted)


@at_once_and_later
@one_two_and_the_customer
@every_level
def test_dss_passes_it_at_the_level_we_name(dss, loopback, tmp_path, times, wanted, at_once):
    pdf = made(loopback, times, wanted, at_once)
    path, root = tmp_path / "signed.pdf", tmp_path / "root.cer"
    path.write_bytes(pdf.data)
    root.write_bytes(loopback.root)
    lists = [tmp_path / f"{issuer}.crl" for issuer in ("root", "interm")] if wanted in ("B", "T") else []
    for each in lists:
        each.write_bytes(loopback.crl(each.stem))
    found = dss.validate(path, [root, *lists])
    assert len(found) == times
    for each, ours in zip(found, plan(pdf.data).signatures, strict=True):
        assert (each["field"], each["format"]) == (ours.field, f"PAdES-BASELINE-{ours.level}")
        assert each["indication"] == "TOTAL_PASSED", each
        assert set(each["modified"]) <= {"extension", "signature or form"}, each


@at_once_and_later
@one_two_and_the_customer
@every_level
def test_it_is_still_an_accessible_archive_file(verapdf, loopback, tmp_path, times, wanted, at_once):
    path = tmp_path / "signed.pdf"
    path.write_bytes(made(loopback, times, wanted, at_once).data)
    for flavour in ("3a", "ua1"):
        verdict = verapdf.judge(path, flavour)
        assert verdict["passed"], (flavour, verdict["error"], verdict["failed"][:5])


def test_a_renewed_seal_passes_too(dss, verapdf, loopback, tmp_path):
    pdf = upgraded(loopback, upgraded(loopback, signed(loopback, 2), "LTA", label="old-tsa"), "LTA")
    path, root = tmp_path / "signed.pdf", tmp_path / "root.cer"
    path.write_bytes(pdf.data)
    root.write_bytes(loopback.root)
    assert {(each["format"], each["indication"]) for each in dss.validate(path, [root])} == {
        ("PAdES-BASELINE-LTA", "TOTAL_PASSED")
    }
    assert all(verapdf.judge(path, flavour)["passed"] for flavour in ("3a", "ua1"))


def test_whoever_closes_a_free_order_late_breaks_nothing(dss, verapdf, loopback, tmp_path):
    from tests.unit.signing_sample import trial
    from tests.unit.test_signing_closing import NAMES, by, free

    order = ("processor_2", "controller_1", "processor_1")
    path = tmp_path / "signed.pdf"
    path.write_bytes(by(free(2), *order).data)
    anchors = []
    for name in NAMES.values():
        anchors.append(tmp_path / f"{name}.cer")
        anchors[-1].write_bytes(trial(name).signer.signing_cert.dump())
    found = dss.validate(path, anchors)
    assert [each["indication"] for each in found] == ["TOTAL_PASSED"] * 3
    assert {change for each in found for change in each["modified"]} <= {"extension", "signature or form"}
    assert all(verapdf.judge(path, flavour)["passed"] for flavour in ("3a", "ua1"))
