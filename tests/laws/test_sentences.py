"""Whatever goes wrong, a person reads what happened, what it means and what to do, in both languages."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from avv_desktop import errors
from avv_desktop.system.language import LANGUAGES, set_language
from avv_desktop.system.sentences import SAID, explain

ROOT = Path(__file__).parents[2]
SOURCES = sorted([*(ROOT / "avv_desktop").rglob("*.py"), *(ROOT / "ui").rglob("*.py")])
KINDS = {kind.__name__: kind for kind in errors.every_error()}
DETAILS = {
    "path": "Verträge/Muster  GmbH {Kopie}.json",
    "reason": "Der Grund steht hier.",
    "line": 12,
    "template": "avv-de",
    "version": 3,
    "schema": 9,
    "known": 1,
    "name": "Aida Dia",
    "count": 2,
    "first": "Auftraggeber",
    "letters": "客户",
    "place": "controller.company",
}
NEED_A_REASON = (errors.TemplateError, errors.AnswersError)

every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
every_language = pytest.mark.parametrize("code", LANGUAGES)


def documented(kind: type[errors.AvvError]) -> list[str]:
    """The details that a class announces in its docstring."""
    found = re.search(r"details: (.+)", kind.__doc__ or "")
    return found[1].split(", ") if found else []


def realistic(kind: type[errors.AvvError]) -> errors.AvvError:
    return kind(**{name: DETAILS[name] for name in documented(kind)})


def check_clean(sentence: str) -> None:
    assert sentence == sentence.strip() and sentence[-1] in ".!?…:客户"
    assert "None" not in sentence and "()" not in sentence and ". ." not in sentence
    assert not any(name in sentence for name in KINDS if name != "AvvError")
    assert "Error" not in sentence and "Traceback" not in sentence


@every_kind
def test_every_error_has_an_entry_and_says_which_details_it_has(kind):
    assert kind in SAID
    assert kind is errors.AvvError or documented(kind)


def test_an_error_without_sentences_would_be_noticed():
    class Unheard(errors.CannotDo):
        """details: reason"""

    try:
        assert Unheard in errors.every_error() and Unheard not in SAID
    finally:
        del Unheard
    import gc

    gc.collect()  # the tree forgets it, for the tests after this one
    assert set(errors.every_error()) == set(SAID)


@every_language
@every_kind
def test_every_error_says_what_happened_what_it_means_and_what_to_do(kind, code):
    set_language(code)
    said = explain(realistic(kind))
    for sentence in said:
        check_clean(sentence)
    given = [re.escape(str(DETAILS[name])) for name in documented(kind)]
    left = re.sub("|".join(given), "…", " ".join(said)) if given else " ".join(said)
    assert "{" not in left and "}" not in left and "  " not in left
    assert len(set(said)) == 3


@every_language
@every_kind
def test_where_a_detail_is_not_known_the_sentence_still_reads_well(kind, code):
    set_language(code)
    unknown = {"version": "", "line": 0} if kind in NEED_A_REASON else {"version": "", "reason": ""}
    known = {"path": "a.json", "template": "avv-de", "name": "Aida Dia"}
    for sentence in explain(kind(**DETAILS | known | unknown)):
        check_clean(sentence)
        assert "  " not in sentence and "{" not in sentence and not sentence.endswith(" .")


@every_kind
def test_german_is_not_left_in_english(kind):
    german = explain(realistic(kind))
    set_language("en")
    english = explain(realistic(kind))
    own = {str(DETAILS[name]) for name in documented(kind)}
    assert not (set(german) & set(english)) - own


@pytest.mark.parametrize("detail", ["path", "line", "letters", "name", "template", "reason"])
def test_a_sentence_that_announces_a_detail_says_it(detail):
    silent = {"PdfError", "EncryptedPdf", "NoAgreementInside", "KeyFileError", "NoPrivateKey", "WrongPassphrase"}
    silent |= {"StoreError", "StoreWrongKey", "StoreInUse", "StoreDamaged"} if detail == "path" else set()
    silent = silent if detail == "path" else {"KeychainUnavailable", "PassphraseToChoose"}
    for name, kind in KINDS.items():
        if detail in documented(kind) and name not in silent:
            assert str(DETAILS[detail]) in explain(realistic(kind)).happened, name


@pytest.mark.parametrize("error", [ValueError("geheim"), KeyError("x"), RecursionError(), OSError(5, "geheim")])
def test_what_nobody_expected_has_a_general_sentence_without_its_content(error):
    said = explain(error)
    assert all(said) and "geheim" not in " ".join(said)


def test_values_are_printed_as_they_are_and_never_filled_in_again():
    said = explain(errors.CannotWrite(path="{reason} {path}", reason="{path}"))
    assert "{reason} {path}" in said.happened and said.happened.endswith("{path}")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_whoever_raises_an_error_gives_its_details(path):
    lacking = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        kind = KINDS.get(node.func.id) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else None
        if kind is not None and not any(each.arg is None for each in node.keywords):
            given = {each.arg for each in node.keywords}
            lacking += [f"{node.lineno}: {kind.__name__} without {name}" for name in set(documented(kind)) - given]
    assert not lacking
