"""The lines between "zwischen" and the first clause → two parties: name, address, who acts for them, role."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from avv_desktop.document import model as m
from avv_desktop.intake.understand.pieces import Piece
from avv_desktop.intake.understand.roles import (
    ACTS,
    AND,
    BETWEEN,
    CONTROLLER,
    LABELLED,
    NAMED,
    PROCESSOR,
    ROLE_ALONE,
    side_of,
)
from avv_desktop.intake.understand.words import Taken, Words, joined

FIRST_END = re.compile(r",\s*|\n")
LONGEST_LINE = 220
MOST_LINES = 9


@dataclass
class Part:
    """A line of the first page, or a piece of one."""

    words: Words
    numbers: list[int]
    line: int = 0
    """Counts the lines of the first page; parts of one line have the same."""

    @property
    def said(self) -> str:
        return self.words.text.strip()


@dataclass
class Head:
    """rest: what stands behind the parties and is more than a sentence."""

    title: Words = field(default_factory=Words)
    subtitle: Words = field(default_factory=Words)
    parties: list[m.Party] = field(default_factory=list)
    closing: Words = field(default_factory=Words)
    places: dict[str, list[int]] = field(default_factory=dict)
    rest: list[Piece] = field(default_factory=list)


class Parties:
    """One party after the other: introduction, name and address, role."""

    def __init__(self, head: Head, taken: Taken) -> None:
        self.head, self.taken = head, taken
        self.intro: list[Part] = []
        self.name: list[Part] = []
        self.role: list[Part] = []
        self.closing: list[Part] = []

    def read(self, parts: list[Part]) -> None:
        for part in parts:
            self._take(part)
        self._end()
        self.head.closing = joined([part.words for part in self.closing], " ")
        self.head.places["closing"] = [number for part in self.closing for number in part.numbers]

    def _take(self, part: Part) -> None:
        said, second = part.said, len(self.head.parties) > 0
        if not (self.intro or self.name or second) and BETWEEN.fullmatch(said):
            self.intro = [part]
        elif AND.fullmatch(said) and not second and (self.name or self.role or self.intro):
            self._end()
            self.intro = [part]
        elif found := LABELLED.match(said):
            self._labelled(part, found.end())
        elif self._done(said):
            self.closing.append(part)
        elif (self.name or self.intro) and not self.role and self._is_role_line(said):
            self.role.append(part)
        elif self.role and not second and not self.closing:
            self._end()
            (self.closing if len(self.head.parties) > 1 else self.name).append(part)
        elif self.role:
            self.closing.append(part)
        else:
            self.name.append(part)

    def _labelled(self, part: Part, end: int) -> None:
        """ "Auftraggeber: X GmbH"."""
        if self.name or self.role or any(LABELLED.match(each.said) for each in self.intro):
            self._end()
        if len(self.head.parties) > 1:
            self.closing.append(part)
            return
        words = part.words.strip()
        self.intro = [*self.intro, Part(words[:end].strip(), part.numbers, part.line)]
        self.name = [Part(words[end:].strip(), part.numbers, part.line)] if words.text[end:].strip() else []

    def _done(self, said: str) -> bool:
        """Is it no more part of a party?"""
        if self.closing or len(self.head.parties) > 1:
            return True
        sentence = len(said) > LONGEST_LINE or (said.endswith(".") and len(said.split()) > 5 and not ACTS.search(said))
        return bool(self.head.parties) and bool(self.name) and (sentence or len(self.name) >= MOST_LINES)

    def _is_role_line(self, said: str) -> bool:
        if ROLE_ALONE.fullmatch(said) and self.name:
            return True
        known = CONTROLLER.search(said) or PROCESSOR.search(said)
        return bool(known) and bool(NAMED.search(said) or re.match(r"[-–—(]", said)) and len(said) < LONGEST_LINE

    def _end(self) -> None:
        if not (self.name or self.role or self.intro) or len(self.head.parties) > 1:
            return
        side = self._side(self.role)
        name, address, acts = self._named()
        role = joined([part.words for part in self.role], " ")
        key = f"{side}{len(self.head.parties) + 1}"
        places = self.head.places
        for part in ("name", "address", "represented"):
            places[f"{key}/{part}"] = [number for each in self.name for number in each.numbers]
        places[f"{key}/role"] = [number for each in self.role for number in each.numbers]
        places[f"{key}/intro"] = [number for each in self.intro for number in each.numbers]
        self.head.parties.append(
            m.Party(
                side=side,
                intro=" ".join(part.said for part in self.intro),
                name=m.Text(name.text),
                runs=tuple(m.Text(run.text) for run in address.runs()),
                represented=tuple(m.Text(run.text) for run in acts.runs()),
                role=role.text,
                term="",
            )
        )
        self.intro, self.name, self.role = [], [], []

    def _named(self) -> tuple[Words, Words, Words]:
        """Name, address and who represents; the commas between them are let go."""
        if not self.name:
            return Words(), Words(), Words()
        first, rest = self.name[0].words.strip(), self.name[1:]
        line = self.name[0].line
        said = Words()
        comma, acts = FIRST_END.search(first.text), ACTS.search(first.text)
        if acts and acts.start() and not (comma and comma.start() < acts.start("acts")):
            said, first = first[acts.start() :], first[: acts.start()]
        elif comma:
            self.taken.words(first[comma.start() : comma.end()], "punctuation")
            said, first = first[comma.end() :], first[: comma.start()]
        for part in rest:
            between = " " if said.text.endswith(",") or part.line == line else ", "
            said = said + Words(between if said else "") + part.words.strip()
            line = part.line
        found = ACTS.search(said.text)
        if found is None:
            return first, self._trimmed(said), Words()
        self.taken.words(said[found.start("before") : found.end("before")], "punctuation")
        return first, self._trimmed(said[: found.start()]), self._trimmed(said[found.start("acts") :])

    def _trimmed(self, words: Words) -> Words:
        end = len(words.text.rstrip(" ,"))
        self.taken.words(words[end:], "punctuation")
        return words[:end]

    def _side(self, role: list[Part]) -> m.Side:
        other: dict[m.Side, m.Side] = {"controller": "processor", "processor": "controller"}
        if self.head.parties:
            return other[self.head.parties[0].side]
        return side_of(" ".join(part.said for part in (*role, *self.intro, *self.name))) or "controller"
