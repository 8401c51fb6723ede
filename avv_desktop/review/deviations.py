"""What a draft changes in the standard: which words, why, and who allowed it.

The standard is the template as it is installed here, found by its hash; never the one that came inside a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from avv_desktop.document.compare.compare import compare
from avv_desktop.document.compare.model import Comparison
from avv_desktop.document.compose import compose
from avv_desktop.document.model import Document
from avv_desktop.draft.model import Draft, Finding, Override
from avv_desktop.draft.values import Values
from avv_desktop.review.deviations_clauses import clause_pages, measure_page
from avv_desktop.review.deviations_compare import TITLE
from avv_desktop.review.deviations_model import Deviation, DeviationPage, summary
from avv_desktop.review.deviations_values import choices, values_page
from avv_desktop.template import catalog
from avv_desktop.template.model import Template


def standard_of(template: Template) -> Template | None:
    """The template of this very text that is installed here, or None; a hash that lies finds nothing."""
    found = catalog.find(template.id, template.version, template.hash)
    return found if found == template else None


def deviations(
    template: Template, draft: Draft, document: Document | None = None, findings: Sequence[Finding] = ()
) -> DeviationPage:
    """The page of one draft. document: the composed draft, where it is at hand; findings: their words, for those that
    somebody answers for.

    Where the template is not installed here, the page says so first: it then only tells what the draft itself calls a
    change, against a template nobody here has approved.
    """
    standard = standard_of(template)
    base = standard or template
    document = document or compose(template, draft)
    comparison = compare(compose(base, proposed(base, draft)), document)
    clauses = clause_pages(base, draft, comparison)
    measures, values = measure_page(draft, comparison), values_page(base, draft)
    answered = tuple(_overridden(draft.overrides, findings))
    everything = (*(each for clause in clauses for each in clause.differing), *measures, *values, *answered)
    return DeviationPage(
        title=TITLE,
        about=about(base, draft),
        summary=summary(everything, "Keine Abweichung vom Standard.", "Abweichung", "Abweichungen"),
        same=standard is not None and not any(each.counts for each in everything),
        standard=standard is not None,
        warning="" if standard else _warning(template),
        clauses=clauses,
        values=values,
        measures=measures,
        findings=answered,
    )


def proposed(template: Template, draft: Draft) -> Draft:
    """The draft as the standard would have it: its facts, no change, of every paragraph the proposed variant."""
    again = {name for name in choices(template) if template.field(name).default is not None}
    answers = {name: value for name, value in draft.answers.items() if name not in again}
    return replace(draft, answers=answers, edits=(), measures={})


def versions(template: Template, draft: Draft) -> Comparison:
    """The standard with this draft's facts, and the draft."""
    return compare(compose(template, proposed(template, draft)), compose(template, draft))


def about(template: Template, draft: Draft) -> str:
    """ "Muster GmbH · AVV-2026-001 · Vorlage avv-de, Fassung 1"."""
    known = {field.name for field in template.fields}
    values = Values(template, draft)
    name = str(values.party("controller.company").get("name") or "") if "controller.company" in known else ""
    number = str(values.value("agreement.number") or "") if "agreement.number" in known else ""
    return " · ".join(filter(None, (name, number, f"Vorlage {template.id}, Fassung {template.version}")))


def _warning(template: Template) -> str:
    others = sorted({each.version for each in catalog.every_version() if each.id == template.id})
    here = f" Hier ist Fassung {', '.join(map(str, others))} mit anderem Wortlaut." if others else ""
    return (
        f"Die Vorlage „{template.id}“, Fassung {template.version}, ist hier nicht installiert. Die folgenden Angaben "
        f"stützen sich auf die Vorlage aus der Datei; mit Ihrem eigenen Standard wurde nichts verglichen.{here}"
    )


def _overridden(overrides: Sequence[Override], findings: Sequence[Finding]) -> Iterator[Deviation]:
    words = {(each.rule, each.place): each for each in findings}
    for each in overrides:
        found = words.get((each.rule, each.place))
        yield Deviation(
            kind="finding",
            id=each.rule,
            place=(found.where if found else "") or each.place,
            title=f"Hinweis {each.rule}",
            state="changed",
            note=found.message if found else "",
            reason=each.reason,
            author=each.author,
            at=each.at,
        )
