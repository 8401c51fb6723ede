"""The contract the company uses today, read as it is: every node where a person would put it, no letter lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from avv_desktop.document import model as m
from avv_desktop.document.units import units, words
from avv_desktop.intake.model import Intake
from avv_desktop.intake.structure import move_unit, refuse, settle, understand
from avv_desktop.intake.text import read_text
from avv_desktop.intake.understand.account import account
from avv_desktop.intake.understand.roles import role_and_term

DATA = Path(__file__).parents[2].parent / "shared" / "data"
SOURCE = DATA / "source_avv.txt"
pytestmark = pytest.mark.skipif(not SOURCE.exists(), reason="the contract is not on this computer")


@pytest.fixture(scope="module")
def intake() -> Intake:
    return understand(read_text(SOURCE.read_text("utf-8"), SOURCE.name))


@pytest.fixture(scope="module")
def expected() -> dict:
    return json.loads((DATA / "source_avv_structure.json").read_text("utf-8"))


def plain(text: str) -> str:
    return text.replace("**", "").replace("\u00a0", " ")


def label(node: dict) -> str:
    return f"({node['nr']})" if "nr" in node else f"{node['lit']})" if "lit" in node else ""


def outline(blocks: tuple[m.Block, ...]) -> list:
    """[label, words, what stands below], of a table [head, rows]."""
    found: list = []
    for block in blocks:
        if isinstance(block, m.Items):
            found += [[item.label, words(item.runs), outline(item.blocks)] for item in block.items]
        elif isinstance(block, m.Table):
            found.append([list(block.header), [[words(cell) for cell in row] for row in block.rows]])
        else:
            found.append([block.label, words(block.runs), outline(block.blocks)])
    return found


def wanted(nodes: list[dict]) -> list:
    found: list = []
    for node in nodes:
        if node.get("table"):
            found.append([node["columns"], node["rows"]])
            continue
        below = wanted(node.get("children", []))
        if "trailing" in node:
            below.append(["", plain(node["trailing"]["text"]), []])
        if "note" in node:
            assert node["note"].endswith("accept flat siblings too")
            found += [[label(node), plain(node["text"]), []], *below]
        else:
            found.append([label(node), plain(node["text"]), below])
    return found


def test_the_first_page(intake, expected):
    head, document = expected["header"], intake.document
    assert words(document.title) == head["title"]["text"] and not document.subtitle and not document.closing
    assert [party.side for party in document.parties] == ["controller", "processor"]
    for party, side in zip(document.parties, ("party_a", "party_b"), strict=True):
        assert (
            ", ".join(filter(None, (party.name.text, words(party.runs), words(party.represented))))
            == head[side]["text"]
        )
        assert role_and_term(party) == (head[side]["role"], head[side]["defined_term"])
    assert [party.intro for party in document.parties] == ["Zwischen", "und"]


def test_every_clause_node_for_node(intake, expected):
    clauses = [section for section in intake.document.sections if section.kind == "clause"]
    assert [(section.label, section.title) for section in clauses] == [
        (f"§\u00a0{node['par']}", node["title"]) for node in expected["sections"]
    ]
    for section, node in zip(clauses, expected["sections"], strict=True):
        inside = wanted(node["children"])
        if "intro" in node:
            inside = [["", node["intro"]["text"], inside]]
        assert outline(section.blocks) == inside, section.title
        assert not section.sections and not section.note


def test_the_annex_node_for_node(intake, expected):
    (annex,) = (section for section in intake.document.sections if section.kind == "annex")
    (node,) = expected["anlagen"]
    assert (annex.label, annex.title, annex.blocks) == (f"Anlage\u00a0{node['anlage']}", node["title"], ())
    assert [(group.kind, group.label, group.title, words(group.note)) for group in annex.sections] == [
        ("group", f"{each['nr']}.", each["title"], each["legal"]) for each in node["children"]
    ]
    for group, each in zip(annex.sections, node["children"], strict=True):
        assert not group.blocks
        for control, said in zip(group.sections, each["children"], strict=True):
            assert (control.kind, control.title, words(control.note)) == (
                "control",
                said["kontrolle"],
                said.get("legal", ""),
            )
            description, *measures = outline(control.blocks)
            assert description == ["", said["description"]["text"], []]
            assert measures == wanted(said["children"]), control.title


def test_how_much_there_is_of_everything(intake):
    counts = intake.counts
    assert (counts.sections, counts.paragraphs, counts.items, counts.tables) == (10, 27, 15, ((5, 3),))
    assert (counts.annexes, counts.controls, counts.measures) == (1, 13, 52)


def test_no_letter_is_lost_and_none_said_twice(intake):
    shares = intake.shares
    assert shares.placed + shares.furniture + shares.not_understood == pytest.approx(1)
    assert shares.not_understood == 0 and intake.leftovers == ()
    assert account(intake.source, intake.document, intake.furniture).twice == ()
    said = SOURCE.read_text("utf-8")
    assert sum(len(each.text) for each in intake.furniture if each.kind == "emphasis") == said.count("*")
    assert {each.kind for each in intake.furniture} == {"bullet", "emphasis", "list marker", "punctuation"}
    assert shares.furniture < 0.02


def test_bold_words_stay_bold(intake):
    strong = [
        run.text
        for section in intake.document.sections
        for block in section.blocks
        if isinstance(block, m.Paragraph)
        for run in block.runs
        if isinstance(run, m.Strong)
    ]
    assert strong == ["Leistungsvereinbarung", "Anlage 1"]


def test_what_no_rule_decides_is_marked(intake):
    assert [(each.number, each.level) for each in intake.unsure] == [(144, 1), (145, 1), (181, 2), (182, 2), (205, 1)]
    assert all(each.reason.endswith("?") for each in intake.unsure)
    keys = {unit.key: unit.text for unit in units(intake.document)}
    assert all(keys[each.key] == each.text for each in intake.unsure)


def test_every_unit_knows_its_lines(intake, expected):
    lines = SOURCE.read_text("utf-8").split("\n")
    for unit in units(intake.document):
        first, last = intake.places[unit.key]
        there = "".join(" ".join(lines[first - 1 : last]).replace("**", "").split())
        start = "".join(unit.text.split())[:40]
        assert start in there or unit.kind in ("row", "header", "party"), unit
    assert intake.places[intake.document.sections[3].blocks[1].id] == (49, 51)


def test_a_point_is_moved_with_two_keys_and_nothing_is_lost(intake):
    label_like = next(each for each in intake.unsure if each.number == 205)
    places = {first: key for key, (first, _) in intake.places.items()}
    moved = intake
    for number in range(206, 211):
        moved = move_unit(moved, places[number], +1)
    parent = next(
        item
        for section in m.walk(moved.document.sections)
        for block in section.blocks
        if isinstance(block, m.Items)
        for above in block.items
        for inner in above.blocks
        if isinstance(inner, m.Items)
        for item in inner.items
        if item.id == label_like.key
    )
    (below,) = parent.blocks
    assert len(below.items) == 5
    assert moved.shares == intake.shares and moved.leftovers == ()
    assert [unit.text for unit in units(moved.document)] == [unit.text for unit in units(intake.document)]
    for number in range(206, 211):
        moved = move_unit(moved, places[number], -1)
    assert moved.document == intake.document


def test_whoever_moves_or_settles_a_point_was_sure(intake):
    key = intake.unsure[0].key
    assert [each.number for each in move_unit(intake, key, -1).unsure] == [145, 181, 182, 205]
    assert [each.number for each in settle(intake, key).unsure] == [145, 181, 182, 205]
    assert move_unit(intake, "nothing", 1) is intake
    assert move_unit(intake, intake.document.sections[0].blocks[0].id, -1) is intake


def test_it_is_an_agreement(intake):
    refuse(intake)


def test_reading_it_twice_gives_the_same(intake):
    assert understand(intake.source) == intake
