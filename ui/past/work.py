"""What an earlier state said, beside what the agreement says now; off the GUI thread, and knows no widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from avv_desktop import flow
from avv_desktop.system.language import tr
from ui.widgets.dates import moment_words

if TYPE_CHECKING:
    from avv_desktop.draft.model import Draft
    from avv_desktop.review.deviations_model import DeviationPage
    from avv_desktop.store.kept import Store
    from avv_desktop.store.model import Saved
    from avv_desktop.template.model import Template

UNBROKEN = 100_000
"""Letters in a line: the window breaks them itself."""


class Seen(NamedTuple):
    """An earlier state: what differs now, and its whole text. older: made with an earlier version of the template."""

    saved: Saved
    draft: Draft
    template: Template
    page: DeviationPage
    words: str
    older: bool


def seen(store: Store, saved: Saved, draft: Draft, template: Template) -> Seen:
    """Raises StoreError where it was thinned out meanwhile, UnknownTemplate."""
    from avv_desktop.document.compare.compare import compare
    from avv_desktop.document.plain import plain
    from avv_desktop.review.deviations_compare import comparison_page

    before = store.state_at(saved)
    of_then = store.template_of(before)
    old, new = flow.compose(of_then, before), flow.compose(template, draft)
    page = comparison_page(compare(old, new), called(saved), tr("the agreement as it is now"))
    return Seen(saved, before, of_then, page, _read_out(plain(old, width=UNBROKEN)), of_then.hash != template.hash)


def _read_out(words: str) -> str:
    """Without the lines of signs below headings."""
    return "\n".join(line for line in words.splitlines() if not line or set(line) - set("=-"))


def called(saved: Saved) -> str:
    """ "An den Kunden gesandt" or "heute, 09:14 Uhr" """
    return saved.name or moment_words(saved.moment)
