"""Tables as people have them: every bad one is read or refused with a sentence."""

import datetime
import tracemalloc
import zipfile

import pytest

from avv_desktop.errors import AvvError, TableError
from avv_desktop.many.table import open_table, sample_csv, sample_xlsx
from avv_desktop.many.targets import matched, targets
from avv_desktop.system.sentences import explain
from tests.unit.many_sample import HEADERS, csv_file, line, series_for, template, xlsx_file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_encoding_and_separator_are_recognised(tmp_path, encoding, separator):
    path = csv_file(tmp_path / "a.csv", [line(1, Kunde="Müßig"), line(2)], encoding, separator)
    table = open_table(path)
    assert table.headers == HEADERS
    assert [row.cells["Kunde"] for row in table.rows()] == ["Müßig", "Muster 2 Handel"]


def test_empty_rows_are_passed_over_and_numbers_are_those_of_the_spreadsheet(tmp_path):
    path = xlsx_file(tmp_path / "a.xlsx", [line(1), [None] * 10, [""] * 10, line(2)])
    assert [row.number for row in open_table(path).rows()] == [2, 5]


def test_a_formula_counts_by_its_saved_value_and_is_never_evaluated(tmp_path):
    path = xlsx_file(tmp_path / "a.xlsx", [line(1, Ort="=1+1")])
    table = open_table(path)
    assert next(iter(table.rows())).cells["Ort"] is None
    assert any("Formel" in note for note in table.notes)


def test_joined_cells_count_for_each_of_their_rows(tmp_path):
    path = xlsx_file(tmp_path / "a.xlsx", [line(1), line(2, Ort=None)], lambda sheet: sheet.merge_cells("F2:F3"))
    table = open_table(path)
    assert [row.cells["Ort"] for row in table.rows()] == ["Rendsburg", "Rendsburg"]
    assert any("verbunden" in note for note in table.notes)


@pytest.mark.parametrize("day", ["02.02.2026", "2026-02-02", datetime.date(2026, 2, 2), 46055, "46055"])
def test_dates_are_dates_however_they_are_kept(tmp_path, day):
    _, customers = series_for(xlsx_file(tmp_path / "a.xlsx", [line(1, **{HEADERS[-1]: day})]))
    assert customers[0].answers["main_contract.date"] == "2026-02-02"


def test_days_counted_from_1904(tmp_path):
    def old_mac(sheet):
        sheet.parent.epoch = datetime.datetime(1904, 1, 1)

    _, customers = series_for(xlsx_file(tmp_path / "a.xlsx", [line(1, **{HEADERS[-1]: 46055 - 1462})], old_mac))
    assert customers[0].answers["main_contract.date"] == "2026-02-02"


def test_a_hundred_thousand_rows_cost_no_memory(tmp_path):
    path = tmp_path / "a.csv"
    with path.open("w") as file:
        file.write(";".join(HEADERS) + "\n")
        file.writelines(";".join(map(str, line(number))) + "\n" for number in range(100_000))
    table = open_table(path)
    tracemalloc.start()
    count = sum(1 for _ in table.rows())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 100_000 and peak < 3_000_000


def test_a_workbook_of_a_hundred_thousand_rows_is_read_row_by_row(tmp_path):
    def cells(number: int) -> str:
        said = (f"B-{number}", f"Muster {number}") if number > 1 else ("Nummer", "Kunde")
        inside = (
            f'<c r="{at}{number}" t="inlineStr"><is><t>{each}</t></is></c>' for at, each in zip("AB", said, strict=True)
        )
        return f'<row r="{number}">{"".join(inside)}</row>'

    small, path = xlsx_file(tmp_path / "small.xlsx", []), tmp_path / "large.xlsx"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rows = "".join(map(cells, range(1, 100_002)))
    with zipfile.ZipFile(small) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            made = f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'
            target.writestr(name, made if name == "xl/worksheets/sheet1.xml" else source.read(name))
    found = open_table(path).rows()
    first, count = next(iter(found)), 1
    count += sum(1 for _ in found)
    assert count == 100_000 and "Muster 2" in str(first)


BAD = {
    "empty.csv": b"",
    "blank.csv": b" \n\n",
    "binary.csv": bytes(range(256)) * 20,
    "picture.xlsx": b"\x89PNG....",
    "broken.xlsx": b"PK\x03\x04 and nothing more",
    "old.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "quote.csv": b'a;b\n"' + b"x" * 400_000,
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_table_is_refused_with_a_sentence(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(BAD[name])
    with pytest.raises(AvvError) as caught:
        list(open_table(path).rows())
    assert name in explain(caught.value).happened


def test_a_bomb_is_refused(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 40_000_000)
    with pytest.raises(AvvError):
        open_table(path)


def test_entities_are_refused(tmp_path):
    path = xlsx_file(tmp_path / "a.xlsx", [line(1)])
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts["xl/workbook.xml"] = b'<!DOCTYPE a [<!ENTITY b "c">]>' + parts["xl/workbook.xml"]
    with zipfile.ZipFile(path, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)
    with pytest.raises(TableError):
        open_table(path)


@pytest.mark.parametrize(("make", "ending"), [(sample_csv, ".csv"), (sample_xlsx, ".xlsx")])
def test_every_column_of_the_sample_finds_its_field(tmp_path, make, ending):
    path = tmp_path / f"a{ending}"
    path.write_bytes(make(template()))
    headers = open_table(path).headers
    assert set(matched(headers, targets(template()))) == set(headers)


def test_columns_are_matched_by_likeness_too_and_each_field_once():
    found = matched(["Strasse", "Postleizahl", "Firma", "Kunde", "Lieblingsfarbe"], targets(template()))
    assert found["Strasse"] == "controller.company.street"
    assert found["Postleizahl"] == "controller.company.postal_code"
    assert list(found.values()).count("controller.company.name") == 1
    assert "Lieblingsfarbe" not in found
