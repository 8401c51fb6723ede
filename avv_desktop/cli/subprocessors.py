"""Commands about a change of sub-processors: whom it concerns, notices, answers, new annexes, the chain above."""

from __future__ import annotations

import datetime
import uuid
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from msgspec.structs import replace

from avv_desktop import flow
from avv_desktop.cli.commands import Json, app
from avv_desktop.cli.kept import StorePassphrase, opened, put
from avv_desktop.cli.notice_words import print_beside, print_notices
from avv_desktop.cli.say import print_json, say, warn
from avv_desktop.errors import CannotDo, UsageError
from avv_desktop.notice.model import Change, Notice
from avv_desktop.store.kept import Store
from avv_desktop.system.language import tr, trn

sub = typer.Typer(no_args_is_help=True, help=tr("A sub-processor changes: whom it concerns, and what follows."))
app.add_typer(sub, name="subprocessor")

Which = Annotated[str, typer.Option("--change", help=tr("Which change: its id; without it the newest."))]
Day = Annotated[str, typer.Option(help=tr("A day as 2027-02-01; without it today."))]
Folder = Annotated[Path, typer.Option("-o", "--out", help=tr("The folder for the files."))]
Number = Annotated[str, typer.Argument(help=tr("The number of the agreement."))]


@sub.command(help=tr("Tell whom a new list of sub-processors concerns, and by when they must know."))
def plan(
    new_list: Annotated[Path, typer.Option("--list", help=tr("The new list (TOML, [[sub_processors.list]])."))],
    start: Annotated[str, typer.Option("--from", help=tr("The day from which it is to hold, as 2027-02-01."))],
    sent: Day = "",
    keep: Annotated[bool, typer.Option("--keep", help=tr("Keep the change and make the list the new one."))] = False,
    as_json: Json = False,
    store_passphrase: StorePassphrase = None,
) -> int:
    """Exit code 1 if somebody cannot be told in time, or an agreement names no period."""
    from avv_desktop.notice.listed import LIST, changes, read_list
    from avv_desktop.notice.plan import notices
    from avv_desktop.store.in_force import agreements, master_list
    from avv_desktop.store.notices import Notices
    from avv_desktop.system import settings

    now, rows = datetime.datetime.now(datetime.UTC), read_list(new_list)
    known = settings.load(warn)
    with opened(store_passphrase) as store:
        change = Change(str(uuid.uuid4()), now, _day(start), changes(master_list(store, known.profile, ()), rows))
        if not change.rows:
            raise CannotDo(reason=tr("Nothing differs from the list that is kept."))
        found = notices(change, agreements(store), _day(sent))
        if keep:
            Notices(store).keep(change, found)
            settings.save(replace(known, profile=known.profile | {LIST: list(rows)}))
    if as_json:
        print_json({"change": change, "notices": found})
    else:
        print_notices(found)
        if keep:
            say(tr("Kept as {id}", id=change.id))
    return 0 if all(each.dates.in_time and not each.guessed for each in found) else 1


@sub.command(help=tr("Write one notice for each customer: PDF, Word, a message and calendar days."))
def notices(
    out: Folder,
    change: Which = "",
    sent: Annotated[
        str, typer.Option("--sent", help=tr("They are sent on this day; without it they stay planned."))
    ] = "",
    store_passphrase: StorePassphrase = None,
) -> int:
    from avv_desktop.notice.output import files
    from avv_desktop.notice.plan import told
    from avv_desktop.store.notices import Notices

    with opened(store_passphrase) as store:
        chosen, kept = _chosen(store, change)
        waiting = [each for each in kept if each.state == "planned"]
        ready = [told(each, _day(sent), chosen.start) if sent else each for each in waiting]
        for each in ready:
            put(out, files(each, chosen.created))
        if sent:
            Notices(store).update(*ready)
    say(trn("One notice.", "{count} notices.", len(ready)))
    return 0


@sub.command(help=tr("Keep what a customer answered: an objection, how it was settled, or a consent."))
def objection(
    number: Number,
    who: Annotated[str, typer.Option(help=tr("Who answered."))] = "",
    day: Day = "",
    reason: Annotated[str, typer.Option(help=tr("What they wrote."))] = "",
    settled: Annotated[
        Literal["", "withdrawn", "agreed", "unchanged", "ended"], typer.Option(help=tr("How the objection ended."))
    ] = "",
    agreed: Annotated[str, typer.Option(help=tr("What was agreed."))] = "",
    consent: Annotated[bool, typer.Option("--consent", help=tr("They agreed to the change."))] = False,
    change: Which = "",
    store_passphrase: StorePassphrase = None,
) -> int:
    from avv_desktop.notice import answers
    from avv_desktop.store.notices import Notices

    with opened(store_passphrase) as store:
        notice = _of(_chosen(store, change)[1], number)
        if consent:
            notice = answers.consented(notice, who, _day(day))
        elif settled:
            notice = answers.settled(notice, settled, agreed, _day(day))
        else:
            notice = answers.objected(notice, who, _day(day), reason)
        Notices(store).update(notice)
    print_notices([notice])
    return 0


@sub.command(help=tr("Issue the new annex where nothing is in the way any more; it is filed with its agreement."))
def issue(out: Folder, change: Which = "", store_passphrase: StorePassphrase = None) -> int:
    """Exit code 1 if one had to wait."""
    from avv_desktop.notice.answers import hindrance
    from avv_desktop.store.annexes import issue as issued

    moment, waiting = datetime.datetime.now(datetime.UTC).replace(microsecond=0), 0
    with opened(store_passphrase) as store:
        for each in _chosen(store, change)[1]:
            if reason := hindrance(each, moment.date()):
                waiting += each.state != "issued"
                say(f"{each.number} {each.customer}: {reason}")
                continue
            _, name, data = issued(store, each, moment, flow.COMPOSER)
            put(out, {name: data})
    return 1 if waiting else 0


@sub.command(help=tr("Tell whether a sub-processor’s own agreement promises at least what we promise customers."))
def upstream(
    agreement: Path,
    against: Annotated[
        list[Path] | None, typer.Option(help=tr("An agreement of ours; without it all that hold."))
    ] = None,
    as_json: Json = False,
    store_passphrase: StorePassphrase = None,
) -> int:
    """Exit code 1 if it promises less anywhere."""
    from avv_desktop.notice.upstream import enough
    from avv_desktop.notice.upstream import upstream as judged
    from avv_desktop.reply.agreement import agreement as document_of
    from avv_desktop.store.in_force import agreements
    from avv_desktop.system.files import read

    theirs = document_of(read(agreement), agreement.name)
    if against:
        ours = [(path.name, document_of(read(path), path.name)) for path in against]
    else:
        with opened(store_passphrase) as store:
            ours = [(each.customer, each.document) for each in agreements(store)]
    found = judged(theirs, ours)
    print_json(list(found)) if as_json else print_beside(found)
    return 0 if enough(found) else 1


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text) if text else datetime.date.today()
    except ValueError as error:
        raise UsageError(reason=tr("{text} is no day; please write it as 2027-02-01.", text=text)) from error


def _chosen(store: Store, id: str) -> tuple[Change, list[Notice]]:
    from avv_desktop.store.notices import Notices

    kept = Notices(store)
    found = next((each for each in kept.changes() if not id or each.id == id), None)
    if found is None:
        raise UsageError(reason=tr("No such change is kept; “avv subprocessor plan --keep” keeps one."))
    return found, kept.of_change(found.id)


def _of(notices: list[Notice], number: str) -> Notice:
    found: Any = next((each for each in notices if each.number == number), None)
    if found is None:
        raise UsageError(reason=tr("No notice goes to agreement {number}.", number=number))
    return found
