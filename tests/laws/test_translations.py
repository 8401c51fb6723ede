"""Everything a person reads goes through `tr`, and German is complete."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from avv_desktop.system.language import catalog

ROOT = Path(__file__).parents[2]
SOURCES = sorted([*(ROOT / "avv_desktop").rglob("*.py"), *(ROOT / "ui").rglob("*.py")])
SENTENCE = re.compile(r"[A-Za-zÄÖÜäöüß]{2,} [A-Za-zÄÖÜäöüß]{2,}")
PLACEHOLDER = re.compile(r"\{(\w+)\}")
NOT_READ_BY_PEOPLE = {"ui/tour.py", "ui/tour_templates.py", "ui/tour_compare.py"}
"""Prints to the terminal of whoever develops the program."""


def said(path: Path) -> list[tuple[int, ast.expr]]:
    """First arguments of tr(…), and the first two of trn(…)."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("tr", "trn"):
            found += [(node.lineno, argument) for argument in node.args[: 1 if node.func.id == "tr" else 2]]
    return found


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_is_said_is_a_literal_and_has_a_german_sentence(path):
    german, lacking = catalog("de"), []
    for line, argument in said(path):
        if path.name == "language.py":
            continue
        assert isinstance(argument, ast.Constant), f"{path.name}:{line}: tr() needs a literal"
        if argument.value not in german:
            lacking.append(f"{line}: {argument.value}")
    assert not lacking, "\n".join(lacking)


def test_translations_keep_their_placeholders():
    wrong = [
        english
        for english, german in catalog("de").items()
        if set(PLACEHOLDER.findall(english)) != set(PLACEHOLDER.findall(german))
    ]
    assert not wrong


def test_the_window_says_nothing_that_is_not_translated():
    wrong = []
    for path in sorted((ROOT / "ui").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if name not in NOT_READ_BY_PEOPLE:
            wrong += [f"{name}:{line}: {words}" for line, words in unsaid(ast.parse(path.read_text("utf-8")))]
    assert not wrong, "\n".join(wrong)


def unsaid(tree: ast.Module) -> list[tuple[int, str]]:
    """String literals that read like a sentence and are neither a docstring, nor in tr(), nor in an error for us."""
    quiet = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            quiet.add(id(node.value))
        elif (isinstance(node, ast.Call) and _called(node) in OUR_OWN) or isinstance(node, ast.Assert | ast.Raise):
            quiet |= {id(inner) for inner in ast.walk(node)}
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in quiet
        and SENTENCE.search(node.value)
    ]


OUR_OWN = {"tr", "trn", "setProperty", "print", "getLogger", "debug", "info", "warning", "exception", "QFont"}


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def test_every_translation_is_used():
    used = {
        node.value
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert sorted(set(catalog("de")) - used) == []
