"""A template folder with one mistake is refused, and told where the mistake stands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from avv_desktop.errors import TemplateError
from avv_desktop.system.paths import resources
from avv_desktop.template.load import load

TOML, CLAUSES, MEASURES, ANNEXES = "template.toml", "clauses.md", "measures.md", "annexes.md"
NUMBER = 'name = "agreement.number"'
HEAD_RULE = "rule: len(controller.representatives) >= 1 and"
EMPTY_LIST = "when: len(sub_processors.list) == 0"
SUBJECT = "folgende Leistung: {processing.subject}"
COMPANY = '"controller.company"'
TOKEN = "- [x] short · source · building_token"

# what is wrong · file · old text · new text · where the mistake stands then · a word of the message
MISTAKES = [
    ("field type", TOML, f'{NUMBER}\nlabel = "Nummer"\ntype = "text"', f'{NUMBER}\ntype = "word"', NUMBER, "word"),
    ("key of a field", TOML, NUMBER, f"{NUMBER}\nlabl = 1", NUMBER, "labl"),
    ("key of a check", TOML, "minimum = 1, kind", "minimun = 1, kind", "controller.representatives", "minimun"),
    ("key of a column", TOML, 'label = "Anrede",', 'label = "Anrede", hlp = "",', "salutation = ", "hlp"),
    ("key of a group", TOML, 'id = "customer"', 'id = "customer"\nhelpp = ""', 'id = "customer"', "helpp"),
    ("key of a unit", TOML, "[unit.day]", "[unit.day]\nx = 1", "[unit.day]", "„x“"),
    ("key of the head", TOML, "schema = 1", 'schema = 1\nlanguge = "de"', "languge", "languge"),
    ("key of a clause", CLAUSES, "tags: k.parteien", "tgas: k.parteien", "tgas:", "tgas"),
    ("key of a control", MEASURES, "goal: Nur", "gaol: Nur", "gaol:", "gaol"),
    ("key of an annex", ANNEXES, "closing: ", "closng: ", "closng:", "closng"),
    ("no TOML", TOML, NUMBER, "name = = 1", "name = = 1", "TOML"),
    ("text for a number", TOML, "template_version = 1", 'template_version = "1"', "template_version", "ganze Zahl"),
    ("false for a number", TOML, "schema = 1", "schema = false", "schema", "ganze Zahl"),
    ("schema left out", TOML, "schema = 1\n", "", "# The default", "schema"),
    ("id left out", TOML, 'template = "avv-de"\n', "", "# The default", "template"),
    ("number for a title", TOML, 'title = "Vereinbarung', 'title = 3 # "', "title = 3", "Text"),
    ("short key of the head", TOML, "schema = 1", "schema = 1\nx = 1", "x = 1", "„x“"),
    ("field without a name", TOML, f"{NUMBER}\n", "", ("[[field]]", 3), "Namen"),
    ("number for options", TOML, NUMBER, f"{NUMBER}\noptions = 3", NUMBER, "options"),
    ("number for columns", TOML, NUMBER, f"{NUMBER}\ncolumns = [3]", NUMBER, "columns"),
    ("form of a function", TOML, 'male_accusative = "Inhaber"\n', "", "[function.owner]", "male_accusative"),
    ("gender of a unit", TOML, 'gender = "m"', 'gender = "x"', "[unit.day]", "gender"),
    ("column of a party", TOML, "register_court = {", "court = {", "# The default", "columns.party.register_court"),
    ("list for a table", TOML, "[coverage]", "[coverage]\nK00 = 7", "K00 = 7", "K00"),
    ("duplicate field", TOML, 'name = "agreement.version"', NUMBER, (NUMBER, 2), "zweimal"),
    (
        "field in two groups",
        TOML,
        '  "controller.privacy_contact",',
        '  "controller.company",',
        ('"controller.company"', 3),
        "Gruppe",
    ),
    ("group of nothing", TOML, '  "controller.company",', '  "controller.compny",', "controller.compny", "compny"),
    ("group twice", TOML, 'id = "contacts"\ntitle', 'id = "customer"\ntitle', ('id = "customer"', 2), "zweimal"),
    ("field of a default", TOML, 'default = "joint"', 'default = "jont"', "controller.representation", "jont"),
    ("broken condition", TOML, "processing.detail == 'annex'\"", 'processing.detail ="', '"processing.act', "lesbar"),
    ("condition on nothing", TOML, 'when = "processing.art9"', 'when = "art8"', '"processing.art9_details"', "art8"),
    ("column condition", TOML, "row.third_country_link != 'none'", "row.(", "sub_processors.list", "lesbar"),
    (
        "column condition on nothing",
        TOML,
        "row.third_country_link !=",
        "row.thrd !=",
        "sub_processors.list",
        "row.thrd",
    ),
    ("options from nothing", TOML, NUMBER, f'{NUMBER}\noptions_from = "nix"', NUMBER, "nix"),
    ("unit of nothing", TOML, NUMBER, f'{NUMBER}\nunit = "moon"', NUMBER, "moon"),
    ("field in a clause", CLAUSES, SUBJECT, "{processing.sbject}", "{processing.sbject}", "processing.sbject"),
    ("form in a clause", CLAUSES, SUBJECT, "{processing.subject|loud}", "|loud}", "loud"),
    ("open brace", CLAUSES, SUBJECT, "{processing.subject", "{processing.subject\n", "Klammer"),
    ("open bracket", CLAUSES, SUBJECT, f"[[{SUBJECT}", "[[folgende", "[["),
    ("reference", CLAUSES, SUBJECT, "{ref:nowhere}", "{ref:nowhere}", "nowhere"),
    ("broken when", CLAUSES, EMPTY_LIST, "when: len(", "when: len(\n", "lesbar"),
    ("forbidden when", CLAUSES, EMPTY_LIST, "when: open('x')", "when: open", "Unerlaubtes"),
    ("when on nothing", CLAUSES, EMPTY_LIST, "when: len(sub.list) == 0", "len(sub.list)", "sub.list"),
    ("when twice", CLAUSES, EMPTY_LIST, f"{EMPTY_LIST}\nwhen: 1 == 1", "when: 1 == 1", "zweimal"),
    ("when without a condition", CLAUSES, EMPTY_LIST, "when:", "when:\n", "when"),
    ("rule on nothing", CLAUSES, HEAD_RULE, "rule: len(nobody) >= 1 and", "nobody", "nobody"),
    ("rule on no part", CLAUSES, "controller.company.name !=", "controller.company.nme !=", "nme", "nme"),
    (
        "rule on no part of a row",
        CLAUSES,
        "row.transfer_basis in",
        "row.basis in",
        "row.basis",
        "sub_processors.list.basis",
    ),
    ("rule on no part of a person", CLAUSES, "dpo[0].email)", "dpo[0].mail)", "dpo[0].mail", "processor.dpo.mail"),
    ("rule without a sentence", CLAUSES, HEAD_RULE, "rule: 1 == 1\nrule: 1 == 1 and", "rule: 1 == 1\n", "::"),
    ("heading", CLAUSES, "## § 1 · subject_and_term", "## § 1 - subject_and_term", "## § 1 -", "Klausel"),
    ("clause twice", CLAUSES, "## § 1 · subject_and_term", "## § 1 · head", "## § 1", "„head“"),
    ("paragraph twice", CLAUSES, "(2) subject_and_term.subject", "(2) subject_and_term.basis", "### (2)", "zweimal"),
    ("variant twice", CLAUSES, "#### one · Einer", "#### none · Einer", "#### none · Einer", "zweimal"),
    ("choice of nothing", CLAUSES, "choice: term.kind", "choice: term.knd", "term.term", "term.knd"),
    (
        "choice of another order",
        CLAUSES,
        "#### general · A",
        "#### g · A",
        "(2) sub_processing.authorisation",
        "regime",
    ),
    ("measure", MEASURES, TOKEN, TOKEN.replace("[x]", "[y]"), "- [y]", "Maßnahme"),
    ("measure twice", MEASURES, "· visitors ·", "· building_token ·", "· building_token · Besuch", "zweimal"),
    ("field in a measure", MEASURES, "({measures.data_centres})", "{measures.dc}", "{measures.dc}", "measures.dc"),
    ("control twice", MEASURES, "### system_access", "### physical_access", "### physical_access · Zugang", "zweimal"),
    ("kind of annex", ANNEXES, "kind: contacts", "kind: contracts", "## annex: annex_contacts", "kind"),
    ("table of an annex", ANNEXES, "table: sub_processors.list", "table: sub.list", "table: sub.list", "sub.list"),
    ("text for a table", ANNEXES, "table: sub_processors.list", "table: term.kind", "table: term", "term.kind"),
    ("contact", ANNEXES, "- controller · optional", "- controller · maybe", "maybe", "Ansprechperson"),
    ("field of a contact", ANNEXES, "controller.dpo ·", "controller.dpx ·", "controller.dpx", "controller.dpx"),
    ("text for persons", ANNEXES, "controller.dpo ·", "term.kind ·", "term.kind ·", "Personen"),
    ("annex twice", ANNEXES, "## annex: annex_contacts", "## annex: annex_measures", "· Ansprech", "zweimal"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(resources() / "templates" / "avv-de", tmp_path / "copy")
    return tmp_path / "copy"


def line_of(text: str, where: str | tuple[str, int]) -> int:
    part, nth = where if isinstance(where, tuple) else (where, 1)
    at = -1
    for _ in range(nth):
        at = text.index(part, at + 1)
    return text[:at].count("\n") + 1


def refused(folder: Path) -> tuple[Path, int, str]:
    with pytest.raises(TemplateError) as caught:
        load(folder)
    details = caught.value.details
    return Path(str(details["path"])), int(str(details["line"])), str(details["reason"])


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "word"), [each[1:] for each in MISTAKES], ids=[m[0] for m in MISTAKES]
)
def test_a_mistake_is_refused_with_its_line(folder, file, old, new, where, word):
    text = (folder / file).read_text("utf-8")
    assert old in text
    text = text.replace(old, new, 1)
    (folder / file).write_text(text, "utf-8")
    path, line, reason = refused(folder)
    assert (path, line) == (folder / file, line_of(text, where)) and word in reason, (path.name, line, reason)
