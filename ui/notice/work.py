"""Functions for a worker: plan, keep, write, issue. Knows no Qt."""

from __future__ import annotations

import datetime
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from avv_desktop import flow
from avv_desktop.notice.answers import hindrance
from avv_desktop.notice.model import Change, Notice, Rows
from avv_desktop.template.model import Column

if TYPE_CHECKING:
    from avv_desktop.notice.upstream import Beside
    from avv_desktop.store.open import Store

TEMPLATE = "avv-de"


class Known(NamedTuple):
    """The list as it is, the columns of its table, and the changes that are kept, the newest first."""

    rows: Rows
    columns: tuple[Column, ...]
    changes: tuple[Change, ...]


def known(store: Store, profile: dict[str, Any]) -> Known:
    from avv_desktop.notice.listed import LIST
    from avv_desktop.store.in_force import master_list
    from avv_desktop.store.notices import Notices

    field = next(each for each in flow.find_template(TEMPLATE).fields if each.name == LIST)
    rows = master_list(store, profile, tuple(field.default or ()))
    return Known(rows, field.columns, tuple(Notices(store).changes()))


def plan(store: Store, old: Rows, new: Rows, start: datetime.date, sent: datetime.date) -> tuple[Change, list[Notice]]:
    """Nothing is kept yet."""
    from avv_desktop.notice.listed import changes
    from avv_desktop.notice.plan import notices
    from avv_desktop.store.in_force import agreements

    moment = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    change = Change(str(uuid.uuid4()), moment, start, changes(old, new))
    return change, notices(change, agreements(store), sent)


def keep(store: Store, change: Change, notices: list[Notice]) -> Change:
    from avv_desktop.store.notices import Notices

    Notices(store).keep(change, notices)
    return change


def kept(store: Store, change: Change) -> tuple[Change, list[Notice]]:
    from avv_desktop.store.notices import Notices

    return change, Notices(store).of_change(change.id)


def update(store: Store, change: Change, *notices: Notice) -> tuple[Change, list[Notice]]:
    from avv_desktop.store.notices import Notices

    Notices(store).update(*notices)
    return kept(store, change)


def forget(store: Store, change: Change, profile: dict[str, Any]) -> list[dict[str, Any]]:
    """A change of which nobody was told yet is taken back; gives the list as it was before. Raises StoreError."""
    from avv_desktop.notice.listed import undone, with_changes
    from avv_desktop.store.notices import Notices

    rows = known(store, profile).rows
    Notices(store).forget(change.id)
    return with_changes(rows, undone(change.rows))


def dated(store: Store, change: Change, notices: list[Notice], today: datetime.date) -> tuple[Change, list[Notice]]:
    """What is still to be sent is dated today, where its day has gone by; its periods count from there."""
    from avv_desktop.notice.plan import dates

    late = [each for each in notices if each.state == "planned" and each.dates.sent < today]
    redone = (replace(each, dates=dates(each.clause, change.start, today, material=each.material)) for each in late)
    return update(store, change, *redone)


def write(folder: Path, change: Change, notices: list[Notice]) -> int:
    """Four files for each customer, none over another; gives the number of notices. Raises CannotWrite."""
    from avv_desktop.notice.output import files
    from avv_desktop.system.files import free_name

    for each in notices:
        for name, data in files(each, change.created).items():
            flow.write(free_name(folder, name), data)
    return len(notices)


def sent(store: Store, change: Change, notices: list[Notice]) -> tuple[Change, list[Notice]]:
    """What was planned went out, on the day that the notices bear."""
    from avv_desktop.notice.plan import told

    return update(
        store, change, *(told(each, each.dates.sent, change.start) for each in notices if each.state == "planned")
    )


def issue(store: Store, change: Change, notices: list[Notice], folder: Path) -> tuple[tuple[Change, list[Notice]], int]:
    """New annexes where nothing is in the way: filed with their agreements and written; how many there were."""
    from avv_desktop.store.annexes import issue as issued
    from avv_desktop.system.files import free_name

    moment = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    ready = [each for each in notices if not hindrance(each, moment.date())]
    for each in ready:
        _, name, data = issued(store, each, moment, flow.COMPOSER)
        flow.write(free_name(folder, name), data)
    return kept(store, change), len(ready)


def upstream(store: Store, path: Path) -> tuple[str, tuple[Beside, ...]]:
    """A sub-processor's own agreement beside the strictest of ours. Raises IntakeError, PdfError."""
    from avv_desktop.notice.upstream import upstream as judged
    from avv_desktop.reply.agreement import agreement
    from avv_desktop.store.in_force import agreements
    from avv_desktop.system.files import read

    theirs = agreement(read(path), path.name)
    return path.name, judged(theirs, [(each.customer, each.document) for each in agreements(store)])
