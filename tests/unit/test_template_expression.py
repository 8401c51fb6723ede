"""Conditions: a few kinds of expression are walked by hand, everything else is refused before it is asked."""

from __future__ import annotations

import pytest

from avv_desktop.errors import TemplateError
from avv_desktop.template.expression import DEEPEST, LONGEST, evaluate, filled, names, parsed

ROWS = [{"link": "none", "note": ""}, {"link": "group", "note": "USA"}]
KNOWN = {
    "count": 3,
    "zero": 0,
    "yes": True,
    "no": False,
    "kind": "fixed",
    "blank": "  ",
    "empty": "",
    "none": None,
    "day": "2026-11-23",
    "ids": ["store", "read"],
    "nobody": [],
    "rows": ROWS,
    "people": [{"email": "a@b.de"}],
    "company": {"name": "Muster"},
    "company.name": "Muster",
}


def value(expression: str) -> object:
    return evaluate(expression, lambda name: KNOWN.get(name, ""))


@pytest.mark.parametrize(
    ("expression", "wanted"),
    [
        ("yes and not no", True),
        ("no or zero or yes", True),
        ("not (yes and no)", True),
        ("kind == 'fixed'", True),
        ("kind != 'fixed'", False),
        ("kind in ('fixed', 'open')", True),
        ("kind not in ['open']", True),
        ("'store' in ids and 'erase' not in ids", True),
        ("'store' in none", False),
        ("'store' not in none", True),
        ("1 <= count <= 72", True),
        ("1 <= count <= 2", False),
        ("3 < count < nothing.at_all", False),
        ("count + 2 * 3 - 1 == 8", True),
        ("-count == 0 - 3", True),
        ("day >= '2026-11-01'", True),
        ("company.name == 'Muster'", True),
        ("people[0].email == 'a@b.de'", True),
        ("people[7].email == ''", True),
        ("nobody[0].email == ''", True),
        ("True", True),
    ],
)
def test_what_is_allowed_has_its_value(expression, wanted):
    assert value(expression) is wanted


@pytest.mark.parametrize(
    ("expression", "wanted"),
    [
        ("filled(kind)", True),
        ("filled(zero)", True),
        ("filled(no)", True),
        ("filled(blank)", False),
        ("filled(none)", False),
        ("filled(nobody)", False),
        ("filled(company)", True),
        ("len(rows)", 2),
        ("len(none)", 0),
        ("len(kind)", 5),
        ("len(row for row in rows if row.link == 'group')", 1),
        ("all(row.link == 'none' or filled(row.note) for row in rows)", True),
        ("all(row.link == 'none' for row in rows)", False),
        ("any(row.link == 'group' for row in rows)", True),
        ("any(row.link == kind for row in rows)", False),
        ("all(row.link for row in nobody)", True),
        ("any(row.link for row in none)", False),
        ("any(ids)", True),
        ("all(each in ids for each in ('read', 'store'))", True),
        ("any(any(each == row.link for each in ('group', 'x')) for row in rows)", True),
    ],
)
def test_functions_and_loops(expression, wanted):
    assert value(expression) is wanted or value(expression) == wanted


@pytest.mark.parametrize("empty", ["empty", "none"])
@pytest.mark.parametrize("comparison", ["{} >= 1", "{} < 1", "1 <= {} <= 72", "count > {}", "{} > day", "{} * 7 <= 0"])
def test_an_empty_value_is_never_too_small_or_too_large(comparison, empty):
    assert value(comparison.format(empty)) is True


@pytest.mark.parametrize(
    "thing", [None, "", " \t\n", [], {}, {"name": ""}, {"name": None, "people": []}], ids=lambda thing: repr(thing)
)
def test_nothing_is_not_filled(thing):
    assert filled(thing) is False


@pytest.mark.parametrize("thing", [0, False, "x", [""], {"city": "Kiel"}], ids=lambda thing: repr(thing))
def test_an_answer_is_filled(thing):
    assert filled(thing) is True


REFUSED = [
    "().__class__",
    "kind.__class__.__mro__",
    "company._private",
    "__import__('os')",
    "_hidden",
    "eval('1')",
    "exec('1')",
    "open('x')",
    "print(1)",
    "kind.upper()",
    "rows[0].get('link')",
    "(len)(rows)()",
    "len(rows, ids)",
    "len()",
    "len(*rows)",
    "filled(x=kind)",
    "lambda: 1",
    "f'{kind}'",
    "f'x'",
    "rows[kind]",
    "rows[0:1]",
    "rows['link']",
    "rows[-1]",
    "[row for row in rows]",
    "{row for row in rows}",
    "{row: 1 for row in rows}",
    "all([row for row in rows])",
    "(row for row in rows)",
    "(row for row in rows) == 1",
    "filled(row for row in rows)",
    "any((row, each) for row in rows for each in ids)",
    "any(a for a, b in rows)",
    "any(row.a for row.a in rows)",
    "any(x async for x in rows)",
    "any(await x for x in rows)",
    "{'a': 1}",
    "{1, 2}",
    "[*rows]",
    "2 ** 64",
    "9 ** 9 ** 9",
    "1 << 99",
    "count / 2",
    "count // 2",
    "count % 2",
    "~count",
    "+count",
    "count @ count",
    "count | 1",
    "kind is none",
    "1 if yes else 2",
    "(x := 1)",
    "1.5",
    "1j",
    "b'x'",
    "None",
    "...",
    "yield",
    "x = 1",
    "import os",
    "kind; kind",
    "",
    " ",
    "kind ==",
    "(",
    "'open",
    "kind\nkind",
    "a\x00b",
    "not " * (DEEPEST + 1) + "yes",
    "-" * (DEEPEST + 1) + "1",
    "(" * 240 + "1" + ")" * 240,
    "[" * 240 + "]" * 240,
    "9" * (LONGEST + 1),
    "a" + ".a" * LONGEST,
    "yes" + " or yes" * LONGEST,
]


@pytest.mark.parametrize("expression", REFUSED, ids=lambda expression: expression[:30] or "nothing")
def test_everything_else_is_refused_before_anything_is_asked(expression):
    with pytest.raises(TemplateError) as caught:
        parsed(expression)
    assert "Ausdruck" in str(caught.value.details["reason"])
    with pytest.raises(TemplateError):
        evaluate(expression, lambda name: pytest.fail(f"asked for {name}"))


@pytest.mark.parametrize(
    "expression", ["len(count)", "kind < count", "kind + 1", "-ids == 0", "all(count)", "any(x for x in count)"]
)
def test_what_cannot_be_worked_out_is_an_error_of_ours(expression):
    with pytest.raises(TemplateError) as caught:
        value(expression)
    assert expression in str(caught.value.details["reason"])


def test_text_is_neither_multiplied_nor_formatted():
    for expression in ("kind * 1000000", "'a' * 99 == 1", "'%s' + kind == ''"):
        with pytest.raises(TemplateError):
            value(expression)


def test_a_loop_within_loops_over_many_rows_is_stopped():
    many = [{"x": 1}] * 1000
    with pytest.raises(TemplateError) as caught:
        evaluate("any(any(a.x > b.x for b in rows) for a in rows)", lambda name: many)
    assert "Schritte" in str(caught.value.details["reason"])


def test_an_expression_cannot_reach_into_a_value_that_is_not_a_row():
    class Trap(dict):
        secret = "x"

    assert evaluate("any(filled(row.secret) for row in rows)", lambda name: [Trap()]) is False
    assert evaluate("any(filled(row.real) for row in rows)", lambda name: [7]) is False


@pytest.mark.parametrize(
    ("expression", "read"),
    [
        ("len(people) == 1 and filled(people[0].email)", {"people", "people.email"}),
        ("company.name != other.name", {"company.name", "other.name"}),
        ("all(row.link in third.ways for row in rows)", {"rows", "rows.link", "third.ways"}),
        ("any(filled(row.a) for row in rows if row.b)", {"rows", "rows.a", "rows.b"}),
        ("any(each == kind for each in ('a', 'b'))", {"kind"}),
        ("any(row.x for row in rows) and row.y", {"rows", "rows.x", "row.y"}),
        ("any(any(b.x == a.y for b in inner) for a in outer)", {"inner", "outer", "inner.x", "outer.y"}),
        ("1 == 1", set()),
    ],
)
def test_the_names_that_an_expression_reads(expression, read):
    assert names(expression) == read
