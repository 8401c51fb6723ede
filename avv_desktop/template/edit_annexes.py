"""Annexes, sections, controls and measures of a template, changed by people. As in `template.edit`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from msgspec.structs import replace

from avv_desktop.system.language import tr
from avv_desktop.template import clean
from avv_desktop.template.clean import refused
from avv_desktop.template.edit import condition, inserted, moved, said_lines, said_tags
from avv_desktop.template.model import Template
from avv_desktop.template.references import unreferenced
from avv_desktop.template.text import Annex, AnnexPart, Control, Inline, Measure, MeasureSection, TextLine

# ---- annexes


def annex_of(template: Template, id: str) -> Annex:
    """Raises CannotDo."""
    return _found(template.annexes, id)


def add_annex(template: Template, title: str, lines: Iterable[TextLine]) -> Template:
    """A last annex that says these lines."""
    said = clean.title(title)
    id = clean.new_id(f"annex {said}", clean.targets(template), "annex")
    annex = Annex(id, said, "text", lines=said_lines(template, lines))
    return replace(template, annexes=(*template.annexes, annex), hash="")


def add_part(template: Template, annex: str, title: str, lines: Iterable[TextLine], after: str = "") -> Template:
    """A titled part of an annex of kind "text", numbered as its neighbours are."""
    owner, said = annex_of(template, annex), clean.title(title)
    if owner.kind != "text":
        raise refused(tr("The program lays out this annex itself."))
    id = f"{annex}.{clean.new_id(said, [each.id.partition('.')[2] for each in owner.parts], 'part')}"
    at = next((_end(owner.parts, n) for n, each in enumerate(owner.parts) if each.id == after), len(owner.parts))
    numbered = all(each.numbered for each in owner.parts)
    part = AnnexPart(id, said, 1, numbered, lines=clean.lines(template, lines))
    return _annex(template, annex, lambda each: replace(each, parts=inserted(each.parts, at, part)))


def set_annex_lines(template: Template, id: str, lines: Iterable[TextLine]) -> Template:
    """The text of an annex of kind "text", or of one of its parts."""
    owner = annex_of(template, id.partition(".")[0])
    if owner.kind != "text":
        raise refused(tr("The program lays out this annex itself."))
    said = clean.lines(template, lines)
    if owner.id == id:
        return _annex(template, id, lambda each: replace(each, lines=said))
    _found(owner.parts, id)
    return _annex(template, owner.id, lambda each: replace(each, parts=_with(each.parts, id, lines=said)))


def retitle_annex(template: Template, id: str, title: str) -> Template:
    """Another title for an annex or one of its parts."""
    owner, said = annex_of(template, id.partition(".")[0]), clean.title(title)
    if owner.id == id:
        return _annex(template, id, lambda each: replace(each, title=said))
    _found(owner.parts, id)
    return _annex(template, owner.id, lambda each: replace(each, parts=_with(each.parts, id, title=said)))


def set_annex(template: Template, id: str, tags: Iterable[str] | None = None, when: str | None = None) -> Template:
    """What an annex fulfils, and when it is printed; None leaves it."""
    annex = annex_of(template, id)
    new = replace(
        annex,
        tags=annex.tags if tags is None else said_tags(tags),
        when=annex.when if when is None else condition(template, when),
    )
    return _annex(template, id, lambda _: new)


def move_annex(template: Template, id: str, by: int) -> Template:
    return replace(template, annexes=_shifted(template.annexes, id, by), hash="")


def delete_annex(template: Template, id: str) -> Template:
    """An annex, or one of its parts with those below it, goes. What referred to it says its title instead."""
    owner = annex_of(template, id.partition(".")[0])
    if owner.id != id:
        _found(owner.parts, id)
        start = next(n for n, each in enumerate(owner.parts) if each.id == id)
        kept = (*owner.parts[:start], *owner.parts[_end(owner.parts, start) :])
        return _annex(template, owner.id, lambda each: replace(each, parts=kept))
    mended = unreferenced(template, id)
    return replace(mended, annexes=tuple(each for each in mended.annexes if each.id != id), hash="")


def _end(parts: tuple[AnnexPart, ...], start: int) -> int:
    """Behind the part and those below it."""
    below = (n for n, each in enumerate(parts) if n > start and each.level <= parts[start].level)
    return next(below, len(parts))


def _annex(template: Template, id: str, change: Callable[[Annex], Annex]) -> Template:
    annexes = tuple(change(each) if each.id == id else each for each in template.annexes)
    return replace(template, annexes=annexes, hash="")


# ---- measures


def section_of(template: Template, id: str) -> MeasureSection:
    """The section of this id, or with this control. Raises CannotDo."""
    control = next((each for each in template.sections if any(one.id == id for one in each.controls)), None)
    return control or _found(template.sections, id)


def control_of(template: Template, id: str) -> Control:
    """The control of this id, or with this measure. Raises CannotDo."""
    controls = [control for section in template.sections for control in section.controls]
    owner = next((each for each in controls if any(one.id == id for one in each.measures)), None)
    return owner or _found(controls, id)


def add_section(template: Template, title: str) -> Template:
    said = clean.title(title)
    new = MeasureSection(clean.new_id(said, [each.id for each in template.sections], "section"), said, "", ())
    return replace(template, sections=(*template.sections, new), hash="")


def add_control(template: Template, section: str, title: str) -> Template:
    """A last control of a section, without measures yet."""
    _found(template.sections, section)
    said = clean.title(title)
    taken = [control.id for each in template.sections for control in each.controls]
    new = Control(clean.new_id(said, taken, "control"), said, "", "", ())
    return _sections(template, section, lambda each: replace(each, controls=(*each.controls, new)))


def add_measure(template: Template, control: str, words: Iterable[Inline], full: bool = False) -> Template:
    """A last measure of a control, switched on; `full`: only in the long form of the annex."""
    _found([each for section in template.sections for each in section.controls], control)
    said = _measure_words(template, words)
    taken = [one.id for section in template.sections for each in section.controls for one in each.measures]
    new = Measure(clean.new_id("measure", taken), True, "full" if full else "short", "source", said)
    return _control(template, control, lambda each: replace(each, measures=(*each.measures, new)))


def set_measure(
    template: Template, id: str, words: Iterable[Inline] | None = None, on: bool | None = None, full: bool | None = None
) -> Template:
    """Another text for a measure, on or off, short or only in the long form; None leaves it."""
    control = control_of(template, id)
    old = _found(control.measures, id)
    new = replace(
        old,
        parts=old.parts if words is None else _measure_words(template, words),
        on=old.on if on is None else on,
        scope=old.scope if full is None else ("full" if full else "short"),
    )
    measures = tuple(new if each.id == id else each for each in control.measures)
    return _control(template, control.id, lambda each: replace(each, measures=measures))


def move_measure(template: Template, id: str, by: int) -> Template:
    """Up or down inside its control."""
    control = control_of(template, id)
    _found(control.measures, id)
    return _control(template, control.id, lambda each: replace(each, measures=_shifted(each.measures, id, by)))


def delete_measure(template: Template, id: str) -> Template:
    control = control_of(template, id)
    _found(control.measures, id)
    kept = tuple(each for each in control.measures if each.id != id)
    return _control(template, control.id, lambda each: replace(each, measures=kept))


def retitle_control(template: Template, id: str, title: str) -> Template:
    said = clean.title(title)
    _found([each for section in template.sections for each in section.controls], id)
    return _control(template, id, lambda each: replace(each, title=said))


def delete_control(template: Template, id: str) -> Template:
    section = section_of(template, id)
    kept = tuple(each for each in section.controls if each.id != id)
    if len(kept) == len(section.controls):
        raise _gone()
    return _sections(template, section.id, lambda each: replace(each, controls=kept))


def _measure_words(template: Template, words: Iterable[Inline]) -> tuple[Inline, ...]:
    said = clean.parts(template, words)
    if not said:
        raise refused(tr("A measure needs words."))
    return said


def _sections(template: Template, id: str, change: Callable[[MeasureSection], MeasureSection]) -> Template:
    sections = tuple(change(each) if each.id == id else each for each in template.sections)
    return replace(template, sections=sections, hash="")


def _control(template: Template, id: str, change: Callable[[Control], Control]) -> Template:
    sections = tuple(
        replace(section, controls=tuple(change(each) if each.id == id else each for each in section.controls))
        for section in template.sections
    )
    return replace(template, sections=sections, hash="")


# ---- parts


def _found(many: Iterable[Any], id: str) -> Any:
    found = next((each for each in many if each.id == id), None)
    if found is None:
        raise _gone()
    return found


def _gone():
    return refused(tr("This part of the template is no longer there."))


def _with(many: Iterable[Any], id: str, **changes: Any) -> tuple[Any, ...]:
    return tuple(replace(each, **changes) if each.id == id else each for each in many)


def _shifted(many: Iterable[Any], id: str, by: int) -> tuple[Any, ...]:
    many = tuple(many)
    _found(many, id)
    return tuple(moved(many, next(n for n, each in enumerate(many) if each.id == id), by))
