"""The Document that goes out: complete only if the rules find nothing that stops a signature."""

from __future__ import annotations

import datetime

from msgspec.structs import replace

from avv_desktop.document.compose import compose
from avv_desktop.document.model import Document
from avv_desktop.draft.completeness import ready
from avv_desktop.draft.model import Draft
from avv_desktop.review.draft import review_draft
from avv_desktop.template.model import Template


def final(template: Template, draft: Draft, today: datetime.date | None = None) -> Document:
    """As composed; while a rule of severity E is open, incomplete as with an empty field."""
    document = compose(template, draft)
    if document.complete and not ready(review_draft(template, draft, document, today)):
        return replace(document, complete=False)
    return document
