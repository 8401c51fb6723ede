"""A returned PDF: is it the same agreement?"""

from __future__ import annotations

from avv_desktop.document.compare.compare import compare
from avv_desktop.document.compare.model import Comparison
from avv_desktop.document.compose import compose
from avv_desktop.draft.model import Draft
from avv_desktop.reply.agreement import agreement
from avv_desktop.template.model import Template


def same_agreement(data: bytes, draft: Draft, template: Template, name: str = "") -> Comparison:
    """What the PDF says otherwise than the draft, clause by clause; `Comparison.same` where nothing does.

    By the agreement it carries, but only where its pages say the same; else by the text of its pages.
    Raises PdfError, IntakeError.
    """
    return compare(compose(template, draft), agreement(data, name or "agreement.pdf"))
