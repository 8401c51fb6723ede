"""What changes, what each agreement says about it, and how far each customer is. Everything is kept as JSON."""

from __future__ import annotations

import datetime
from typing import Any, Literal

from msgspec import Struct

from avv_desktop.document.wording.companies import full_name
from avv_desktop.notice.days import Period

SCHEMA = 1

Kind = Literal["added", "replaced", "removed", "changed"]
Regime = Literal["general", "specific", "unclear", "none"]
State = Literal["planned", "told", "objected", "settled", "issued"]
Outcome = Literal["", "withdrawn", "agreed", "unchanged", "ended"]
Rows = tuple[dict[str, Any], ...]


class RowChange(Struct, frozen=True):
    """One company of the list. `old` and `new`: rows as in the table "sub_processors.list"; {} where there is none.

    columns: of kind "changed" what is different. material: the customer can object; a new telephone number is none.
    """

    kind: Kind
    old: dict[str, Any] = {}
    new: dict[str, Any] = {}
    columns: tuple[str, ...] = ()

    @property
    def company(self) -> str:
        return full_name(self.new or self.old, "company")

    @property
    def former(self) -> str:
        return full_name(self.old, "company")

    @property
    def material(self) -> bool:
        if self.kind == "changed":
            return bool(set(self.columns) & {"service", "data", "place", "country", "third_country_link"})
        return self.kind != "removed"


class Change(Struct, frozen=True):
    """A change of the list. start: the day from which it is to hold; created: UTC."""

    id: str
    created: datetime.datetime
    start: datetime.date
    rows: tuple[RowChange, ...]
    schema: int = SCHEMA

    @property
    def material(self) -> bool:
        return any(each.material for each in self.rows)


class Clause(Struct, frozen=True):
    """What one agreement says itself. None: it names no number.

    where, objection_where: the places as a reader finds them; words, objection_words: the sentences.
    """

    regime: Regime
    notice: Period | None = None
    objection: Period | None = None
    where: str = ""
    words: str = ""
    objection_where: str = ""
    objection_words: str = ""
    solution: Period | None = None
    exit: Period | None = None

    @property
    def consent(self) -> bool:
        """Silence is not enough: the customer has to agree. The safe reading where it cannot be told."""
        return self.regime in ("specific", "unclear")


class Contact(Struct, frozen=True):
    name: str = ""
    email: str = ""


class Dates(Struct, frozen=True):
    """received: the day the notice counts as received. answer_by: the last day to object, or to agree. latest: the
    last day on which the notice could arrive for the planned start. start: the first day the change can hold."""

    sent: datetime.date
    received: datetime.date
    answer_by: datetime.date
    latest: datetime.date
    start: datetime.date
    in_time: bool


class Objection(Struct, frozen=True):
    """Who said what when; `outcome` and what was agreed on which day, once it is settled."""

    who: str
    day: datetime.date
    reason: str = ""
    outcome: Outcome = ""
    agreed: str = ""
    settled: datetime.date | None = None


class Notice(Struct, frozen=True):
    """One customer. rows: what of the change is theirs. consent_by: who agreed and when, where silence is not enough.

    contact: where it goes; sender, reply_to: our company, and where an answer goes.
    guessed: the periods were not in the agreement, a person has to confirm them. issued: of the new annex.
    """

    change: str
    agreement: str
    number: str
    customer: str
    rows: tuple[RowChange, ...]
    clause: Clause
    dates: Dates
    contact: Contact = Contact()
    sender: str = ""
    reply_to: Contact = Contact()
    state: State = "planned"
    objection: Objection | None = None
    consent_by: str = ""
    consent_day: datetime.date | None = None
    guessed: bool = False
    issued: datetime.date | None = None
    schema: int = SCHEMA

    @property
    def material(self) -> bool:
        return any(each.material for each in self.rows)

    @property
    def consent(self) -> bool:
        return self.material and self.clause.consent
