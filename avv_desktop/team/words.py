"""What differs between two versions, in words a person can choose by."""

from __future__ import annotations

from msgspec import Struct

from avv_desktop.draft.model import ClauseEdit, Override, TemplateRef
from avv_desktop.system.language import tr
from avv_desktop.team.merge import Difference
from avv_desktop.template.model import Template

LONGEST = 400


class Said(Struct, frozen=True):
    """label: what it is about. mine, theirs: what each version says; "–" for nothing."""

    label: str
    mine: str
    theirs: str


def said(template: Template, difference: Difference) -> Said:
    return Said(_label(template, difference), _words(difference.mine), _words(difference.theirs))


def _label(template: Template, difference: Difference) -> str:
    place = difference.place
    if difference.kind == "template":
        return tr("Template of the agreement")
    if difference.kind == "answer":
        return next((field.label for field in template.fields if field.name == place), place)
    if difference.kind == "override":
        return tr("Left as it is: {place}", place=place)
    titles = {clause.id: clause.title for clause in template.clauses}
    title = titles.get(place.partition(".")[0], place)
    return title if difference.kind == "clause" else tr("Measures: {title}", title=title)


def _words(value: object) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, ClauseEdit):
        return _short("\n".join(value.lines)) if value.kind != "struck" else tr("struck")
    if isinstance(value, Override):
        return _short(value.reason)
    if isinstance(value, TemplateRef):
        return tr("{name}, version {version}", name=value.id, version=value.version)
    if isinstance(value, dict):
        return _short(", ".join(_words(each) for each in value.values() if each not in (None, "")))
    if isinstance(value, (list, tuple)):
        return _short("\n".join(_words(getattr(each, "text", "") or getattr(each, "id", each)) for each in value))
    return _short(str(value))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
