"""All the copies: planned, made by the crew, signed, kept in a manifest; stopped, taken up again, run again."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from avv_desktop import flow
from avv_desktop.draft.values import this_day
from avv_desktop.errors import CannotWrite
from avv_desktop.many.crew import made
from avv_desktop.many.customers import Series
from avv_desktop.many.manifest import Copy, Ledger, Manifest, read_manifest
from avv_desktop.many.model import Customer
from avv_desktop.many.names import Names, check_pattern
from avv_desktop.many.work import Order, Signer
from avv_desktop.system.files import reason_of

Format = Literal["pdf", "docx", "both", "zip"]
ENDINGS: dict[str, tuple[str, ...]] = {
    "pdf": (".pdf",),
    "docx": (".docx",),
    "both": (".pdf", ".docx"),
    "zip": (".pdf",),
}


class Output(Struct, frozen=True):
    """Where to, as what, under which names, signed by whom. workers: how many processes; 0: as many as fit here."""

    folder: Path
    format: Format = "pdf"
    pattern: str = "{nummer} {kunde} {datum}"
    signer: Signer | None = None
    workers: int = 0


class Told(Struct, frozen=True):
    """What became of one row: "made", "kept" (it had not changed), "wrong" or "failed". words: why."""

    row: int
    name: str
    state: Literal["made", "kept", "wrong", "failed"]
    files: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    signed: bool = False


def make_all(
    series: Series,
    customers: Sequence[Customer],
    output: Output,
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[Told]:
    """Every row is told once; those that were not reached are not told. Raises CannotWrite, UsageError, TableError."""
    check_pattern(output.pattern)
    ledger, plan = _begun(series, customers, output)
    for each in customers:
        if each.wrong:
            yield Told(each.row, each.name, "wrong", words=tuple(f"{p.column}: {p.reason}" for p in each.wrong))
    yield from plan.kept
    try:
        for done in made(plan.orders(), len(plan.new), series.template, str(output.folder), ENDINGS[output.format],
                         output.signer, stop, output.workers):  # fmt: skip
            yield plan.told(done, ledger)
            ledger.keep()
    finally:
        ledger.keep(now=True)


class Plan:
    """What is to be made anew, under which names, and what stands."""

    def __init__(self, series: Series, output: Output, created: datetime.datetime) -> None:
        self.series, self.output, self._created = series, output, created
        self.new: dict[str, tuple[Customer, str]] = {}
        self.kept: list[Told] = []

    def orders(self) -> Iterator[Order]:
        for key, (customer, name) in self.new.items():
            draft = replace(self.series.draft(customer.answers), created=self._created)
            yield Order(key, name, draft, self.signs(customer))

    def signs(self, customer: Customer) -> bool:
        return self.output.signer is not None and not customer.missing

    def told(self, done, ledger: Ledger) -> Told:
        customer, _ = self.new[done.key]
        if done.why_not:
            return Told(customer.row, customer.name, "failed", words=(done.why_not,))
        copy = ledger.manifest.copies[done.key]
        copy.files = done.files
        return Told(
            customer.row,
            customer.name,
            "made",
            tuple(done.files),
            customer.missing,
            signed=self.signs(customer),
        )


def _begun(series: Series, customers: Iterable[Customer], output: Output) -> tuple[Ledger, Plan]:
    """The plan is written before the first copy: whatever lies there under a planned name later is ours."""
    try:
        output.folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(path=str(output.folder), reason=reason_of(error)) from error
    moment = series.common.created
    manifest = read_manifest(output.folder) or Manifest(series.template.id, moment.isoformat())
    created = datetime.datetime.fromisoformat(manifest.created)
    ledger, plan = Ledger(output.folder, manifest), Plan(series, output, created)
    ours = {copy.name for copy in manifest.copies.values()}
    strangers = {path.stem for path in output.folder.iterdir() if path.stem not in ours}
    names = Names(output.pattern, series.template.id, this_day(), strangers | ours)
    seen: set[str] = set()
    for customer in customers:
        if not customer.wrong:
            _plan(plan, ledger, names, customer, _once(customer.key, seen))
    ledger.keep(now=True)
    return ledger, plan


def _once(key: str, seen: set[str]) -> str:
    """Rows of the same customer each have a copy."""
    free, number = key, 2
    while free in seen:
        free, number = f"{key} #{number}", number + 1
    seen.add(free)
    return free


def _plan(plan: Plan, ledger: Ledger, names: Names, customer: Customer, key: str) -> None:
    output, copies = plan.output, ledger.manifest.copies
    source = _source(plan.series, customer, output.pattern)
    signed = (output.signer.person or output.signer.path) if output.signer and plan.signs(customer) else ""
    before = copies.get(key)
    if before is not None and ledger.stands(key, source, ENDINGS[output.format], signed):
        told = Told(customer.row, customer.name, "kept", tuple(before.files), customer.missing, signed=bool(signed))
        plan.kept.append(told)
        return
    same_name = before is not None and bool(before.missing) == bool(customer.missing)
    name = before.name if before is not None and same_name else names.name(customer)
    copies[key] = Copy(name, source, {}, customer.missing, signed)
    plan.new[key] = (customer, name)


def _source(series: Series, customer: Customer, pattern: str) -> str:
    draft = series.draft(customer.answers)
    whole = (
        series.template.hash, draft.answers, draft.measures, draft.edits, draft.overrides, pattern, flow.COMPOSER,
        customer.missing,
    )  # fmt: skip
    return hashlib.sha256(msgspec.json.encode(whole, order="deterministic")).hexdigest()
