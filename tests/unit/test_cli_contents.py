"""`avv compare` and `avv deviations`: any two agreements, and a draft beside its standard."""

import json

import msgspec
import pytest

from avv_desktop import flow
from avv_desktop.cli import main
from avv_desktop.draft.answers import read_answers
from avv_desktop.draft.files import to_bytes
from avv_desktop.draft.model import ClauseEdit
from avv_desktop.reply.agreement import agreement, printed_by
from avv_desktop.system.paths import resources


@pytest.fixture(scope="module")
def template():
    return flow.find_template("avv-de")


@pytest.fixture(scope="module")
def draft(template):
    return flow.begin(template, read_answers(resources() / "templates" / "avv-de" / "answers.toml", template))


@pytest.fixture(scope="module")
def edited(draft):
    edit = ClauseEdit("audit_rights.cost", "changed", ("Jede Kontrolle zahlt der Auftraggeber.",), reason="Wunsch")
    return draft.with_edit(edit)


@pytest.fixture(scope="module")
def files(tmp_path_factory, template, draft, edited):
    folder = tmp_path_factory.mktemp("files")
    (folder / "a.json").write_bytes(to_bytes(draft, template))
    (folder / "b.json").write_bytes(to_bytes(edited, template))
    (folder / "a.pdf").write_bytes(flow.render(template, draft).data)
    (folder / "b.pdf").write_bytes(flow.render(template, edited).data)
    document = msgspec.json.encode(flow.compose(template, edited))
    (folder / "b-document.json").write_bytes(document)
    return folder


def run(*arguments):
    return main([str(each) for each in arguments])


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("a.json", "a.json", 0),
        ("a.json", "a.pdf", 0),
        ("b.pdf", "b-document.json", 0),
        ("a.json", "b.json", 1),
        ("a.pdf", "b.json", 1),
    ],
)
def test_exit_code_says_whether_they_differ(files, old, new, code):
    assert run("compare", files / old, files / new) == code


def test_the_words_that_changed_are_told(files, capsys):
    run("compare", files / "a.pdf", files / "b.pdf")
    told = capsys.readouterr().out
    assert "b.pdf, verglichen mit a.pdf" in told and "§ 7 Abs. 8 · geändert" in told and "{+" in told


def test_a_template_beside_a_draft_is_filled_in(files, capsys):
    assert run("compare", "avv-de", files / "b.json", "--json") == 1
    page = json.loads(capsys.readouterr().out)
    differing = [each["id"] for clause in page["clauses"] for each in clause["entries"] if each["state"] != "same"]
    assert differing == ["audit_rights.cost"] and page["summary"] == "1 Abweichung: 1 geändert"


def test_a_template_by_folder(files):
    assert run("compare", resources() / "templates" / "avv-de", files / "a.json") == 0


def test_deviations_of_a_draft(files, capsys):
    assert run("deviations", files / "a.json") == 0
    assert run("deviations", files / "b.json") == 1
    told = capsys.readouterr().out
    assert "Grund: Wunsch" in told and "noch nicht genehmigt" in told
    assert run("deviations", files / "b.json", "--json") == 1
    assert json.loads(capsys.readouterr().out)["standard"] is True


def test_a_standard_that_is_not_here_is_no_agreement_with_it(tmp_path, template, draft, capsys):
    foreign = msgspec.structs.replace(template, id="anders", hash="0" * 64)
    reference = msgspec.structs.replace(draft.template, id="anders", hash="0" * 64)
    path = tmp_path / "c.json"
    path.write_bytes(to_bytes(msgspec.structs.replace(draft, template=reference), foreign))
    assert run("deviations", path) == 1
    assert "nicht installiert" in capsys.readouterr().out


@pytest.mark.parametrize(("name", "starts"), [("r.pdf", b"%PDF"), ("r.txt", b"Was weicht ab?"), ("r.json", b"{")])
def test_a_report_is_written(files, tmp_path, capsys, name, starts):
    assert run("compare", files / "a.json", files / "b.json", "-o", tmp_path / name) == 1
    assert (tmp_path / name).read_bytes().startswith(starts)
    assert "1 Abweichung: 1 geändert" in capsys.readouterr().out


def test_what_is_read_is_never_overwritten(files):
    before = (files / "a.json").read_bytes()
    assert run("compare", files / "a.json", files / "b.json", "-o", files / "a.json") == 2
    assert (files / "a.json").read_bytes() == before


def test_an_unknown_ending_and_a_file_that_is_not_there(files, tmp_path):
    assert run("compare", files / "a.json", files / "b.json", "-o", tmp_path / "r.doc") == 2
    assert run("compare", files / "a.json", tmp_path / "nichts.pdf") == 3
    (tmp_path / "x.json").write_text('{"schema": 1}')
    assert run("compare", files / "a.json", tmp_path / "x.json") == 3


# ---- our own PDFs


def test_a_pdf_of_ours_is_what_it_carries(files, template, edited):
    assert agreement((files / "b.pdf").read_bytes(), "b.pdf") == flow.compose(template, edited)


def test_pages_that_say_otherwise_than_the_data_inside_are_found(files, template, draft):
    from avv_desktop.intake.read import read

    source = read((files / "b.pdf").read_bytes(), "b.pdf")
    assert not printed_by(source, flow.compose(template, draft))
    added = source.lines[40]
    more = msgspec.structs.replace(
        source, lines=(*source.lines[:40], msgspec.structs.replace(added, text="Nein."), *source.lines[40:])
    )
    assert not printed_by(more, agreement((files / "b.pdf").read_bytes(), "b.pdf"))


# ---- the matrix of Art. 28

OLD = """Vertrag zur Auftragsdatenverarbeitung

zwischen

Musterkunde GmbH, Musterweg 1, 24768 Rendsburg

- Auftraggeber -

und

Beispielhaus GmbH, Am Deich 4, 25899 Niebüll

- Auftragnehmer -

§ 1 Gegenstand

(1) Der Auftragnehmer verarbeitet personenbezogene Daten im Auftrag nach § 11 BDSG.

§ 2 Weisungen

(1) Der Auftragnehmer verarbeitet die Daten nur auf Weisung des Auftraggebers.
"""


def test_the_matrix_of_a_complete_draft_is_in_order(files, capsys):
    assert run("matrix", files / "a.json") == 0
    told = capsys.readouterr().out
    assert "K10  erfüllt" in told and "fehlt" not in told


def test_the_matrix_as_json_and_as_files(files, tmp_path, capsys):
    assert run("matrix", files / "a.json", "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == 40 and {each["verdict"] for each in rows} == {"OK"}
    for name, starts in (("m.pdf", b"%PDF"), ("m.json", b"["), ("m.txt", b"K")):
        assert run("matrix", files / "a.json", "-o", tmp_path / name) == 0
        assert (tmp_path / name).read_bytes().startswith(starts)
        said = capsys.readouterr().out
        assert "40 Punkte: 40 erfüllt" in said and name in said


def test_the_matrix_of_a_contract_that_is_not_ours(tmp_path, capsys):
    (tmp_path / "alt.txt").write_text(OLD, "utf-8")
    assert run("matrix", tmp_path / "alt.txt", "--json") == 1
    rows = {each["id"]: each for each in json.loads(capsys.readouterr().out)}
    assert len(rows) == 40
    assert rows["K08"]["verdict"] != "GAP" and rows["K08"]["where"].startswith("§\u00a02"), "found at its place"
    assert sum(each["verdict"] == "GAP" for each in rows.values()) > 10


def test_a_matrix_never_replaces_what_it_reads(files, tmp_path):
    before = (files / "a.json").read_bytes()
    assert run("matrix", files / "a.json", "-o", files / "a.json") == 2
    assert (files / "a.json").read_bytes() == before
    assert run("matrix", files / "a.json", "-o", tmp_path / "m.doc") == 2
    assert run("matrix", tmp_path / "nichts.json") == 3


def test_a_language_without_rules_is_not_in_order(tmp_path, capsys):
    (tmp_path / "agreement.txt").write_text(
        "Data Processing Agreement\n\n1. Subject\n\nThe processor shall process personal data on behalf of the "
        "controller and only on documented instructions from the controller, as the contract says.\n",
        "utf-8",
    )
    assert run("matrix", tmp_path / "agreement.txt") == 1
    assert "gibt es keine Regeln" in capsys.readouterr().out


# ---- what is filled in


def test_a_template_beside_our_pdf_is_filled_in_with_what_the_pdf_carries(files, capsys):
    assert run("compare", "avv-de", files / "b.pdf", "--json") == 1
    assert json.loads(capsys.readouterr().out)["summary"] == "1 Abweichung: 1 geändert"
