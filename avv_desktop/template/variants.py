"""Several wordings of one paragraph, of which every draft prints one: chosen by an answer, or decided by a rule.

A choice is a question of the form (an enum field) whose options are the variants, in the same order; other paragraphs
may follow the same choice. What is added or removed here is added and removed everywhere the choice decides.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from avv_desktop.system.language import tr
from avv_desktop.template import clean
from avv_desktop.template.clean import refused
from avv_desktop.template.edit import clause_of, condition, moved, paragraph_of, said_lines, with_paragraph
from avv_desktop.template.expression import LONGEST
from avv_desktop.template.model import Field, FieldGroup, Option, Template
from avv_desktop.template.questions import mentions_of, used_names, without_field
from avv_desktop.template.text import ClauseParagraph, TextLine, Variant

BY_RULE = "by rule"
GROUP = "wordings"


def variant_of(template: Template, id: str, variant: str) -> Variant:
    """Raises CannotDo."""
    found = next((each for each in paragraph_of(template, id).variants if each.id == variant), None)
    if found is None:
        raise refused(tr("There is no such variant any more."))
    return found


def followers(template: Template, choice: str) -> tuple[str, ...]:
    """Ids of the paragraphs that this choice decides."""
    if choice in ("", BY_RULE):
        return ()
    return tuple(each.id for clause in template.clauses for each in clause.paragraphs if each.choice == choice)


def add_variant(template: Template, id: str, title: str, lines: Iterable[TextLine], when: str = "") -> Template:
    """Another wording of a paragraph. The first one makes it a choice of two: its present text, and this.

    Other paragraphs that follow the same choice get a variant that says what their first one says. `when`: needed
    where a rule decides.
    """
    paragraph, said, words = paragraph_of(template, id), clean.title(title), said_lines(template, lines)
    if not paragraph.variants:
        template = _with_choice(template, id)
        paragraph = paragraph_of(template, id)
    new = clean.new_id(said, [each.id for each in paragraph.variants], "variant")
    if paragraph.choice == BY_RULE:
        rule = condition(template, when)
        if not rule:
            raise refused(tr("This wording is chosen by a rule; it needs one, too."))
        return _appended(template, id, Variant(new, said, "", words, rule))
    field = template.field(paragraph.choice)
    new = clean.new_id(said, [option.id for option in field.options], "variant")
    template = _with_options(template, field, (*field.options, Option(new, said)))
    for each in followers(template, field.name):
        first = paragraph_of(template, each).variants[0].lines
        template = _appended(template, each, Variant(new, said, "", words if each == id else first))
    return template


def remove_variant(template: Template, id: str, variant: str) -> Template:
    """A wording goes, and with it the answer that chose it; the last one that stays is the text of the paragraph.

    Refused while a condition or rule asks for this answer.
    """
    paragraph = paragraph_of(template, id)
    variant_of(template, id, variant)
    if len(paragraph.variants) == 1:
        raise refused(tr("The last wording stays. If the paragraph is to go, please delete it."))
    if paragraph.choice == BY_RULE:
        return _closed(_dropped(template, (id,), variant), (id,))
    field, follow = template.field(paragraph.choice), followers(template, paragraph.choice)
    if asked := mentions_of(template, field.name, variant):
        raise refused(tr("Other conditions ask for this choice: {places}.", places=", ".join(_titles(template, asked))))
    template = _closed(_dropped(template, follow, variant), follow)
    if len(field.options) == 2 and field.name not in used_names(template):
        return without_field(template, field.name)
    return _with_options(template, field, tuple(each for each in field.options if each.id != variant))


def _titles(template: Template, places: Iterable[str]) -> list[str]:
    """What the places are called; of a paragraph, its clause."""
    known = {clause.id: clause.title for clause in template.clauses} | {
        each.id: each.title for each in template.annexes
    }
    known |= {control.id: control.title for section in template.sections for control in section.controls}
    return list(dict.fromkeys(f"„{known.get(place.partition('.')[0], place)}“" for place in places))


def set_variant_lines(template: Template, id: str, variant: str, lines: Iterable[TextLine]) -> Template:
    """Another text for one wording."""
    variant_of(template, id, variant)
    said = said_lines(template, lines)
    return _with_variants(template, id, lambda each: replace(each, lines=said) if each.id == variant else each)


def retitle_variant(template: Template, id: str, variant: str, title: str) -> Template:
    """Another name for one wording; the form's answer is called the same, if it was."""
    old, said = variant_of(template, id, variant).title, clean.title(title)
    template = _with_variants(template, id, lambda each: replace(each, title=said) if each.id == variant else each)
    choice = paragraph_of(template, id).choice
    if choice == BY_RULE:
        return template
    field = template.field(choice)
    options = tuple(
        Option(each.id, said) if each.id == variant and each.label == old else each for each in field.options
    )
    return _with_options(template, field, options)


def move_variant(template: Template, id: str, variant: str, by: int) -> Template:
    """Another order of the wordings, in the form as well."""
    variant_of(template, id, variant)
    choice = paragraph_of(template, id).choice
    for each in (id,) if choice == BY_RULE else followers(template, choice):
        variants = paragraph_of(template, each).variants
        order = _order(variants, variant, by)
        template = with_paragraph(template, each, lambda one, order=order: replace(one, variants=order))  # type: ignore[misc]
    if choice == BY_RULE:
        return template
    field = template.field(choice)
    return _with_options(template, field, _order(field.options, variant, by))


def set_default(template: Template, id: str, variant: str) -> Template:
    """The wording that a new draft begins with."""
    variant_of(template, id, variant)
    choice = paragraph_of(template, id).choice
    if choice == BY_RULE:
        raise refused(tr("Here a rule decides, not a choice."))
    return with_field(template, replace(template.field(choice), default=variant))


# ---- parts


def _order(many, id: str, by: int):
    return tuple(moved(many, next(n for n, each in enumerate(many) if each.id == id), by))


def _with_choice(template: Template, id: str) -> Template:
    """The paragraph's text as the first variant of a new choice."""
    paragraph, clause = paragraph_of(template, id), clause_of(template, id)
    name = "wording." + clean.new_id(id.replace(".", "_"), [each.name.partition(".")[2] for each in template.fields])
    option = Option("standard", "Standard")
    help = f"Welche Fassung gilt in „{clause.title}“?"
    field = Field(name, clause.title, "enum", help, "program", True, "", option.id, options=(option,))
    template = replace(template, fields=(*template.fields, field), groups=_grouped(template, name), hash="")
    first = Variant(option.id, option.label, "", paragraph.lines)
    return with_paragraph(template, id, lambda each: replace(each, choice=name, lines=(), variants=(first,)))


def _grouped(template: Template, name: str) -> tuple[FieldGroup, ...]:
    if any(group.id == GROUP for group in template.groups):
        return tuple(
            replace(group, fields=(*group.fields, name)) if group.id == GROUP else group for group in template.groups
        )
    new = FieldGroup(GROUP, "Fassungen", "Welche Fassung einzelner Absätze gilt.", (name,))
    return (*template.groups, new)


def with_field(template: Template, field: Field) -> Template:
    """The field of this name replaced."""
    fields = tuple(field if each.name == field.name else each for each in template.fields)
    return replace(template, fields=fields, hash="")


def _with_options(template: Template, field: Field, options: tuple[Option, ...]) -> Template:
    default = field.default if field.default is None or any(each.id == field.default for each in options) else None
    first = options[0].id if field.default is not None else None
    return with_field(template, replace(field, options=options, default=default or first))


def _with_variants(template: Template, id: str, change) -> Template:
    return with_paragraph(template, id, lambda each: replace(each, variants=tuple(map(change, each.variants))))


def _appended(template: Template, id: str, variant: Variant) -> Template:
    return with_paragraph(template, id, lambda each: replace(each, variants=(*each.variants, variant)))


def _dropped(template: Template, ids: Iterable[str], variant: str) -> Template:
    for id in ids:

        def without(each: ClauseParagraph) -> ClauseParagraph:
            return replace(each, variants=tuple(one for one in each.variants if one.id != variant))

        template = with_paragraph(template, id, without)
    return template


def _closed(template: Template, ids: Iterable[str]) -> Template:
    """A paragraph with one wording has no choice: a rule that decided becomes its condition."""
    for id in ids:
        paragraph = paragraph_of(template, id)
        if len(paragraph.variants) == 1:
            template = with_paragraph(template, id, _single)
    return template


def _single(paragraph: ClauseParagraph) -> ClauseParagraph:
    only = paragraph.variants[0]
    whens = [each for each in (paragraph.when, only.when) if each]
    when = " and ".join(f"({each})" for each in whens) if len(whens) > 1 else "".join(whens)
    if not only.lines or len(when) > LONGEST:
        raise refused(tr("The wording that would stay cannot stand alone."))
    rules = (*paragraph.rules, *only.rules)
    return replace(paragraph, choice="", variants=(), lines=only.lines, when=when, rules=rules)
