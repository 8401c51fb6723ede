"""Who acts for a party: "gemeinsam vertreten durch die Geschäftsführerin Aida Dia und den Geschäftsführer …".

Accusative throughout. "gemeinsam" only where more than one signature is needed (§ 35 Abs. 2 GmbHG, § 78 AktG).
One person whose salutation is unknown makes the whole phrase neutral.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from avv_desktop.document.wording import companies
from avv_desktop.document.wording.companies import Party
from avv_desktop.document.wording.lists import und
from avv_desktop.document.wording.persons import (
    Functions,
    Person,
    full_name,
    function_of,
    gender,
    neutral,
    nominative,
    part,
)
from avv_desktop.document.wording.quantities import in_words

_ARTICLES = {"f": "die", "m": "den", "n": "das"}
_SINGLE = {
    "f": "die einzeln vertretungsberechtigte",
    "m": "den einzeln vertretungsberechtigten",
    "n": "das einzeln vertretungsberechtigte",
}


class Representation(Struct, frozen=True):
    """The rule: "single", "joint", "n_of_m" or "director_with_procurist"; `count` only counts with n_of_m."""

    rule: str = "joint"
    count: int = 2

    def needed(self, persons: int) -> int:
        """How many of so many persons must sign."""
        if self.rule == "single":
            return min(1, persons)
        return min(max(self.count, 1), persons) if self.rule == "n_of_m" else persons


def represented(party: Party, persons: Sequence[Person], rule: Representation, functions: Functions) -> str:
    """The phrase below the address, without a full stop; "" without persons."""
    persons = [person for person in persons if full_name(person)]
    form = part(party, "legal_form")
    if not persons:
        return ""
    if form == "e.K.":
        return owner(persons, functions)
    if form == "Freiberuflich":
        return "handelnd in eigenem Namen"
    phrase = _Phrase(party, persons, rule, functions)
    if form == "GmbH & Co. KG" and part(party, "general_partner"):
        return f"vertreten durch {_general_partner(party)}, diese {phrase.represented()}"
    if form == "e.V.":
        return f"vertreten durch den Vorstand (§ 26 BGB), dieser {phrase.by(own_organ=True)}"
    if form == "Stiftung":
        return f"vertreten durch den Vorstand, dieser {phrase.by(own_organ=True)}"
    return phrase.represented()


def owner(persons: Sequence[Person], functions: Functions) -> str:
    """ "Inhaberin Vorname Name": an owner is named, not represented."""
    owns = functions.get("owner")
    words = []
    for person in persons:
        word = {"f": owns.female, "m": owns.male}.get(gender(person), "") if owns else ""
        name = full_name(person)
        words.append(f"{word} {name}" if word else f"{name} ({owns.neutral})" if owns else name)
    return und(words)


def _general_partner(party: Party) -> str:
    name = part(party, "general_partner")
    article = companies.article_of(name)
    return f"{article} {name}" if article else f"die persönlich haftende Gesellschafterin {name}"


class _Phrase:
    """One phrase in the making."""

    def __init__(self, party: Party, persons: Sequence[Person], rule: Representation, functions: Functions) -> None:
        self.party, self.persons, self.rule, self.functions = party, persons, rule, functions
        self.several = rule.needed(len(persons)) > 1
        self.known = all(gender(person) and function_of(person, functions) for person in persons)

    def represented(self) -> str:
        return ("gemeinsam vertreten " if self.several else "vertreten ") + self._by_whom()

    def by(self, *, own_organ: bool) -> str:
        """ "durch …", for an organ that is named before."""
        return ("gemeinsam " if self.several else "") + self._by_whom(own_organ=own_organ)

    def _by_whom(self, *, own_organ: bool = False) -> str:
        if self.rule.rule == "n_of_m" and self.several and (self.known or len(self.persons) > self.rule.count):
            return self._some()
        phrase = "durch " + (self._with_articles() if self.known else self._neutral(own_organ))
        alone = self.rule.rule == "single" and len(self.persons) > 1
        return phrase + (", je einzeln vertretungsberechtigt" if alone else "")

    def _some(self) -> str:
        """Some out of more. With exactly as many named as must sign, these are the ones."""
        count = in_words(self.rule.count)
        if len(self.persons) > self.rule.count:
            return f"durch {count} der folgenden {in_words(len(self.persons))} Personen: {self._named()}"
        whose = "ihrer" if companies.gender(self.party) in ("f", "") else "seiner"
        return f"durch {count} {whose} {self._plural()}, hier durch {self._with_articles(grouped=False)}"

    def _plural(self) -> str:
        kinds = [function_of(person, self.functions) for person in self.persons]
        first = kinds[0]
        if first is None or any(kind is not first for kind in kinds):
            return "Vertretungsberechtigten"
        return first.female_plural if all(gender(p) == "f" for p in self.persons) else first.male_plural

    def _named(self) -> str:
        if not self.known:
            return self._neutral(False)
        return und([f"{nominative(person, self.functions)} {full_name(person)}" for person in self.persons])

    def _with_articles(self, *, grouped: bool = True) -> str:
        words = [self._noun(person) for person in self.persons]
        names = [full_name(person) for person in self.persons]
        if grouped and len(words) > 1 and len(set(words)) == 1:
            return f"die {self._plural()} {und(names)}"
        articles = _ARTICLES
        if self.rule.rule == "single" and len(words) == 1:
            articles = _SINGLE
        return und([f"{articles[kind]} {noun} {name}" for (kind, noun), name in zip(words, names, strict=True)])

    def _noun(self, person: Person) -> tuple[str, str]:
        """Grammatical gender and noun in the accusative."""
        function = function_of(person, self.functions)
        assert function is not None  # `known` says so
        if function.grammatical_gender:
            return function.grammatical_gender, function.female
        return ("f", function.female) if gender(person) == "f" else ("m", function.male_accusative)

    def _neutral(self, own_organ: bool) -> str:
        """ "A und B (Geschäftsführung)"; each with its own bracket where the functions differ."""
        roles = [neutral(person, self.functions) for person in self.persons]
        if own_organ:
            roles = ["" if role == "Vorstand" else role for role in roles]
        names = [full_name(person) for person in self.persons]
        if len(set(roles)) == 1:
            return und(names) + (f" ({roles[0]})" if roles[0] else "")
        return und([f"{name} ({role})" if role else name for name, role in zip(names, roles, strict=True)])
