"""The pieces before the first clause → title and parties."""

from __future__ import annotations

import re

from msgspec import Struct

from avv_desktop.document import model as m
from avv_desktop.intake.understand.joining import Piece
from avv_desktop.intake.understand.words import bare, runs

BETWEEN = re.compile(r"^(?:abgeschlossen\s+)?(?:zwischen|between|by and between)\b\W*(?:dem|der|den)?\W*$", re.I)
AND = re.compile(r"^(?:und|and|sowie)\b\W*(?:dem|der|den)?\W*$", re.I)
ROLE = re.compile(r"Verantwortliche|Auftragsverarbeiter|Auftraggeber|Auftragnehmer|Controller|Processor|Kunde", re.I)
NAMED = re.compile(r"^\W|\bgenannt\b|nachfolgend|nachstehend|hereinafter|im Weiteren|im Folgenden|\bals\b", re.I)
CONTROLLER = re.compile(r"\b(?:Verantwortliche|Auftraggeber|Controller|Kunde|Client|Customer)", re.I)
PROCESSOR = re.compile(r"\b(?:Auftragsverarbeiter|Auftragnehmer|Processor|Dienstleister|Provider)", re.I)
ACTS = re.compile(r",?\s*((?:gesetzlich |gemeinsam )?vertreten durch .*|represented by .*)$", re.I | re.S)
NUMBER = re.compile(r"^(?:Nummer|Nr\.?)\s+\S+|\bFassung\s+\d", re.I)

Places = dict[str, tuple[int, int]]


class Head(Struct, frozen=True):
    title: str
    subtitle: str
    parties: tuple[m.Party, ...]
    closing: str
    places: Places


def head(found: list[Piece]) -> Head:
    """Everything between "zwischen" and the first clause belongs to a party, to its role, or to both of them."""
    at = next((number for number, piece in enumerate(found) if BETWEEN.match(_said(piece))), len(found))
    before, behind = found[:at], found[at:]
    reading = _Parties()
    for piece in behind:
        reading.take(piece)
    reading.end()
    places = reading.places
    if before:
        places["head/title"] = _span(before[:1])
    if before[1:]:
        places["head/subtitle"] = _span(before[1:])
    title = _said(before[0]) if before else ""
    subtitle = " ".join(_said(piece) for piece in before[1:])
    return Head(title, subtitle, tuple(reading.parties), reading.closing, places)


class _Parties:
    """One party after the other: introduction, name and address, role."""

    def __init__(self) -> None:
        self.parties: list[m.Party] = []
        self.places: Places = {}
        self.closing = ""
        self.intro: Piece | None = None
        self.name: list[Piece] = []
        self.role: list[Piece] = []

    def take(self, piece: Piece) -> None:
        said = _said(piece)
        if self.intro is None and BETWEEN.match(said):
            self.intro = piece
        elif AND.match(said) and self.name and not self.parties:
            self.end()
            self.intro = piece
        elif self.name and not self.role and ROLE.search(said) and (piece.mark.taken or NAMED.search(said)):
            self.role.append(piece)
        elif self.role and self.parties:
            self.closing = f"{self.closing} {said}".strip()
            self._place("head/closing", [piece])
        elif self.role:
            self.role.append(piece)
        else:
            self.name.append(piece)

    def end(self) -> None:
        if not self.name:
            return
        said = ", ".join(_said(piece).strip(" ,") for piece in self.name)
        first, _, rest = said.partition(", ")
        acts = ACTS.search(rest)
        role = " ".join(f"{piece.mark.taken} {_said(piece)}".strip() for piece in self.role)
        side = self._side(role)
        key = f"head/{side}{len(self.parties) + 1}"
        for part, pieces in (("name", self.name), ("address", self.name), ("represented", self.name)):
            self._place(f"{key}/{part}", pieces)
        self._place(f"{key}/role", self.role)
        self._place(f"{key}/intro", [self.intro] if self.intro else [])
        self.parties.append(
            m.Party(
                side=side,
                intro=_said(self.intro) if self.intro else "",
                name=m.Text(first),
                runs=runs((rest[: acts.start()] if acts else rest).strip(" ,")),
                represented=runs(acts[1]) if acts else (),
                role=role,
                term="",
            )
        )
        self.intro, self.name, self.role = None, [], []

    def _side(self, role: str) -> m.Side:
        other: dict[m.Side, m.Side] = {"controller": "processor", "processor": "controller"}
        if self.parties:
            return other[self.parties[0].side]
        first = min(
            ((found.start(), side) for side, pattern in SIDES if (found := pattern.search(role))),
            default=(0, "controller"),
        )
        return first[1]  # type: ignore[return-value]

    def _place(self, key: str, pieces: list[Piece]) -> None:
        if pieces:
            first, last = self.places.get(key, _span(pieces))
            self.places[key] = (min(first, _span(pieces)[0]), max(last, _span(pieces)[1]))


SIDES = (("controller", CONTROLLER), ("processor", PROCESSOR))


def _said(piece: Piece) -> str:
    return bare(f"{piece.mark.label} {piece.text}" if piece.mark.kind != "bullet" else piece.text)


def _span(pieces: list[Piece]) -> tuple[int, int]:
    lines = [line for piece in pieces for line in piece.lines]
    return min(lines), max(lines)
