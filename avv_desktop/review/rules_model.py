"""Rule packs as frozen values, as they stand in `resources/rules/*.toml`.

A pack is a dated set of rules. A rule looks at the words (`patterns`), asks a named check of this room (`check`), or is
a row of Art. 28 GDPR (`row`) that must be fulfilled. German keys are those of lawyers: `gueltig_von`, `gueltig_bis`.
"""

from __future__ import annotations

import datetime
from typing import Any, Literal

from msgspec import Struct, field

Severity = Literal["E", "W", "H"]
Scope = Literal["any", "head", "body", "annex", "sub_processors", "title"]
Verdict = Literal["OK", "WEAK", "GAP", "FAULT", "HINT"]


class RuleFix(Struct, frozen=True, forbid_unknown_fields=True):
    r"""As `draft.model.Fix`. `place`: a field or clause id; empty: where the finding is.

    new: may use what the pattern caught (`\1`, `\g<name>`). old: what is replaced; empty: the group `old` of the
    pattern, or all that it found.
    """

    kind: Literal["replace", "choose", "fill", "insert", "strike"]
    label: str
    place: str = ""
    old: str = ""
    new: str = ""


class Row(Struct, frozen=True, forbid_unknown_fields=True):
    """One row of the completeness matrix.

    citation: the provision; says: what the agreement must say, short.
    With tags (agreements of our templates; the words are never looked at): all of `tags` must be printed, `fields`
    that are needed must be filled, `holds` (an expression over fields) must be true, `warns` should be.
    Without (agreements of others): some line matches one of `present` and not `exclude`; every one of `needs` matches
    there (in any line of `needs_in`), and none of `weakens`. `near`: where to point to if nothing matches.
    faults: named checks whose hits are faults; weaknesses: named checks whose hits make it weak.
    titles: `present` and `needs` look at titles of annexes. optional: only a hint.
    weak: the sentence for what is there, but weak; the rule's message is for what is missing.
    """

    citation: str
    says: str
    tags: tuple[str, ...]
    weak: str = ""
    fields: tuple[str, ...] = ()
    holds: str = ""
    warns: str = ""
    present: tuple[str, ...] = ()
    exclude: str = ""
    needs: tuple[str, ...] = ()
    needs_in: Literal["lines", "section", "document", "annex"] = "lines"
    needs_not: str = ""
    """Sentences with this do not count for `needs`."""
    weakens: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    where: Scope = "any"
    faults: tuple[str, ...] = ()
    weaknesses: tuple[str, ...] = ()
    titles: bool = False
    optional: bool = False


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """message: one German sentence; `{words}` in it is what was found. why: what it means; source: on whose word.

    where: the parts of the agreement it looks at. unless: no finding in a sentence that matches this; unless_line,
    unless_document: in a line, in an agreement. only_if: only in an agreement that matches this. within: only below
    titles that match. across: patterns may reach over the end of a sentence. limit: at most so many findings (0: all).
    options: for the named check.
    """

    id: str
    severity: Severity
    message: str
    why: str = ""
    source: str = ""
    valid_from: datetime.date | None = field(default=None, name="gueltig_von")
    valid_to: datetime.date | None = field(default=None, name="gueltig_bis")
    where: tuple[Scope, ...] = ("any",)
    patterns: tuple[str, ...] = ()
    unless: str = ""
    unless_line: str = ""
    unless_document: str = ""
    only_if: str = ""
    within: str = ""
    across: bool = False
    limit: int = 0
    check: str = ""
    options: dict[str, Any] = {}
    row: Row | None = None
    fixes: tuple[RuleFix, ...] = field(default=(), name="fix")

    def valid_on(self, day: datetime.date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


class Pack(Struct, frozen=True, forbid_unknown_fields=True):
    """sources: key → where it can be read. checked_on: when somebody last compared the rules with their sources.

    language: of the agreements it can read. given: it came with the program; set by `packs`, never by a file.
    """

    id: str
    version: int
    title: str
    checked_on: datetime.date
    language: str = "de"
    sources: dict[str, str] = {}
    rules: tuple[Rule, ...] = field(default=(), name="rule")
    given: bool = False
