"""Checks of sub-processors: two regimes at once, what a list must say, who is named where."""

from __future__ import annotations

import re
from collections.abc import Iterator

from avv_desktop.review.checks import Hit, check
from avv_desktop.review.checks_parties import FORM
from avv_desktop.review.reading import Company, Line, Reading
from avv_desktop.review.rules_model import Rule
from avv_desktop.review.words import listed

COUNTRY = re.compile(r"\b(?:Deutschland|Germany|Irland|Ireland|Estland|Estonia|Österreich|Austria|Schweiz|USA)\b")
ENGLISH = re.compile(r"\b(?:Germany|Ireland|Estonia|Austria|Netherlands|France|Spain|Finland|Sweden|Poland)\b")


BOTH = "Für neue Unterauftragnehmer gelten zwei Regelungen zugleich."


def _regimes(reading: Reading, rule: Rule) -> tuple[Line | None, Line | None]:
    """Where each change needs consent, and where changes are allowed unless somebody objects."""
    found = []
    for key in ("pattern_specific", "pattern_general"):
        hits = [line for line, _ in reading.where(rule.options[key], "body")]
        found.append(hits[0] if hits else None)
    return found[0], found[1]


@check("both_regimes")
def both_regimes(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """options: `pattern_specific`, `pattern_general`; `at`: which of the two lines is reported."""
    specific, general = _regimes(reading, rule)
    if specific and general:
        here, other = (specific, general) if rule.options.get("at") == "specific" else (general, specific)
        said = f"Hier gilt {_regime(here is specific)}, in {other.unit.label} {_regime(other is specific)}."
        yield Hit(here, message=f"{BOTH} {said}")


def _regime(specific: bool) -> str:
    return "die einzelne Zustimmung" if specific else "die allgemeine Genehmigung mit Widerspruch"


@check("sub_columns")
def sub_columns(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """What the list must say of each. options: `columns`, name → pattern over headings."""
    if not reading.companies:
        return
    missing: list[str] = []
    for name, pattern in rule.options["columns"].items():
        if not all(any(re.search(pattern, key) for key in company.cells) for company in reading.companies):
            missing.append(str(name))
    if missing:
        yield Hit(_top(reading), message=f"Der Liste der Unterauftragnehmer fehlt: {listed(missing)}.")


def _top(reading: Reading) -> Line:
    first = reading.companies[0].line
    header = first.unit.key.rpartition("/")[0] + "/header"
    return next((line for line in reading.lines if line.unit.key == header), first)


@check("third_country_groups")
def third_country_groups(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """Companies of groups outside the EEA of which nothing is said. options: `groups`; `pattern_said`."""
    for company in reading.companies:
        group = next((name for name in rule.options["groups"] if name.lower() in company.name.lower()), "")
        said = re.search(rule.options["pattern_said"], f"{company.line.text} {' '.join(company.cells)}")
        if group and not said:
            yield Hit(
                company.line,
                company.name,
                f"„{company.name}“ gehört zu einem Konzern außerhalb des EWR; zum Zugriff von dort steht nichts da.",
            )


@check("list_and_annex")
def list_and_annex(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """Providers that the measures name, but not the list; and one company with two services. options: `providers`."""
    listed_names = " ".join(company.name for company in reading.companies).lower()
    if not reading.companies:
        return
    annex = [line for line in reading.of("annex") if line.unit.section in {each.id for each in reading.measures}]
    for name in rule.options["providers"]:
        short = str(name).lower()
        known = [line for line in annex if short in line.lower and short not in listed_names]
        line = next((line for line in known if re.search(rf"\b{re.escape(name)}\b", line.text)), None)
        if line is not None:
            yield Hit(
                line, str(name), f"„{name}“ steht in den Maßnahmen, aber nicht in der Liste der Unterauftragnehmer."
            )
    if reading.by_tags:
        return
    said = " ".join(line.lower for line in annex)
    for company in reading.companies:
        hosts = re.search(r"(?i)hosting|rechenzentr|server", " ".join(company.cells.values()))
        if hosts and _first(company) not in said:
            yield Hit(
                company.line,
                company.name,
                f"„{company.name}“ steht in der Liste, aber zu ihren Orten sagen die Maßnahmen nichts.",
            )


def _first(company: Company) -> str:
    return company.name.split(" ")[0].lower()


@check("legal_forms")
def legal_forms(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """Every company of the list is named with its legal form."""
    for company in reading.companies:
        name = company.name
        if name and "[" not in name and not _form(name):
            yield Hit(company.line, name, f"Bei „{name}“ fehlt die Rechtsform.")


def _form(name: str) -> bool:
    match = FORM.search(name)
    return bool(match and (match[0][:1].isupper() or match[0] == "haftungsbeschränkt"))


@check("address_formats")
def address_formats(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """All addresses of the list are written in one way: commas, country, its language."""
    shapes: dict[tuple[bool, bool, bool], Company] = {}
    for company in reading.companies:
        address = next((cell for key, cell in company.cells.items() if re.search(r"anschrift|adresse|sitz", key)), "")
        if address and "[" not in address:
            country = COUNTRY.search(address) or ENGLISH.search(address)
            shapes.setdefault(("," in address, bool(country), bool(ENGLISH.search(address))), company)
    if len(shapes) > 1:
        first = min(shapes.values(), key=lambda each: each.line.order)
        yield Hit(first.line)


@check("one_of_several")
def one_of_several(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """Words for a single sub-processor where several are listed. options: `pattern_one`."""
    if len(reading.companies) > 1:
        for line, match in reading.where(rule.options["pattern_one"], "body"):
            yield Hit(line, match[0])


@check("sub_list_missing")
def sub_list_missing(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """A list of sub-processors, or the word that there are none."""
    none = reading.says(r"(?:keine|keinen) (?:Unterauftragnehmer|Subunternehmer|weiteren Auftragsverarbeiter)")
    if not reading.companies and not none:
        yield Hit(None, message="Eine Liste der Unterauftragnehmer fehlt.")


@check("no_chain")
def no_chain(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """What happens further down the chain. options: `pattern_chain`, `pattern_where`: which clause is meant."""
    if reading.by_tags:
        there = "k.d.haftung" in reading.tags
    else:
        there = reading.says(rule.options["pattern_chain"], "body")
    if not there:
        place = next((line for line, _ in reading.where(rule.options["pattern_where"], "title", "body")), None)
        if place is not None:
            yield Hit(place)
