"""What people type, made fit for a template's files: whole characters, one line each, read back as it was meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from msgspec.structs import replace

from avv_desktop.errors import CannotDo
from avv_desktop.system.language import tr
from avv_desktop.template.lines import text_line, written_line
from avv_desktop.template.markup import parse, slots, written
from avv_desktop.template.model import Template
from avv_desktop.template.text import FieldSlot, Inline, OptionalPart, ReferenceSlot, StrongWords, TextLine, Words

DEEPEST = 6
UNSAID = {"Cc", "Cs", "Zl", "Zp"}
NOT_STRONG = re.compile(r"[*{}\[\]\\]")
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
KEYWORDS = {"and", "or", "not", "in", "is", "if", "else", "for", "import", "class", "all", "any", "len", "filled"}


def refused(reason: str) -> CannotDo:
    """What cannot be done to this template, and why."""
    return CannotDo(reason=reason)


def one_line(text: str) -> str:
    """Words on one line, every character whole."""
    return " ".join(_whole(text).split())


def _whole(text: str) -> str:
    return "".join(" " if unicodedata.category(each) in UNSAID else each for each in text)


def title(text: str) -> str:
    """Raises CannotDo for a title without words."""
    said = one_line(text)
    if not said:
        raise refused(tr("A title needs words."))
    return said


def new_id(words: str, taken: Iterable[str], otherwise: str = "clause") -> str:
    """An id that is free and reads like the words."""
    plain = unicodedata.normalize("NFKD", one_line(words).lower().translate(UMLAUTS))
    slug = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:40].strip("_")
    if not re.match(r"[a-z]", slug) or slug in KEYWORDS:
        slug = f"{otherwise}_{slug}".strip("_")
    known, count = set(taken), 1
    while (found := slug if count == 1 else f"{slug}_{count}") in known:
        count += 1
    return found


# ---- text


def targets(template: Template) -> set[str]:
    """Everything a reference can lead to."""
    found = {clause.id for clause in template.clauses} | {annex.id for annex in template.annexes}
    return found | {each.id for clause in template.clauses for each in clause.paragraphs}


def lines(template: Template, given: Iterable[TextLine]) -> tuple[TextLine, ...]:
    """The lines as they will be read back; what is empty is left out. Raises CannotDo."""
    return tuple(said for each in given if (said := _line(template, each)))


def parts(template: Template, given: Iterable[Inline]) -> tuple[Inline, ...]:
    """The words of a line without a marker. Raises CannotDo."""
    try:
        found = parse(written(_parts(given)).strip())
    except ValueError as error:
        raise refused(str(error)) from error
    _check(template, found)
    return found


def _line(template: Template, line: TextLine) -> TextLine | None:
    cells = tuple(parts(template, cell) for cell in line.cells) if line.marker == "|" else ()
    inside = () if line.marker == "|" else parts(template, line.parts)
    if not inside and not any(cells):
        return None
    cleaned = TextLine(inside, line.marker, max(0, min(line.level, DEEPEST)), cells)
    read = text_line(written_line(cleaned).rstrip(), parse)
    return read if read == cleaned else replace(read, parts=parts(template, read.parts))


def _parts(given: Iterable[Inline]) -> tuple[Inline, ...]:
    found: list[Inline] = []
    for part in given:
        match part:
            case Words() | StrongWords() if not part.text:
                continue
            case Words():
                found.append(Words(_whole(part.text)))
            case StrongWords():
                said = _whole(part.text)
                found.append(Words(said) if NOT_STRONG.search(said) else StrongWords(said))
            case OptionalPart():
                found.append(OptionalPart(_parts(part.parts)))
            case _:
                found.append(part)
    return tuple(found)


def _check(template: Template, given: tuple[Inline, ...]) -> None:
    fields, there = {field.name for field in template.fields}, targets(template)
    for slot in slots(given):
        if isinstance(slot, FieldSlot) and slot.name not in fields:
            raise refused(tr("The template does not ask for “{name}”.", name=slot.name))
        if isinstance(slot, ReferenceSlot) and slot.target not in there:
            raise refused(tr("The reference “{target}” leads nowhere.", target=slot.target))
