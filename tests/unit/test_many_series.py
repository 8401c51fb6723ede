"""Copies are made once, never overwrite what is not theirs, and are taken up where they stopped."""

import zipfile

import pytest

from avv_desktop.errors import AvvError
from avv_desktop.many.manifest import NAME, read_manifest
from avv_desktop.many.names import Names, check_pattern
from avv_desktop.many.packed import harmless, overview, pack
from avv_desktop.many.series import Output, make_all
from avv_desktop.many.work import Signer
from tests.unit.many_sample import csv_file, line, series_for

NAMES = ["CON", "../../etc", "=cmd|' /C calc'!A0", "Muster?*", "A" * 300]


@pytest.fixture
def made(tmp_path):
    """`made(rows, …)`: the copies of a table, in the folder `out`."""

    def make(rows, stop=lambda: False, **more):
        series, customers = series_for(csv_file(tmp_path / "a.csv", rows))
        return list(make_all(series, customers, Output(tmp_path / "out", **more), stop))

    return make


def test_names_are_safe_and_unique(made, tmp_path):
    told = made([line(at, Kunde=name) for at, name in enumerate(NAMES)], format="docx", pattern="{kunde}")
    files = sorted(path.name for path in (tmp_path / "out").glob("*.docx"))
    assert len(files) == len(NAMES) == len(told)
    assert not any(set(name) & set('<>:"/\\|?*') for name in files)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["a.csv"]


def test_run_again_makes_only_what_changed(made, tmp_path):
    made([line(1), line(2)], format="docx")
    before = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("*.docx")}
    told = made([line(1), line(2, Straße="Neuer Weg 2")], format="docx")
    assert [each.state for each in sorted(told, key=lambda each: each.row)] == ["kept", "made"]
    after = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("*.docx")}
    assert before.keys() == after.keys() and sum(before[name] != after[name] for name in before) == 1


def test_stopped_and_taken_up_again(made, tmp_path):
    asked = iter([False, True])
    first = made([line(1), line(2), line(3)], stop=lambda: next(asked), format="docx")
    assert [each.state for each in first] == ["made"]
    second = made([line(1), line(2), line(3)], format="docx")
    assert sorted(each.state for each in second) == ["kept", "made", "made"]
    assert len(list((tmp_path / "out").glob("*.docx"))) == 3


def test_a_file_that_is_not_ours_is_never_overwritten(made, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "S-001.docx").write_bytes(b"mine")
    made([line(1)], format="docx", pattern="{nummer}")
    assert (tmp_path / "out" / "S-001.docx").read_bytes() == b"mine"
    assert (tmp_path / "out" / "S-001 (2).docx").exists()


def test_an_incomplete_copy_is_marked_and_not_signed(made, tmp_path):
    from tests.unit import signing_pki as pki

    key = tmp_path / "aida.p12"
    key.write_bytes(pki.identity("Aida Dia").p12)
    signer = Signer(str(key), pki.SECRET, "Aida Dia")
    told = sorted(made([line(1), line(2, Straße=None)], signer=signer), key=lambda each: each.row)
    assert [each.signed for each in told] == [True, False], told
    assert "unvollständig" in told[1].files[0] and told[1].missing
    from avv_desktop import flow

    signed = flow.progress((tmp_path / "out" / told[0].files[0]).read_bytes())
    assert sum(slot.signed for slot in signed.slots) == 1


def test_a_damaged_manifest_is_refused_and_stays(made, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / NAME).write_text("{half")
    with pytest.raises(AvvError):
        made([line(1)], format="docx")
    assert (tmp_path / "out" / NAME).read_text() == "{half"


def test_two_rows_of_one_customer_have_two_copies(made, tmp_path):
    told = made([line(1), line(1)], format="docx")
    assert len({each.files for each in told}) == 2
    assert len(read_manifest(tmp_path / "out").copies) == 2


def test_zip_and_overview(made, tmp_path):
    told = made([line(1, Kunde="=1+1"), line(2, PLZ="1")], format="zip")
    pack(tmp_path / "out", told)
    words = overview(tmp_path / "out", told).read_text("utf-8-sig")
    assert len(zipfile.ZipFile(tmp_path / "out" / "serie.zip").namelist()) == 1
    assert ";'=1+1;" in words and "PLZ" in words


def test_workers_in_processes_of_their_own_make_every_copy(made, tmp_path):
    rows = [line(at) for at in range(8)]
    made(rows, workers=2)
    together = {path.name: path.read_bytes() for path in (tmp_path / "out").glob("*.pdf")}
    assert len(together) == 8 and all(data.startswith(b"%PDF") for data in together.values())


@pytest.mark.parametrize("pattern", ["immer gleich", "{unfug}"])
def test_a_pattern_must_tell_copies_apart(pattern):
    with pytest.raises(AvvError):
        check_pattern(pattern)


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\tx"])
def test_cells_are_harmless(cell):
    assert harmless(cell).startswith("'")


def test_names_keep_clear_of_each_other_in_any_case():
    import datetime

    names = Names("{kunde}", "avv-de", datetime.date(2026, 11, 23), ["muster"])
    names.reserve("Andere")
    assert names._free("MUSTER") == "MUSTER (2)" and names._free("andere") == "andere (2)"
