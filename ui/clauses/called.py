"""What the chips of a clause say."""

from __future__ import annotations

from avv_desktop.document.compose import composed
from avv_desktop.draft.values import Values
from ui.desk import Desk
from ui.trust.facts import value_words

LONGEST = 36
"""Letters."""


class Called:
    """A short answer itself, else what is asked; of a reference where it leads. By the agreement as it is now."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __call__(self, name: str) -> str:
        template, draft = self._desk.template, self._desk.draft
        field = next((each for each in template.fields if each.name == name), None)
        if field is None:
            return composed(template, draft)[1].numbers.reference(name) or name
        values = Values(template, draft)
        said = value_words(template, field, values.value(name), values) if values.filled(name) else ""
        return said if said and len(said) <= LONGEST else field.label
