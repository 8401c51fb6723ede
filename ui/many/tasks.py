"""What the page of a series has done elsewhere: reading a table, judging its rows, making the copies. Knows no Qt."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from avv_desktop import flow
from avv_desktop.errors import TableError
from avv_desktop.system.language import tr

if TYPE_CHECKING:
    from avv_desktop.draft.model import Draft
    from avv_desktop.many.differences import Differing
    from avv_desktop.many.duplicates import Double
    from avv_desktop.many.model import Customer, Row, Table, Target
    from avv_desktop.many.series import Output, Told
    from avv_desktop.store.open import Store
    from avv_desktop.template.model import Template

MOST = 10_000
"""Rows on the page; the command line takes more."""


class Loaded(NamedTuple):
    """A table in memory, and what its copies share."""

    path: Path
    table: Table
    rows: list[Row]
    template: Template
    common: Draft
    targets: list[Target]


class Choices(NamedTuple):
    """What was decided on the page. changed: cells by row and heading; gone: rows that were merged into others."""

    mapping: dict[str, str]
    changed: dict[int, dict[str, Any]] = {}
    gone: frozenset[int] = frozenset()


class Judged(NamedTuple):
    customers: list[Customer]
    doubles: list[Double]
    differing: list[Differing]


def load(path: Path, template: Template, common: Draft) -> tuple[Loaded, Choices]:
    """Raises TableError and what reading a file raises."""
    from avv_desktop.many.mappings import mapping_for
    from avv_desktop.many.table import open_table
    from avv_desktop.many.targets import targets

    table = open_table(path)
    rows = list(islice(table.rows(), MOST + 1))
    if len(rows) > MOST:
        reason = tr("It has more than {count} rows; “avv merge” takes any number.", count=MOST)
        raise TableError(path=path.name, reason=reason)
    if not rows:
        raise TableError(path=path.name, reason=tr("There is no row below the headings."))
    loaded = Loaded(path, table, rows, template, common, targets(template))
    return loaded, Choices(mapping_for(template, table.headers))


def common_answers(
    draft: Draft | None, template: Template | None, profile: Mapping[str, Any]
) -> tuple[Template, Draft]:
    """Of the open agreement all but its customer; without one the default template with the company's profile."""
    from avv_desktop.many.customers import common_of

    if draft is not None and template is not None:
        return template, common_of(draft)
    chosen = flow.find_template("avv-de")
    known = {field.name for field in chosen.fields}
    return chosen, flow.begin(chosen, {name: value for name, value in profile.items() if name in known})


def judge(loaded: Loaded, choices: Choices, known: dict[int, tuple[Any, Customer]]) -> Judged:
    """`known`: rows that were judged before, with what they were judged by; it is kept up to date."""
    from avv_desktop.many.differences import differing
    from avv_desktop.many.duplicates import doubles

    series = series_of(loaded, choices)
    customers, rows = [], {}
    for at, row in enumerate(loaded.rows):
        if row.number in choices.gone:
            continue
        row = replace(row, cells={**row.cells, **choices.changed.get(row.number, {})})
        rows[row.number] = row
        by = (row.cells, choices.mapping)
        before = known.get(row.number)
        if before is None or before[0] != by:
            before = known[row.number] = (by, series.customer(row, at, loaded.table.epoch))
        customers.append(before[1])
    return Judged(customers, doubles(customers, rows), list(differing(series, customers)))


def series_of(loaded: Loaded, choices: Choices):
    from avv_desktop.many.customers import Series

    return Series(loaded.template, loaded.common, {header: id for header, id in choices.mapping.items() if id})


def merged(loaded: Loaded, choices: Choices, double: Double) -> Choices:
    """The first row takes what it leaves empty from the others, which go."""
    from avv_desktop.many.duplicates import merged as together

    rows = [
        replace(row, cells={**row.cells, **choices.changed.get(row.number, {})})
        for row in loaded.rows
        if row.number in double.rows
    ]
    first, *others = double.rows
    return choices._replace(changed={**choices.changed, first: together(rows)}, gone=choices.gone | frozenset(others))


def corrected(choices: Choices, row: int, header: str, words: str) -> Choices:
    cells = {**choices.changed.get(row, {}), header: words}
    return choices._replace(changed={**choices.changed, row: cells})


def remember(loaded: Loaded, choices: Choices) -> None:
    from avv_desktop.many.mappings import keep_mapping

    keep_mapping(loaded.template, loaded.table.headers, choices.mapping)


def make(
    loaded: Loaded,
    choices: Choices,
    customers: list[Customer],
    output: Output,
    tell: Callable[[Told], object],
    stop: Callable[[], bool],
) -> list[Told]:
    """`tell` is called from this thread for every row that is done."""
    from avv_desktop.many.packed import overview, pack
    from avv_desktop.many.series import make_all

    told = []
    for each in make_all(series_of(loaded, choices), customers, output, stop):
        told.append(each)
        tell(each)
    overview(output.folder, told)
    if output.format == "zip" and not stop():
        pack(output.folder, told)
    return told


def keep_drafts(store: Store, loaded: Loaded, choices: Choices, customers: list[Customer]) -> int:
    """One agreement on the shelf for every good row; an open request for a change goes with it to whoever approves."""
    series, count = series_of(loaded, choices), 0
    for each in customers:
        if not each.wrong:
            draft = flow.begin(loaded.template, series.draft(each.answers).answers)
            draft = replace(draft, measures=loaded.common.measures, edits=loaded.common.edits)
            if not draft.answers.get("agreement.number"):
                draft = draft.answer("agreement.number", store.next_number(datetime.date.today()))
            missing = sum(found.severity == "E" for found in flow.check(loaded.template, draft))
            store.save(draft, loaded.template, findings_count=missing)
            count += 1
    return count


def person_of(path: str, passphrase: str) -> str:
    """Whose key it is. Raises WrongPassphrase, KeyFileError."""
    from avv_desktop.signing.keys import open_key

    return open_key(Path(path), passphrase).certificate.name
