"""Defined terms are found, counted and renamed in all their forms; compounds wait for somebody to choose."""

import re

import pytest
from msgspec.structs import replace

from avv_desktop import flow
from avv_desktop.errors import CannotDo
from avv_desktop.template import terms
from avv_desktop.template.lines import text_line
from avv_desktop.template.load import load
from avv_desktop.template.markup import parse
from avv_desktop.template.text import Clause, ClauseParagraph
from avv_desktop.template.wording import all_words
from avv_desktop.template.write import files


@pytest.fixture(scope="module")
def template():
    return flow.find_template("avv-de")


def of_lines(template, *texts):
    paragraphs = tuple(ClauseParagraph(f"x.p{n}", lines=(text_line(text, parse),)) for n, text in enumerate(texts))
    return replace(template, clauses=(Clause("x", "x", paragraphs=paragraphs),), sections=(), annexes=(), fields=())


def said(template):
    return " ".join(all_words(template))


def test_the_terms_of_the_default_template_are_found(template):
    names = {term.name: term for term in terms.terms(template)}
    assert {"Auftragnehmer", "Auftraggeber", "Leistungsvereinbarung", "Auftragsdaten", "Vereinbarung"} <= set(names)
    assert names["Auftragnehmer"].place == "head"
    assert dict(names["Auftragnehmer"].forms)["Auftragnehmers"] >= 1
    whole = re.findall(r"(?<!\w)Auftragnehmers?(?!\w)", said(template))
    assert names["Auftragnehmer"].count == len(whole) > 50


def test_the_parties_are_called_alike_on_every_page(template):
    changed = terms.rename(template, terms.new_forms(template, "Auftragnehmer", "Verwerter"))
    assert terms.party_term(changed, "processor") == "Verwerter"
    contacts = next(each for each in flow.compose(changed, flow.begin(changed)).sections if each.id == "annex_contacts")
    assert [block.title for block in contacts.blocks if getattr(block, "title", "")] == ["Auftraggeber", "Verwerter"]


@pytest.mark.parametrize(
    "line", ["im Folgenden „Bank“", "(nachfolgend „Bank“)", "im Weiteren kurz „Bank“ genannt", 'im Folgenden "Bank"']
)
def test_terms_are_found_however_they_are_defined(template, line):
    assert [term.name for term in terms.terms(of_lines(template, line))] == ["Bank"]


def test_a_term_is_renamed_in_all_its_forms_and_nowhere_else(template):
    assert terms.already_said(template, "Verwerter") == 0 < terms.already_said(template, "Dienstleister")
    forms = terms.new_forms(template, "Auftragnehmer", "Verwerter")
    assert forms["Auftragnehmers"] == "Verwerters"
    changed = terms.rename(template, forms)
    assert not re.findall(r"(?<!\w)Auftragnehmers?(?!\w)", said(changed))
    assert said(changed).count("Unterauftragnehmer") == said(template).count("Unterauftragnehmer")
    assert [each.id for each in changed.clauses] == [each.id for each in template.clauses]
    assert [each.name for each in changed.fields] == [each.name for each in template.fields]
    back = terms.rename(changed, {new: old for old, new in forms.items()})
    assert replace(back, hash=template.hash) == template


def test_what_was_renamed_is_read_as_it_was_written(template, tmp_path):
    changed = terms.rename(template, terms.new_forms(template, "Auftraggeber", "tags: *[[ Kunde"))
    for name, text in files(changed).items():
        (tmp_path / name).write_text(text, "utf-8")
    assert replace(load(tmp_path), hash="") == changed


def test_compounds_are_offered_and_changed_only_when_chosen(template):
    offered = {each.word: each for each in terms.compounds(template, "Auftragnehmer", "Dienstleister")}
    assert offered["Unterauftragnehmern"].proposal == "Unterdienstleistern"
    chosen = {each.word: each.proposal for each in offered.values()}
    assert "nterauftragnehmer" not in said(terms.rename(template, chosen))


def test_the_singular_of_a_term_in_the_plural_is_offered(template):
    words = of_lines(template, "Beide sind die „Parteien“.", "Jede Partei darf das.")
    assert ("Partei", 1) in [(each.word, each.count) for each in terms.compounds(words, "Parteien", "Partner")]


def test_umlauts_and_hyphens(template):
    words = of_lines(template, "im Weiteren „Vertrag“", "Verträge, Vertrages und Vertrags-Nummer, Verträgen")
    forms = terms.new_forms(words, "Vertrag", "Abkommen")
    assert set(forms) == {"Vertrag", "Verträge", "Vertrages", "Verträgen"}
    assert "Abkommen, Abkommens und Vertrags-Nummer, Abkommen" in said(terms.rename(words, forms))


def test_terms_of_several_words(template):
    words = of_lines(template, "im Weiteren „Andere Partei“", "Die Andere Partei ist nicht die Partei.")
    (term,) = terms.terms(words)
    assert (term.name, term.count) == ("Andere Partei", 2)
    changed = terms.rename(words, terms.new_forms(words, "Andere Partei", "Bank"))
    assert "Die Bank ist nicht die Partei." in said(changed)


@pytest.mark.parametrize(
    ("word", "ending", "form"),
    [
        ("Dienstleister", "n", "Dienstleistern"),
        ("Agentur", "s", "Agentur"),
        ("Leistung", "n", "Leistungen"),
        ("Haus", "s", "Haus"),
        ("Prozess", "es", "Prozess"),
        ("Kunde", "n", "Kunden"),
        ("Kundin", "en", "Kundinnen"),
    ],
)
def test_endings_of_another_noun(word, ending, form):
    assert terms.inflected(word, ending) == form


def test_a_term_without_words_is_refused(template):
    with pytest.raises(CannotDo):
        terms.rename(template, {"Auftragnehmer": "  "})
