"""What each copy will have that the standard does not, told before one file is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from avv_desktop.many.customers import Series
from avv_desktop.many.model import Customer
from avv_desktop.review.deviations import deviations
from avv_desktop.review.deviations_model import DeviationPage
from avv_desktop.template.model import Template


class Difference(Struct, frozen=True):
    """One thing in which a copy differs. waits: somebody asked for it and nobody has approved it yet."""

    place: str
    what: str
    waits: bool = False


class Differing(Struct, frozen=True):
    """A copy beside the standard. summary: in one sentence."""

    row: int
    name: str
    summary: str
    differences: tuple[Difference, ...] = ()

    @property
    def waits(self) -> bool:
        return any(each.waits for each in self.differences)


def differing(series: Series, customers: Iterable[Customer]) -> Iterator[Differing]:
    """Customers that are to get a copy, in their order; equal choices are compared only once."""
    known: dict[bytes, tuple[str, tuple[Difference, ...]]] = {}
    decisive = _decisive(series.template)
    for each in customers:
        if each.wrong:
            continue
        draft = series.draft(each.answers)
        key = msgspec.json.encode([draft.answers.get(name) for name in decisive])
        if key not in known:
            page = deviations(series.template, draft)
            known[key] = (page.warning or page.summary, tuple(_told(page)))
        yield Differing(each.row, each.name, *known[key])


def _decisive(template: Template) -> list[str]:
    """Fields whose answers can deviate: all but the facts of a customer, which the standard takes as they are."""
    return [field.name for field in template.fields if field.type in ("int", "enum", "bool", "multi", "table")]


def _told(page: DeviationPage) -> Iterator[Difference]:
    for each in page.everything:
        if each.counts:
            yield Difference(each.place, " · ".join(filter(None, (each.title, each.note))), each.open)
