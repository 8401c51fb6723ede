"""Facts in somebody else's words: placeholders, dates, numbers with units, lists, addresses. They become fields."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator

from msgspec import Struct

from avv_desktop.document.wording.dates import in_sentence, in_table
from avv_desktop.document.wording.lists import und
from avv_desktop.document.wording.typography import MONTHS
from avv_desktop.template.model import Field, FieldType
from avv_desktop.template.text import FieldSlot, Form, Inline, StrongWords, Words

MOST = 200
"""Fields of one template that are recognised; what comes after stays text."""


class Fact(Struct, frozen=True):
    """What was recognised. `value`: as in an answers file, None for a placeholder. own: the same for every customer.

    where: the unit it stands in first, quote: the words in print.
    """

    field: Field
    value: object
    where: str
    quote: str
    own: bool = False


class Span(Struct, frozen=True):
    start: int
    end: int
    name: str
    label: str
    type: FieldType
    value: object
    form: Form = ""
    own: bool = False


_NUMBER = r"(?P<number>\d{1,4})(?=[ \u00a0](?:Stunden?|Tagen?|Werktagen?|Wochen?|Monaten?|Jahren?|Minuten?|Bit)\b)"
_NUMERIC = r"\d{2}\.\d{2}\.\d{4}"
_LONG = rf"\d{{1,2}}\.[ \u00a0](?:{'|'.join(MONTHS)})[ \u00a0]\d{{4}}"
_DATE = re.compile(rf"\b(?P<date>{_NUMERIC}|{_LONG})\b")
_LAW = re.compile(
    r"(?:Verordnung|Gesetz\w*|Richtlinie|Beschluss\w*|BGBl|DSGVO|BDSG|geltend\w*|seit|ab)\W+(?:\w+\W+){0,3}$"
)
_MAIN = re.compile(r"(?:[Vv]ertrag\w*|[Vv]ereinbarung|Auftrag\w*|Angebot\w*|agreement|contract)\s+(?:vom|of|dated)\s+$")
_PLACEHOLDER = re.compile(
    r"\{\{\s*(?P<curly>[^{}\n]{0,80}?)\s*\}\}|\$\{\s*(?P<dollar>[^{}\n]{0,80}?)\s*\}|\[(?P<square>[^\[\]\n]{0,80})\]"
    r"|(?P<dots>_{3,}|…{2,}|\.{5,})"
)
_MAIL = re.compile(r"\b[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{2,20})+\b")
_LISTS = (
    ("processing.data_categories", "Arten der Daten", r"Daten(?:arten|kategorien)[^:.;\n]{0,40}:\s+"),
    ("processing.data_subjects", "Betroffene Personen", r"betroffenen? Personen(?:[^:.;\n]{0,40}:|\s+umfassen)\s+"),
)
_NAMELESS = re.compile(r"[\W_]*")


def spans(text: str) -> Iterator[Span]:
    """Facts in one text, from left to right, none inside another."""
    found = sorted(_candidates(text), key=lambda span: (span.start, -span.end))
    end = 0
    for span in found:
        if span.start >= end:
            yield span
            end = span.end


def _candidates(text: str) -> Iterator[Span]:
    yield from _placeholders(text)
    yield from _dates(text)
    yield from _lists(text)
    for found in re.finditer(_NUMBER, text):
        yield Span(found.start(), found.end(), "", _context(text, found), "int", int(found["number"]), own=True)
    for found in _MAIL.finditer(text):
        yield Span(found.start(), found.end(), "", "E-Mail", "text", found[0])


def _placeholders(text: str) -> Iterator[Span]:
    for found in _PLACEHOLDER.finditer(text):
        said = found["curly"] or found["dollar"] or found["square"] or ""
        label = said.strip() if not _NAMELESS.fullmatch(said) else f"Angabe ({_before(text, found.start())})"
        yield Span(found.start(), found.end(), "", label, "text", None)


def _dates(text: str) -> Iterator[Span]:
    for found in _DATE.finditer(text):
        day, before = _day(found["date"]), text[: found.start()]
        if day is None or _LAW.search(before):
            continue
        form: Form = "numeric" if found["date"][2] == "." and found["date"][5] == "." else ""
        said = in_table(day) if form else in_sentence(day)
        if said.replace("\u00a0", " ") != found["date"].replace("\u00a0", " "):
            continue
        name, label = ("main_contract.date", "Datum des Hauptvertrags") if _MAIN.search(before) else ("", "")
        yield Span(found.start(), found.end(), name, label or _context(text, found, "Datum"), "date", day, form)


def _day(text: str) -> str | None:
    try:
        if text[2] == "." and text[5] == ".":
            return datetime.datetime.strptime(text, "%d.%m.%Y").date().isoformat()
        day, month, year = text.replace("\u00a0", " ").split(" ")
        return datetime.date(int(year), MONTHS.index(month) + 1, int(day.rstrip("."))).isoformat()
    except (ValueError, IndexError):
        return None


def _lists(text: str) -> Iterator[Span]:
    for name, label, pattern in _LISTS:
        found = re.search(pattern + r"(?P<list>[^:;.\n]{3,400})(?=\.?$|\. )", text)
        if found:
            entries = re.split(r", | und ", found["list"])
            if und(entries) == found["list"] and all(len(each) < 80 for each in entries):
                yield Span(found.start("list"), found.end("list"), name, label, "multi", entries, "und", own=True)


def _context(text: str, found: re.Match[str], what: str = "") -> str:
    """ "Die Passwörter sind … Tage": the words around a fact, within its sentence."""
    before, after = _before(text, found.start()), re.match(r"[ \u00a0](\w+)", text[found.end() :])
    said = f"{before} …{f' {after[1]}' if after and not what else ''}" if before else ""
    return f"{what} ({said})" if what and said else what or said or "Zahl"


def _before(text: str, at: int) -> str:
    """The last words before a place, of the same sentence."""
    sentence = re.split(r"(?<=[.!?;:])\s+(?=[A-ZÄÖÜ])", text[:at])[-1]
    return " ".join(sentence.split()[-5:]).strip("„“,.:;([{ ")


class Facts:
    """Collects what was recognised; the same words under the same name are one field."""

    def __init__(self, names: tuple[tuple[str, str], ...] = ()) -> None:
        self.found: dict[str, Fact] = {}
        self._names = tuple((said, field) for said, field in names if len(said) > 3)

    def parts(self, text: str, where: str, plain: Callable[[str], list[Inline]] | None = None) -> list[Inline]:
        """The words of `text` with their facts as fields; `plain` turns what lies between into parts."""
        made: list[Inline] = []
        between = plain or (lambda said: [Words(said)] if said else [])
        at = 0
        for span in self._spans(text):
            slot = self._slot(span, where, text[span.start : span.end])
            if slot is not None:
                made += [*between(text[at : span.start]), slot]
                at = span.end
        return [*made, *between(text[at:])]

    def _spans(self, text: str) -> list[Span]:
        named = [
            Span(found.start(), found.end(), field, "", "party", None)
            for said, field in self._names
            for found in re.finditer(rf"(?<!\w){re.escape(said)}(?!\w)", text)
        ]
        kept: list[Span] = []
        for span in sorted([*named, *spans(text)], key=lambda each: (each.start, -each.end)):
            if not kept or span.start >= kept[-1].end:
                kept.append(span)
        return kept

    def _slot(self, span: Span, where: str, quote: str) -> FieldSlot | None:
        if span.type == "party":
            return FieldSlot(span.name)
        name = span.name or f"facts.{slug(span.label)}"
        known = self.found.get(name)
        if known is not None and (known.value != span.value or known.field.type != span.type or span.value is None):
            if span.name:
                return None
            name = next(n for i in range(2, 9999) if (n := f"{name}_{i}") not in self.found)
            known = None
        if known is None:
            if len(self.found) >= MOST:
                return None
            self.found[name] = Fact(_field(name, span), span.value, where, quote, span.own)
        return FieldSlot(name, span.form)


def _field(name: str, span: Span) -> Field:
    label = span.label[:1].upper() + span.label[1:]
    return Field(name, label[:90], span.type, "", "source", required=span.value is None)


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def slug(text: str, most: int = 40) -> str:
    """A name of small letters, digits and underscores, beginning with a letter."""
    said = re.sub(r"[^a-z0-9]+", "_", text.lower().translate(_UMLAUTS)).strip("_")[:most].strip("_")
    return said if said[:1].isalpha() else f"x_{said}" if said else "x"


def strong(text: str) -> Inline:
    """Bold words, where the markup can say them."""
    return StrongWords(text) if text and not re.search(r"[*{}\[\]\\]", text) else Words(text)
