"""The measures of one control as lines that can be ticked, worded and moved. Pure; widgets are elsewhere."""

from __future__ import annotations

from msgspec.structs import replace

from avv_desktop.draft.model import Draft, MeasureLine
from avv_desktop.draft.values import Values
from avv_desktop.template.model import Template
from avv_desktop.template.text import Control, FieldSlot, Inline, OptionalPart, Words

Lines = tuple[MeasureLine, ...]


def lines_of(control: Control, draft: Draft) -> Lines:
    """As changed for this customer, or as in the template."""
    changed = draft.measures.get(control.id)
    return changed if changed is not None else standard(control)


def standard(control: Control) -> Lines:
    return tuple(MeasureLine(each.id, each.on) for each in control.measures)


def with_lines(draft: Draft, control: Control, lines: Lines) -> Draft:
    """The draft with these lines; lines as in the template count as unchanged."""
    return draft.with_measures(control.id, None if lines == standard(control) else lines)


def ticked(lines: Lines, at: int, on: bool) -> Lines:
    return _changed(lines, at, replace(lines[at], on=on))


def worded(lines: Lines, at: int, words: str, of_template: str) -> Lines:
    """With own words; the template's own words, or none, mean that its wording stands."""
    words = " ".join(words.split())
    same = not lines[at].own and words in ("", of_template)
    return _changed(lines, at, replace(lines[at], text="" if same else words))


def moved(lines: Lines, at: int, by: int) -> Lines:
    if not 0 <= at + by < len(lines):
        return lines
    order = list(lines)
    order[at], order[at + by] = order[at + by], order[at]
    return tuple(order)


def added(lines: Lines, control: Control) -> Lines:
    """One more line of one's own, still without words."""
    taken = {each.id for each in lines}
    number = next(n for n in range(1, len(lines) + 2) if f"{control.id}_own_{n}" not in taken)
    return (*lines, MeasureLine(f"{control.id}_own_{number}", on=True, own=True))


def removed(lines: Lines, at: int) -> Lines:
    return lines[:at] + lines[at + 1 :]


def words_of(line: MeasureLine, control: Control, values: Values) -> str:
    """What the line says, fields filled in."""
    return line.text if line.text or line.own else template_words(line, control, values)


def template_words(line: MeasureLine, control: Control, values: Values) -> str:
    measure = next((each for each in control.measures if each.id == line.id), None)
    return "".join(_plain(measure.parts, values)) if measure else ""


def places(template: Template) -> dict[str, str]:
    """Measure id → id of its control."""
    return {m.id: c.id for section in template.sections for c in section.controls for m in c.measures}


def _changed(lines: Lines, at: int, line: MeasureLine) -> Lines:
    return (*lines[:at], line, *lines[at + 1 :])


def _plain(parts: tuple[Inline, ...], values: Values) -> list[str]:
    found: list[str] = []
    for part in parts:
        match part:
            case Words():
                found.append(part.text)
            case FieldSlot():
                found.append(_value(part.name, values))
            case OptionalPart():
                if all(values.filled(each.name) for each in part.parts if isinstance(each, FieldSlot)):
                    found += _plain(part.parts, values)
    return found


def _value(name: str, values: Values) -> str:
    """A field's value in a sentence: labels, numbers with their unit, names joined."""
    try:
        field, value = values.field(name), values.value(name)
    except KeyError:
        return ""
    labels = {each.id: each.label for each in field.options}
    if field.options_from:
        labels |= {str(row.get("id")): str(row.get("company", "")) for row in values.rows(field.options_from)}
    if value in (None, "", []):
        return f"[{field.label}]"
    if isinstance(value, list):
        return _joined([labels.get(str(each), str(each)) for each in value])
    unit = values.template.units.get(field.unit)
    if isinstance(value, int) and unit and not isinstance(value, bool):
        return f"{value} {unit.singular if value == 1 else unit.plural}"
    return labels.get(str(value), str(value))


def _joined(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " und " + words[-1]
