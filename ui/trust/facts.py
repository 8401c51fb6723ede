"""What one would ask a colleague before signing, from the answers. Pure; knows no Qt."""

from __future__ import annotations

from typing import NamedTuple

from avv_desktop.document.model import Document
from avv_desktop.draft.model import Draft
from avv_desktop.draft.values import Values
from avv_desktop.review.deviations_values import differing
from avv_desktop.system.language import tr, trn
from avv_desktop.template.model import Field, Template

EEA = frozenset(
    (
        *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT"),
        *("LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "IS", "LI", "NO"),
    )
)
"""ISO 3166-1; within the EEA nothing is a transfer (Art. 44 GDPR)."""


class Fact(NamedTuple):
    name: str
    words: str
    field: str = ""
    """Where it is answered."""


def facts(template: Template, draft: Draft, *, pages: int = 0) -> list[Fact]:
    """Customer, purpose, data, sub-processors, term and extent; what is not answered yet reads so."""
    values = Values(template, draft)
    asked = (
        (tr("Customer"), lambda: _customer(values), "controller.company"),
        (tr("Purpose"), lambda: _short(values.value("processing.subject")), "processing.subject"),
        (tr("Data"), lambda: _data(template, values), "processing.data_categories"),
        (tr("People concerned"), lambda: _people(template, values), "processing.data_subjects"),
        (tr("Special data"), lambda: special_data(values), "processing.art9"),
        (tr("Sub-processors"), lambda: _sub_processors(values), "sub_processors.list"),
        (tr("Term"), lambda: _term(template, values), "term.kind"),
    )
    there = {field.name for field in template.fields}
    told = [Fact(name, words(), field) for name, words, field in asked if field in there]
    return [*told, *([Fact(tr("Extent"), _extent(template, values, pages))] if pages else [])]


def deviations(template: Template, draft: Draft) -> list[Fact]:
    """Deadlines and choices that differ from what the template proposes."""
    values, found = Values(template, draft), []
    for field in differing(template, draft):
        words = tr(
            "{now} instead of {proposed}",
            now=value_words(template, field, values.value(field.name)),
            proposed=value_words(template, field, field.default),
        )
        found.append(Fact(field.label, words, field.name))
    return found


def value_words(template: Template, field: Field, value: object, values: Values | None = None) -> str:
    """An answer as a person says it; "noch offen" for none. `values` knows the rows that options are made of."""
    match field.type:
        case "bool":
            return tr("yes") if value else tr("no")
        case "enum":
            return _labels(template, field, [value], values)
        case "multi":
            return _labels(template, field, list(value or []), values)
        case "int" if value is not None:
            unit = template.units.get(field.unit)
            return f"{value} {unit.singular if value == 1 else unit.plural}" if unit else str(value)
        case "party":
            return _party(value)
        case kind if kind.startswith("person"):
            return ", ".join(filter(None, map(_person, value or []))) or tr("still open")
        case "table":
            return _table(value)
    return _short(value)


def special_data(values: Values) -> str:
    """Art. 9 and Art. 10 in one line."""
    told = [
        f"{article}: {_short(values.value(details), 90)}" if values.filled(details) else article
        for article, asked, details in (
            (tr("Art. 9 GDPR"), "processing.art9", "processing.art9_details"),
            (tr("Art. 10 GDPR"), "processing.art10", "processing.art10_details"),
        )
        if values.value(asked)
    ]
    return "; ".join(told) or tr("none under Art. 9 or 10")


def extent_of(document: Document, pages: int) -> str:
    annexes = sum(section.kind == "annex" for section in document.sections)
    pages_words = trn("{count} page", "{count} pages", pages)
    return f"{pages_words}, " + trn("{count} annex", "{count} annexes", annexes)


def _customer(values: Values) -> str:
    company = values.value("controller.company")
    return _party(company)


def _party(value: object) -> str:
    company = value if isinstance(value, dict) else {}
    name = " ".join(str(company.get(part) or "").strip() for part in ("name", "legal_form")).strip()
    if str(company.get("name", "")).strip().endswith(str(company.get("legal_form") or "\0")):
        name = str(company["name"]).strip()
    return ", ".join(filter(None, (name, str(company.get("city") or "").strip()))) or tr("still open")


def _person(person: object) -> str:
    parts = person if isinstance(person, dict) else {}
    return " ".join(str(parts.get(part) or "") for part in ("title", "first_name", "last_name")).strip()


def _table(rows: object) -> str:
    shown = [row for row in rows or [] if isinstance(row, dict) and row.get("active", True)]
    names = [
        str(row.get("company") or next((v for v in row.values() if isinstance(v, str) and v), "")) for row in shown
    ]
    count = trn("{count} entry", "{count} entries", len(shown))
    return f"{count}: {', '.join(names[:4])}{' …' if len(names) > 4 else ''}" if shown else tr("none")


def _is_words(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _labels(template: Template, field: Field, chosen: list, values: Values | None) -> str:
    labels = {option.id: option.label for option in field.options}
    if field.options_from:
        rows = values.rows(field.options_from) if values else template.field(field.options_from).default
        labels |= {row["id"]: row.get("company", "") for row in rows or [] if isinstance(row, dict) and row.get("id")}
    return ", ".join(str(labels.get(each) or each) for each in chosen if each) or tr("still open")


def _data(template: Template, values: Values) -> str:
    return _listed_or_annex(template, values, "processing.data_categories")


def _people(template: Template, values: Values) -> str:
    return _listed_or_annex(template, values, "processing.data_subjects")


def _listed_or_annex(template: Template, values: Values, name: str) -> str:
    if any(field.name == "processing.detail" for field in template.fields) and (
        values.value("processing.detail") == "annex"
    ):
        rows = values.rows("processing.activities")
        return trn("see the annex, {count} activity", "see the annex, {count} activities", len(rows))
    return value_words(template, template.field(name), values.value(name))


def _sub_processors(values: Values) -> str:
    rows = values.rows("sub_processors.list")
    if not rows:
        return tr("none")
    outside = [str(row.get("company", "")) for row in rows if str(row.get("country", "")) not in EEA]
    if not any("country" in row for row in rows):
        names = [str(next(iter(row.values()), "")) for row in rows]
        return f"{len(rows)}: {', '.join(names[:4])}{' …' if len(names) > 4 else ''}"
    where = tr("all in the EEA") if not outside else tr("outside the EEA: {names}", names=", ".join(outside))
    linked = [
        str(row.get("company", ""))
        for row in rows
        if row.get("third_country_link") not in (None, "", "none") and str(row.get("country", "")) in EEA
    ]
    more = "; " + tr("with a link to a third country: {names}", names=", ".join(linked)) if linked else ""
    return f"{len(rows)}, {where}{more}"


def _term(template: Template, values: Values) -> str:
    kind = template.field("term.kind")
    words = value_words(template, kind, values.value("term.kind"))
    if values.value("term.kind") == "fixed" and values.filled("term.end_date"):
        words += " " + tr("until {day}", day=_day(values.value("term.end_date")))
    return words


def _extent(template: Template, values: Values, pages: int) -> str:
    from avv_desktop import flow

    return extent_of(flow.compose(template, values.draft), pages)


def _day(iso: object) -> str:
    return ".".join(reversed(str(iso).split("-")))


def _short(value: object, most: int = 160) -> str:
    words = " ".join(str(value or "").split())
    if not words:
        return tr("still open")
    return words if len(words) <= most else words[: most - 1].rsplit(" ", 1)[0] + " …"
