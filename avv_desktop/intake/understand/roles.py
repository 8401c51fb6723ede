"""Words of the first page: what introduces parties, who is which side, what names a role."""

from __future__ import annotations

import re

from avv_desktop.document import model as m

_CONTROLLERS = r"Verantwortliche\w*|Auftraggeber\w*|(?:Data )?Controller|Kunde|Kundin|Customer|Client"
_PROCESSORS = (
    r"Auftragsverarbeiter\w*|Auftragnehmer\w*|(?:Data )?Processor|Dienstleister|Lieferant|(?:Service )?Provider"
)
CONTROLLER = re.compile(rf"\b(?:{_CONTROLLERS})\b", re.I)
PROCESSOR = re.compile(rf"\b(?:{_PROCESSORS})\b", re.I)
BETWEEN = re.compile(
    r"(?:abgeschlossen\s+|geschlossen\s+|made\s+)?(?:zwischen|between|by and between)\b"
    r"(?:\s+(?:der|dem|den)\b)?[\s:,]*",
    re.I,
)
AND = re.compile(r"(?:und|and|sowie)\b(?:\s+(?:der|dem|den)\b)?[\s:,]*", re.I)
NAMED = re.compile(
    r"\b(?:nachfolgende?|nachstehend|genannt|im Folgenden|im Weiteren|folgend|hereinafter|hereafter|referred to)\b"
    rf"|\bals (?:Verantwort|Auftrag)|[„“\"](?:the |der |die )?(?:{_CONTROLLERS}|{_PROCESSORS})[“”\"]",
    re.I,
)
ROLE_ALONE = re.compile(
    rf"\W*(?:als )?(?:der |die |the )?(?:datenschutzrechtlich )?(?:{_CONTROLLERS}|{_PROCESSORS})\W*"
    r"(?:\([^()]{2,40}\))?\W*",
    re.I,
)
LABELLED = re.compile(
    rf"(?:der |die |the )?(?:[\w-]+ )?(?:{_CONTROLLERS}|{_PROCESSORS})(?: \([^()]{{2,40}}\))?:\s*", re.I
)
INLINE = re.compile(
    r"\s*,?\s*(?P<role>\([^()]*\)|[–-]\s(?:im|nach|als|here)[^–]*?(?:genannt|bezeichnet)\s*[–-]?|[–-]\s[^–]*?[“\"]\s*[–-])"
)
ACTS = re.compile(
    r"(?P<before>,?\s*)(?P<acts>[\[{]?(?:gesetzlich |gemeinsam |jeweils )?"
    r"(?:vertreten durch|represented by|acting through)\b.*)$",
    re.I | re.S,
)


def is_role(said: str) -> bool:
    """Does it say what a party is, and not only talk of one?"""
    known = CONTROLLER.search(said) or PROCESSOR.search(said)
    return bool(known) and (bool(NAMED.search(said)) or ROLE_ALONE.fullmatch(said) is not None)


def side_of(said: str) -> m.Side | None:
    """The side that is named first."""
    found: list[tuple[int, m.Side]] = []
    if match := CONTROLLER.search(said):
        found.append((match.start(), "controller"))
    if match := PROCESSOR.search(said):
        found.append((match.start(), "processor"))
    return min(found)[1] if found else None


def role_and_term(party: m.Party) -> tuple[str, str]:
    """The word for the role, and the name the contract gives the party: ("Verantwortlicher", "Auftraggeber")."""
    said = f"{party.role} {party.term}".strip() or party.intro
    roles = [found for pattern in (CONTROLLER, PROCESSOR) for found in pattern.finditer(said)]
    first = min(roles, key=lambda found: found.start(), default=None)
    word = first[0] if first else ""
    term = re.search(r"[„“\"»‚](?:the )?([^„“”\"»«‘’]{2,40})[“”\"«‘’]", said)
    return word, term[1].strip() if term else word
