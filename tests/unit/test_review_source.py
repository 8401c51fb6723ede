"""The company's present contract: what its reference says of it, the rules find, at the lines it names."""

from __future__ import annotations

import datetime
from collections import Counter
from pathlib import Path

import pytest

from avv_desktop.review.engine import review
from avv_desktop.review.matrix import matrix

SOURCE = Path(__file__).parents[2].parent / "shared" / "data" / "source_avv.txt"
DAY = datetime.date(2026, 11, 23)

TRIED = {
    "LAW-01": (25,), "LAW-02": (25,), "LAW-03": (25, 238),
    "FRM-01": (13,), "REF-01": (31, 33),
    "TIM-01": (86, 96), "TIM-02": (108,), "FEE-01": (99,), "FEE-02": (110, 111, 112),
    "SUB-01": (73,), "SUB-02": (74,), "SUB-03": (84,), "SUB-04": (87,),
    "SEC-01": (158,), "SEC-02": (158,), "SEC-03": (158,), "SEC-04": (160,), "SEC-05": (156,), "SEC-06": (156,),
    "SEC-07": (207,), "SEC-08": (208,), "SEC-09": (224,), "SEC-10": (198,), "SEC-11": (160,), "SEC-12": (214,),
    "SEC-13": (187,), "TOM-01": (135, 154, 165, 174, 192, 196, 203), "TOM-02": (137, 167, 197, 204),
    "TRM-01": (198, 222, 238), "TRM-02": (198,), "TRM-03": (198, 234),
    "FCT-01": (81,), "FCT-02": (220,), "FCT-03": (78,), "FCT-04": (82,), "FCT-05": (79, 82),
    "GRM-01": (96,), "GRM-02": (109,), "GRM-03": (105,), "GRM-04": (158,), "GRM-05": (159,), "GRM-06": (160,),
    "GRM-07": (197,), "GRM-08": (198,), "GRM-09": (198,), "GRM-10": (186,), "GRM-11": (137,), "GRM-12": (229,),
    "GRM-13": (80, 81, 140, 158, 169, 170, 206, 213, 217), "GRM-14": (32,), "GRM-15": (22,), "GRM-16": (176,),
    "GRM-17": (168,), "GRM-18": (197,),
}  # fmt: skip
STRUCTURAL = {
    "STR-01": (127,), "STR-02": (127,), "STR-03": (129,), "STR-04": (77,), "STR-05": (3,),
    "PAR-01": (7,), "PAR-02": (13,), "PAR-03": (16,), "PAR-04": (), "FRM-02": (13,), "FRM-03": (118,),
    "REF-02": (112, 238), "REF-03": (25,), "REF-04": (67,), "REF-05": (33,),
    "TIM-03": (126,), "TIM-04": (87,), "FEE-03": (105,),
    "SUB-05": (77,), "SUB-06": (78, 81), "SUB-07": (81,), "SUB-08": (79, 220), "SUB-09": (), "SUB-10": (84,),
    "SEC-14": (129,), "SEC-15": (131,), "SEC-16": (222,), "SEC-17": (144,), "SEC-18": (159,),
    "TOM-03": (223, 228, 230, 232, 236), "TOM-04": (129,), "TRM-04": (41,), "FCT-06": (78,), "FCT-07": (80,),
    "GRM-19": (157, 231), "GRM-20": (), "GRM-21": (238,), "GRM-22": (59,),
}  # fmt: skip
ROWS = {
    "OK": "K02 K09 K11 K12 K21 K23 K24 K27 K29 K33",
    "WEAK": "K01 K05 K06 K07 K08 K14 K15 K17 K18 K19 K20 K22 K28 K30 K31 K32 K34 K35 K39",
    "GAP": "K03 K04 K10 K16",
    "FAULT": "K13 K25 K37",
    "HINT": "K26 K36 K38 K40",
}
WHERE = {
    "K01": 22, "K03": 31, "K04": 31, "K05": 33, "K06": 34, "K08": 60, "K10": 60, "K14": 86, "K18": 49, "K19": 105,
    "K20": 108, "K22": 126, "K28": 57, "K31": 200, "K34": 59, "K37": 7, "K39": 129, "K17": 77,
}  # fmt: skip


@pytest.fixture(scope="module")
def read():
    if not SOURCE.exists():
        pytest.skip("The source contract is not beside this repository.")
    from avv_desktop.intake.structure import understand
    from avv_desktop.intake.text import read_text

    return understand(read_text(SOURCE.read_text("utf-8"), SOURCE.name))


@pytest.fixture(scope="module")
def found(read):
    spans: dict[str, list[range]] = {}
    for finding in review(read.document, lines=read.places, signs=read.signs, today=DAY):
        first, last = read.places.get(finding.place, (0, -1))
        assert finding.line == max(first, 0), finding
        spans.setdefault(finding.rule, []).append(range(first, last + 1))
    return spans


@pytest.mark.parametrize("rule", [*TRIED, *STRUCTURAL])
def test_the_reference_is_found_at_its_lines(rule, found):
    assert rule in found
    for line in (TRIED | STRUCTURAL)[rule]:
        assert any(line in span for span in found[rule]), (line, found[rule])


@pytest.mark.parametrize("rule", sorted(set(TRIED) - {"TRM-03", "GRM-18", "SEC-08", "SEC-12"}))
def test_rules_that_were_tried_hit_exactly_these_lines(rule, found):
    for span in found[rule]:
        assert any(line in span for line in TRIED[rule]), span


def test_rows_of_art_28_are_judged_as_the_reference_does(read):
    rows = matrix(None, read.document, today=DAY)
    judged = {row.id: row.verdict for row in rows}
    assert judged == {id: verdict for verdict, ids in ROWS.items() for id in ids.split()}
    assert Counter(judged.values()) == {"OK": 10, "WEAK": 19, "GAP": 4, "FAULT": 3, "HINT": 4}


@pytest.mark.parametrize("rule", WHERE)
def test_rows_point_to_their_lines(rule, found):
    assert any(WHERE[rule] in span for span in found[rule])


def test_every_fix_offered_for_the_contract_as_a_template_mends_what_it_is_for(read):
    from avv_desktop import flow
    from avv_desktop.intake.propose import propose
    from avv_desktop.review.draft import review_draft
    from avv_desktop.review.fixing import apply

    template = propose(read, "own").template
    draft = flow.begin(template)
    found = review_draft(template, draft, today=DAY)
    deeds = [(each, fix) for each in found for fix in each.fixes if fix.kind != "fill"]
    assert len(deeds) > 30
    for finding, fix in deeds:
        after = review_draft(template, apply(draft, template, fix, allowed="x"), today=DAY)
        left = [(each.rule, each.place, each.quote) for each in after]
        assert (finding.rule, finding.place, finding.quote) not in left, fix
