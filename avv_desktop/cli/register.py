"""Commands about the register: found, tagged, due, exported, counted, ended and renewed."""

from __future__ import annotations

import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from avv_desktop import flow
from avv_desktop.cli.commands import Json, Out, app
from avv_desktop.cli.kept import StorePassphrase, opened
from avv_desktop.cli.say import print_json, say
from avv_desktop.errors import UsageError
from avv_desktop.system.language import tr

if TYPE_CHECKING:
    from avv_desktop.store.kept import Store
    from avv_desktop.store.register_query import Line

register = typer.Typer(no_args_is_help=True, help=tr("The register of all agreements."))
app.add_typer(register, name="register")

Words = Annotated[str, typer.Argument(help=tr("Words or their beginnings; all of them."))]
Tag = Annotated[str, typer.Option(help=tr("Only those with this tag."))]
OneState = StrEnum("OneState", ["draft", "ready", "half", "signed", "countersigned", "problem"])
"""As in the store; an enumeration, because typer takes no list of literals."""
State = Annotated[
    list[OneState] | None,
    typer.Option(help=tr("Only in this state; may be given several times.")),
]
Day = Annotated[str, typer.Option(help=tr("A day, as 2027-02-01; today without it."))]
Number = Annotated[str, typer.Argument(help=tr("The number of the agreement."))]
Sort = Annotated[Literal["changed", "customer", "number", "state", "ends"], typer.Option(help=tr("The order."))]


@register.command("list", help=tr("List agreements: all of them, or those in which the words stand."))
def register_list(
    words: Words = "",
    tag: Tag = "",
    state: State = None,
    sort: Sort = "changed",
    limit: Annotated[int, typer.Option(min=1, help=tr("How many at most."))] = 100,
    as_json: Json = False,
    passphrase: StorePassphrase = None,
) -> int:
    """Exit code 1 if nothing fits."""
    from avv_desktop.store.register_query import Query

    with opened(passphrase) as store:
        store.catch_up()
        found = store.find(Query(words, tuple(state or ()), tag, sort=sort, limit=limit))
    if as_json:
        print_json([_as_json(line) for line in found])
    else:
        for line in found:
            say(_said(line))
        if not found:
            say(tr("No agreement fits."))
    return 0 if found else 1


@register.command("tag", help=tr("Put tags on agreements, or take them off."))
def register_tag(
    numbers: Annotated[list[str], typer.Argument(help=tr("The numbers of the agreements."))],
    add: Annotated[list[str] | None, typer.Option(help=tr("A tag to put on."))] = None,
    remove: Annotated[list[str] | None, typer.Option(help=tr("A tag to take off."))] = None,
    passphrase: StorePassphrase = None,
) -> int:
    with opened(passphrase) as store:
        store.set_tags([_id(store, each) for each in numbers], add=add or (), remove=remove or ())
    return 0


@register.command("due", help=tr("Say what is due until a day: ends, reviews, deletion, proof, answers to notices."))
def register_due(
    until: Annotated[str, typer.Option(help=tr("A day, as 2027-02-01; in a year without it."))] = "",
    ics: Annotated[Path | None, typer.Option(help=tr("Also as a calendar file (.ics)."))] = None,
    as_json: Json = False,
    passphrase: StorePassphrase = None,
) -> int:
    """Exit code 1 if something is overdue."""
    from avv_desktop.register import due as dates
    from avv_desktop.register.life import secure
    from avv_desktop.store.notices import Notices

    today = datetime.date.today()
    last = _day(until) if until else today + datetime.timedelta(days=365)
    with opened(passphrase) as store:
        store.catch_up()
        while secure(store):
            pass
        found = dates.until(dates.due(store.lines(), Notices(store).all()), last)
    if ics is not None:
        flow.write(ics, dates.as_calendar(found))
    if as_json:
        print_json(found)
    else:
        for each in found:
            late = tr(" (overdue)") if each.day < today else ""
            say(f"{each.day:%d.%m.%Y}{late}  {each.customer} · {each.number}: {each.words}")
        if not found:
            say(tr("Nothing is due."))
    return 1 if any(each.day < today for each in found) else 0


@register.command("export", help=tr("Write the register as .csv, .xlsx or .pdf; the ending decides."))
def register_export(
    output: Out, words: Words = "", tag: Tag = "", state: State = None, passphrase: StorePassphrase = None
) -> int:
    from avv_desktop.register import export
    from avv_desktop.store.register_query import Query

    now = datetime.datetime.now().astimezone()
    kinds = {".csv": export.as_csv, ".xlsx": export.as_xlsx, ".pdf": lambda lines: export.as_pdf(lines, now)}
    if (make := kinds.get(output.suffix.lower())) is None:
        raise UsageError(reason=tr("The ending must be one of {endings}.", endings=", ".join(kinds)))
    with opened(passphrase) as store:
        store.catch_up()
        found = store.find(Query(words, tuple(state or ()), tag, sort="number", limit=-1))
    flow.write(output, make(found))
    say(tr("Written: {path}", path=output))
    return 0


@register.command("figures", help=tr("Count: signed per month, open by age, per version, per sub-processor."))
def register_figures(as_json: Json = False, passphrase: StorePassphrase = None) -> int:
    from avv_desktop.register.figures import figures

    with opened(passphrase) as store:
        store.catch_up()
        found = figures(store.lines(), datetime.date.today())
    if as_json:
        print_json(found)
        return 0
    parts = {
        tr("Signed per month"): found.signed_per_month,
        tr("Open by age"): found.open_by_age,
        tr("Signed, by version of the template"): found.per_version,
        tr("Customers per sub-processor"): found.per_sub_processor,
    }
    for title, bars in parts.items():
        say(title)
        for bar in bars:
            say(f"  {bar.count:>6}  {bar.name}")
    return 0


@register.command("terminate", help=tr("Note that an agreement ends; what is to be deleted becomes due."))
def register_terminate(
    number: Number,
    day: Day = "",
    reason: Annotated[str, typer.Option(help=tr("Why."))] = "",
    undo: Annotated[bool, typer.Option(help=tr("Take the termination back."))] = False,
    passphrase: StorePassphrase = None,
) -> int:
    with opened(passphrase) as store:
        store.terminate(_id(store, number), None if undo else _day(day), reason)
    return 0


@register.command("renew", help=tr("Begin a new agreement with the answers of an old one, in the newest template."))
def register_renew(number: Number, passphrase: StorePassphrase = None) -> int:
    from avv_desktop.register.life import renew

    with opened(passphrase) as store:
        draft = renew(store, _id(store, number), datetime.date.today())
    say(tr("Begun: {number}", number=draft.answers["agreement.number"]))
    return 0


@register.command("reviewed", help=tr("Note that the measures were reviewed."))
def register_reviewed(number: Number, day: Day = "", passphrase: StorePassphrase = None) -> int:
    with opened(passphrase) as store:
        store.review(_id(store, number), _day(day))
    return 0


@register.command("cleared", help=tr("Note that data were deleted or returned, and write the record (PDF)."))
def register_cleared(
    number: Number,
    output: Out,
    who: Annotated[str, typer.Option(help=tr("Who did it."))],
    how: Annotated[Literal["deleted", "returned"], typer.Option(help=tr("What was done."))] = "deleted",
    day: Day = "",
    note: Annotated[str, typer.Option(help=tr("What else there is to say."))] = "",
    passphrase: StorePassphrase = None,
) -> int:
    from avv_desktop.register.life import protocol

    with opened(passphrase) as store:
        id, when = _id(store, number), _day(day)
        line = store.line(id)
        assert line is not None
        flow.write(output, protocol(line, how, who, when, note))
        store.clear(id, when)
    say(tr("Written: {path}", path=output))
    return 0


def _id(store: Store, number: str) -> str:
    from avv_desktop.kit.filing import named

    match = named(store, number)
    if match is None:
        raise UsageError(reason=tr("There is no agreement {number}.", number=number))
    return match.id


def _day(words: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(words) if words else datetime.date.today()
    except ValueError as error:
        raise UsageError(reason=tr("“{words}” is no day; write it as 2027-02-01.", words=words)) from error


def _said(line: Line) -> str:
    from avv_desktop.register.export import state_words

    entry = line.entry
    parts = [entry.number, entry.customer, entry.words or state_words(line), *(f"#{tag}" for tag in line.tags)]
    if line.terminated:
        parts.append(tr("ends on {day}", day=f"{line.terminated:%d.%m.%Y}"))
    return " · ".join(filter(None, parts))


def _as_json(line: Line) -> dict[str, Any]:
    import msgspec

    found = msgspec.to_builtins(line)
    return {**found.pop("entry"), **found}
