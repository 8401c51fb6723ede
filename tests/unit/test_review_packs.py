"""Rule packs: read with file and line, bounded, the newest wins, old ones say so."""

from __future__ import annotations

import datetime
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from avv_desktop.document.units import units
from avv_desktop.errors import RulePackError
from avv_desktop.review.engine import review
from avv_desktop.review.packs import damaged, installed, keep, load, read
from avv_desktop.review.patterns import bounded
from tests.unit.review_sample import PROCESSOR, agreement, annex, clause, line, party, table

HEAD = 'id = "own"\nversion = {version}\ntitle = "Eigene"\nchecked_on = {checked}\n\n'
RULE = """[[rule]]
id = "OWN-01"
severity = "W"
message = "„{words}“ ist hier nicht üblich."
source = "eigene Regel"
patterns = ['\\bFax\\b']
"""


def pack(version: int = 1, checked: str = "2026-11-01", rules: str = RULE) -> str:
    return HEAD.format(version=version, checked=checked) + rules


def test_a_pack_of_the_user_is_applied_and_newer_ones_win(tmp_path):
    (tmp_path / "one.toml").write_text(pack(1), "utf-8")
    (tmp_path / "two.toml").write_text(pack(2, rules=RULE.replace("Fax", "Telegramm")), "utf-8")
    packs = installed(tmp_path)
    own = next(each for each in packs if each.id == "own")
    assert own.version == 2 and not own.given
    found = review(line("body", "Weisungen gehen per Telegramm oder Fax ein."), packs=packs)
    assert [each.message for each in found if each.rule == "OWN-01"] == ["„Telegramm“ ist hier nicht üblich."]


def test_a_newer_pack_of_the_user_replaces_ours(tmp_path):
    newer = pack(99).replace('"own"', '"language"')
    (tmp_path / "language.toml").write_text(newer, "utf-8")
    assert next(each for each in installed(tmp_path) if each.id == "language").version == 99


def test_a_damaged_pack_is_left_out_and_says_why(tmp_path):
    (tmp_path / "bad.toml").write_text(pack(rules="[[rule]]\nid = 1\n"), "utf-8")
    assert "own" not in {each.id for each in installed(tmp_path)}
    ((path, error),) = damaged(tmp_path)
    assert path.name == "bad.toml" and error.details["line"] == 6


def test_importing_keeps_a_checked_copy(tmp_path, monkeypatch):
    monkeypatch.setenv("AVV_DESKTOP_HOME", str(tmp_path / "home"))
    source = tmp_path / "from.toml"
    source.write_text(pack(3), "utf-8")
    assert keep(source).version == 3
    assert "own" in {each.id for each in installed()}


@pytest.mark.parametrize(
    ("text", "line_number", "words"),
    [
        ("id = \n", 1, "TOML"),
        (pack(rules=RULE.replace("[\\'", "[")), 0, ""),
        (pack(rules=RULE + RULE.replace(r"\bFax\b", "(Fax")), 12, "nicht lesbar"),
        (pack(rules=RULE.replace(r"\bFax\b", "Fax.*")), 6, "ohne Grenze"),
        (pack(rules=RULE.replace(r"\bFax\b", "Fax?x?a?")), 0, ""),
        (pack(rules=RULE.replace(r"\bFax\b", "(?:a{1,9}){1,9}b")), 6, "zu viele Arten"),
        (pack(rules=RULE.replace(r"\bFax\b", "a{0,3}")), 6, "leeren Text"),
        (pack(rules=RULE.replace(r"\bFax\b", r"(a)\1")), 6, "bezieht sich"),
        (pack(rules=RULE.replace('"W"', '"X"')), 6, "severity"),
        (pack(rules=RULE.replace("patterns", "pattern")), 6, "pattern"),
        (pack(rules=RULE + 'check = "nirgends"\n'), 6, "nirgends"),
        (pack(rules='[[rule]]\nid = "A"\nseverity = "W"\nmessage = "x"\n'), 6, "patterns, check oder row"),
        (pack(rules=RULE + '[[rule.fix]]\nkind = "replace"\nlabel = "x"\nnew = \'\\2\'\n'), 6, "Gruppe"),
        (pack(rules=RULE + '[rule.row]\ncitation = "x"\nsays = "x"\ntags = []\nholds = "__import__"\n'), 6, "Ausdruck"),
    ],
)
def test_errors_name_the_line(text, line_number, words):
    if not words:
        assert read(text, "x.toml").id == "own"
        return
    with pytest.raises(RulePackError) as caught:
        read(text, "x.toml")
    assert (caught.value.details["path"], caught.value.details["line"]) == ("x.toml", line_number)
    assert words in str(caught.value.details["reason"])


def test_no_text_makes_our_patterns_run_long():
    hostile = agreement(
        clause("A", "Verletzung " * 4000, "a" * 60_000, "Unterauftragnehmer informiert neue " * 2000, "- " * 20_000)
    )
    started = time.perf_counter()
    review(hostile, today=datetime.date(2026, 11, 23))
    assert time.perf_counter() - started < 10


def test_an_imported_pack_that_takes_too_long_is_stopped():
    many = "".join(
        RULE.replace("OWN-01", f"OWN-{n:02}").replace(r"\bFax\b", "a[^b]{0,200}a[^c]{0,250}z") for n in range(200)
    )
    slow = read(pack(rules=many))
    assert not slow.given
    text = agreement(clause("A", *["a" * 2000 + f" {n}" for n in range(20)]))
    started = time.perf_counter()
    found = review(text, packs=[slow])
    assert [each.rule for each in found] == ["PACK-01"]
    assert time.perf_counter() - started < 10


def test_a_rule_without_its_options_is_told_of():
    bare = '[[rule]]\nid = "OWN-02"\nseverity = "W"\nmessage = "x"\ncheck = "several_forms"\n'
    found = review(
        line("body", "Es gilt die Textform. Faxe zählen nicht, kein Fax."), packs=[read(pack(rules=bare + RULE))]
    )
    assert [each.rule for each in found] == ["OWN-01", "PACK-03"]
    with pytest.raises(RulePackError):
        read(pack(rules=bare + '[rule.options.forms]\n"a" = "Text.*"\n'))


texts = st.text(st.sampled_from('aäZ1 .,;:-§()"„“\n\t\u00a0\u00adGmbHArt{}[]\\*|'), max_size=60)


@settings(max_examples=60, deadline=None)
@given(st.lists(texts, max_size=4), st.lists(st.tuples(texts, texts, texts), max_size=3), texts, texts)
def test_no_agreement_makes_the_rules_fail(lines, rows, name, address):
    document = agreement(
        clause("Unterauftragnehmer", *lines, table(("Unterauftragnehmer", "Anschrift", "Leistung"), *rows)),
        annex(*lines),
        parties=(party("controller", name, address, name), PROCESSOR),
    )
    for finding in review(document):
        assert finding.rule and finding.message


def test_a_pack_older_than_a_year_says_so():
    old = read(pack(checked="2025-11-23"))
    text = line("body", "Nichts.")
    assert [each.rule for each in review(text, packs=[old], today=datetime.date(2026, 11, 22))] == []
    found = review(text, packs=[old], today=datetime.date(2026, 11, 23))
    assert [(each.rule, each.severity) for each in found] == [("LAW-06", "H")]


def test_what_a_pattern_must_hold_is_known():
    assert bounded(r"\bAuftrags(?:daten)?verarbeitung").holds == ("verarbeitung",)
    assert set(bounded("QSC|Plusnet").holds) == {"qsc", "plusnet"}
    assert bounded(r"\d{1,3} x").holds == ()
    for each in installed():
        for rule in each.rules:
            for pattern in rule.patterns:
                made = bounded(pattern)
                for _, where, hits, _ in _examples(rule.id):
                    for text in hits:
                        if where != "row" and made.expression.search(text):
                            assert made.may_match(text.lower())


def test_what_is_kept_of_a_line_says_nothing_of_other_rules():
    told, text = RULE.replace("Fax", "Telegramm"), line("body", "Weisungen gehen per Telegramm oder Fax ein.")
    packs = [[read(pack())], [read(pack(rules=told))], [read(pack(rules=RULE + told.replace("OWN-01", "OWN-02")))]]
    for used, words in [*zip(packs, ("F", "T", "TF"), strict=True)] * 2:
        assert sorted(each.quote[0] for each in review(text, packs=used)) == sorted(words)


def test_what_is_kept_of_lines_is_theirs_alone():
    first = agreement(clause("A", "Weisungen nimmt er per Fax an.", "Er antwortet."))
    second = agreement(clause("A", "Er antwortet.", "Er nimmt kein Fax an.", "Er schreibt."))
    (one,) = review(first, packs=[read(pack())])
    (two,) = review(second, packs=[read(pack())])
    assert (one.place, two.place) == ("p1", "p2")


def _examples(rule_id: str):
    from tests.unit.review_examples import LINES

    return [each for each in LINES if each[0] == rule_id]


def test_a_pack_cannot_say_that_it_came_with_the_program(tmp_path):
    (tmp_path / "x.toml").write_text(pack().replace("title", "given = true\ntitle"), "utf-8")
    assert not load(tmp_path / "x.toml").given
    assert replace(load(tmp_path / "x.toml"), given=True).given


def test_units_of_the_samples_are_unique():
    document = line("body", "x")
    keys = [unit.key for unit in units(document)]
    assert len(keys) == len(set(keys))
