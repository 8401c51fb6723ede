"""A new draft."""

from __future__ import annotations

import uuid
from typing import Any

from avv_desktop.draft.letters import whole
from avv_desktop.draft.model import Draft, TemplateRef, now
from avv_desktop.template.model import Template


def new_draft(template: Template, *, answers: dict[str, Any] | None = None, number: str = "") -> Draft:
    """A draft with these answers; names the template does not know are left out."""
    known = {field.name for field in template.fields}
    given = {name: whole(value) for name, value in (answers or {}).items() if name in known}
    if number:
        given["agreement.number"] = number
    moment = now()
    return Draft(
        id=str(uuid.uuid4()),
        template=TemplateRef(template.id, template.version, template.hash),
        created=moment,
        changed=moment,
        answers=given,
    )
