"""Defined terms of a template („Auftragnehmer“): which there are, and one renamed everywhere, in all its forms.

A whole word in one of its German forms (genitive, dative, plural, with and without umlaut) is the term; a compound is
another word and is only offered. Articles are not touched: whether they still fit, a person sees.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from avv_desktop.system.language import tr
from avv_desktop.template import clean
from avv_desktop.template.clean import refused
from avv_desktop.template.model import Template
from avv_desktop.template.references import placed
from avv_desktop.template.text import FieldSlot, Inline, OptionalPart, StrongWords, Words
from avv_desktop.template.wording import all_words, reworded

DEFINED = re.compile(
    r"(?:im (?:Weiteren|Folgenden|Nachfolgenden)|nachfolgend|nachstehend|kurz|sind die|ist der|ist die|ist das)"
    r"(?: auch| kurz| gemeinsam)? [„\"“]([^„“”\"]{2,60})[“”\"]"
    r"|\((?:nachfolgend |im Folgenden |kurz )?[„\"]([^„“”\"]{2,60})[“”\"]\)",
    re.IGNORECASE,
)
WORD = re.compile(r"[A-Za-zÄÖÜäöüßÀ-ÿ]+(?:[-‑][A-Za-zÄÖÜäöüßÀ-ÿ]+)*")
ENDINGS = ("", "s", "es", "n", "en", "e", "er", "ern", "ns", "se", "ses")
UMLAUT = {"au": "äu", "a": "ä", "o": "ö", "u": "ü"}
FEMININE = ("ung", "heit", "keit", "schaft", "ion", "tät", "ei", "in", "ur")


class Term(Struct, frozen=True):
    """A defined term. place: id of what defines it. forms: each form that is said, with how often it stands there."""

    name: str
    place: str
    forms: tuple[tuple[str, int], ...]

    @property
    def count(self) -> int:
        return sum(count for _, count in self.forms)


class Compound(Struct, frozen=True):
    """A word made with the term: how often it is said, and what it could become."""

    word: str
    count: int
    proposal: str


def terms(template: Template) -> tuple[Term, ...]:
    """The defined terms in the order in which they are defined."""
    words, found = _counted(template), {}
    for place, parts in placed(template):
        for match in DEFINED.finditer(_plain(parts)):
            name = clean.one_line(match[1] or match[2])
            if name and name not in found:
                found[name] = Term(name, place, _forms(name, words))
    return tuple(found.values())


def party_term(template: Template, side: str) -> str:
    """What the first page calls a party ("controller", "processor") from there on; "" where it says nothing."""
    here = False
    for line in next((clause.lines for clause in template.clauses if clause.id == "head"), ()):
        slots = [part for part in line.parts if isinstance(part, FieldSlot) and part.form == "party"]
        here = slots[0].name.startswith(f"{side}.") if slots else here
        if here and (match := DEFINED.search(_plain(line.parts))):
            return clean.one_line(match[1] or match[2])
    return ""


def compounds(template: Template, old: str, new: str) -> tuple[Compound, ...]:
    """Words made with the term, longest first; they are renamed only where somebody chooses so."""
    own, found = set(dict(_forms(old, words := _counted(template)))), []
    for word, count in words.items():
        if word not in own and old.lower() in word.lower():
            found.append(Compound(word, count, _replaced(word, old, new)))
        elif word not in own and old.startswith(word) and old[len(word) :] in ENDINGS:
            found.append(Compound(word, count, new))  # the singular of a term in the plural
    return tuple(sorted(found, key=lambda each: (-len(each.word), each.word)))


def already_said(template: Template, new: str) -> int:
    """How often the new word stands there already, in whatever sense."""
    return sum(count for _, count in _forms(clean.one_line(new), _counted(template)))


def new_forms(template: Template, old: str, new: str) -> dict[str, str]:
    """What each form of the old term that is said becomes; a proposal that a person may correct."""
    new = clean.one_line(new)
    return {form: inflected(new, _ending(old, form)) for form, _ in _forms(old, _counted(template))}


def rename(template: Template, forms: Mapping[str, str]) -> Template:
    """Every whole word (or group of words) that is a key becomes its value, everywhere a person reads it."""
    chosen = {clean.one_line(old): clean.one_line(new) for old, new in forms.items()}
    if not all(chosen.values()):
        raise refused(tr("A term needs words."))
    chosen = {old: new for old, new in chosen.items() if old and old != new}
    if not chosen:
        return template
    pattern = _whole(chosen)
    return reworded(template, lambda text: pattern.sub(lambda found: chosen[found[0]], text))


def inflected(word: str, ending: str) -> str:
    """`word` with an ending of another noun, as far as German allows it without knowing the noun."""
    last = word.split()[-1] if word.split() else word
    if ending in ("s", "es"):
        if last.endswith(FEMININE) or last.endswith("s"):
            return word
        return word + ("es" if last.endswith(("ß", "x", "z", "sch", "st")) else "s")
    if ending in ("n", "en", "ern", "er", "e", "ns"):
        if last.endswith(("n", "s")) and not last.endswith(FEMININE):
            return word
        return word + _plural(last, ending)
    return word


def _plural(last: str, ending: str) -> str:
    if last.endswith("in"):
        return "nen"
    if last.endswith(FEMININE):
        return "en"
    if last.endswith(("er", "el")):
        return "n" if ending in ("n", "en", "ern") else ""
    if last.endswith("e"):
        return "n"
    return ending


# ---- forms


def _whole(words: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![\w])(?<!\w[-‑])(?:{'|'.join(map(re.escape, longest))})(?![\w])(?![-‑]\w)")


def _forms(name: str, words: Counter[str]) -> tuple[tuple[str, int], ...]:
    """The forms of a term that are said, the plain one first. Of a term of several words, the last is inflected."""
    possible = [stem + ending for stem in (name, *_umlauted(name)) for ending in ENDINGS]
    found = {each: words[each] for each in dict.fromkeys(possible) if words[each]}
    return tuple({name: words[name], **found}.items())


def _umlauted(name: str) -> tuple[str, ...]:
    found = list(re.finditer(r"au|[aou]", name))
    if not found or found[-1].start() == 0:
        return ()
    last = found[-1]
    return (name[: last.start()] + UMLAUT[last[0]] + name[last.end() :],)


def _ending(old: str, form: str) -> str:
    return form[len(old) :] if len(form) >= len(old) else ""


def _replaced(word: str, old: str, new: str) -> str:
    """Inside a compound the new word keeps the case of the place it takes."""
    at = word.lower().index(old.lower())
    inner = new if word[at].isupper() else new[:1].lower() + new[1:]
    return word[:at] + inner + word[at + len(old) :]


def _counted(template: Template) -> Counter[str]:
    """How often each word, and each term of several words, is said."""
    texts = list(all_words(template))
    counts = Counter(word for text in texts for word in WORD.findall(text))
    many = {
        name for _, parts in placed(template) for m in DEFINED.finditer(_plain(parts)) if " " in (name := m[1] or m[2])
    }
    for name in many:
        for form in (name + ending for ending in ENDINGS):
            counts[form] += sum(len(_whole([form]).findall(text)) for text in texts)
    return counts


def _plain(parts: tuple[Inline, ...]) -> str:
    return "".join(
        part.text
        if isinstance(part, Words | StrongWords)
        else _plain(part.parts)
        if isinstance(part, OptionalPart)
        else "…"
        for part in parts
    )
