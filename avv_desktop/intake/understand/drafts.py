"""Sections while they grow: heading, note, the pieces of their body, sections below."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from avv_desktop.intake.understand.pieces import Piece
from avv_desktop.intake.understand.words import Words

SectionKind = Literal["clause", "signatures", "annex", "group", "control"]


@dataclass
class SectionDraft:
    """numbers: lines of the heading; noted: lines of the note."""

    kind: SectionKind
    label: str = ""
    title: Words = field(default_factory=Words)
    numbers: list[int] = field(default_factory=list)
    note: Words = field(default_factory=Words)
    noted: list[int] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    below: list[SectionDraft] = field(default_factory=list)
    level: int = 0
