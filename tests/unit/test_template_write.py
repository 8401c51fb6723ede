"""Templates as files: what is written reads as the same template; what is kept is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from avv_desktop import flow
from avv_desktop.errors import CannotWrite, TemplateError
from avv_desktop.system.paths import templates_folder
from avv_desktop.template import catalog
from avv_desktop.template.lines import plain_line, text_line, written_line
from avv_desktop.template.load import load
from avv_desktop.template.markup import escaped, parse, written
from avv_desktop.template.text import Annex, AnnexPart, TextLine, Words
from avv_desktop.template.write import files


@pytest.fixture(autouse=True)
def at_home(tmp_path, monkeypatch):
    monkeypatch.setenv("AVV_DESKTOP_HOME", str(tmp_path / "home"))


def read_back(template, folder):
    for name, text in files(template).items():
        (folder / name).write_text(text, "utf-8")
    return load(folder)


def test_the_default_template_reads_as_it_was_written(tmp_path):
    template = flow.find_template("avv-de")
    assert replace(read_back(template, tmp_path), hash="") == replace(template, hash="")


def test_nested_lists_tables_and_text_annexes_read_as_written(tmp_path):
    lines = (
        TextLine((Words("Zwei Wege:"),)),
        TextLine((Words("der erste"),), "a)"),
        TextLine((), "|", 1, ((Words("Name"),), (Words("Ort"),))),
        TextLine((), "|", 1, ((Words("A|B"),), (Words("C"),))),
        TextLine((Words("ein Strich"),), "-", 1),
        TextLine((Words("der zweite"),), "b)"),
    )
    template = flow.find_template("avv-de")
    annex = Annex("annex_more", "Weiteres", "text", lines=lines, parts=(AnnexPart("annex_more.one", "Teil", 1, True),))
    changed = replace(template, annexes=(*template.annexes, annex))
    assert read_back(changed, tmp_path).annexes[-1] == annex


@given(st.text(max_size=200))
def test_any_words_are_said_as_they_are(text):
    said = " ".join(text.split())
    assert "".join(part.text for part in parse(escaped(said))) == said


@given(st.text(max_size=200), st.sampled_from(["", "-", "a)", "1."]), st.integers(0, 3))
def test_any_words_make_a_line_that_says_them(text, marker, level):
    said = " ".join(text.split())
    if not said:
        return
    line = text_line(plain_line(said, marker, level), parse)
    assert (line.marker, line.level, "".join(part.text for part in line.parts)) == (marker, level, said)
    assert text_line(written_line(line), parse) == line


@given(st.lists(st.sampled_from(["{a.b}", "{a.b|acc}", "{ref:x.y}", "Wort ", "**fett**", "\\{", "[[{a.b}]]"])))
def test_markup_is_written_as_it_was_read(pieces):
    parts = parse("".join(pieces))
    assert parse(written(parts)) == parts


def test_a_kept_template_is_found_in_all_its_versions():
    first = catalog.keep(replace(flow.find_template("avv-de"), id="meine-avv", title="Meine AVV"))
    second = catalog.keep(replace(first, version=2))
    assert catalog.template("meine-avv") == second
    assert [each.id for each in catalog.installed()] == ["avv-de", "meine-avv"]
    assert catalog.find("meine-avv", 1, first.hash) == first


def test_another_text_never_takes_the_place_of_a_kept_version():
    kept = catalog.keep(replace(flow.find_template("avv-de"), id="meine-avv"))
    assert catalog.keep(kept) == kept
    with pytest.raises(CannotWrite):
        catalog.keep(replace(kept, title="Ein anderer Titel"))
    assert catalog.template("meine-avv") == kept


def test_a_damaged_template_of_the_user_is_named_and_harms_nobody():
    folder = templates_folder() / "kaputt-1"
    folder.mkdir(parents=True)
    (folder / "template.toml").write_text("schema = ")
    assert [each.id for each in catalog.installed()] == ["avv-de"]
    assert [path.name for path, _ in catalog.damaged()] == ["kaputt-1"]


def test_an_id_never_leads_out_of_the_folder():
    kept = catalog.keep(replace(flow.find_template("avv-de"), id="../../etc"))
    assert [each.parent for each in templates_folder().iterdir()] == [templates_folder()]
    assert kept.id == "../../etc"


def test_a_file_that_only_points_elsewhere_is_refused(tmp_path):
    outside = tmp_path / "outside.md"
    template = flow.find_template("avv-de")
    folder = tmp_path / "folder"
    folder.mkdir()
    for name, text in files(template).items():
        (folder / name).write_text(text, "utf-8")
    (folder / "clauses.md").rename(outside)
    (folder / "clauses.md").symlink_to(outside)
    with pytest.raises(TemplateError):
        load(folder)
