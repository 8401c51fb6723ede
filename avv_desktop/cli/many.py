"""`avv merge`: one agreement for every row of a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from avv_desktop import flow
from avv_desktop.cli.commands import Json, PassphraseFile, app
from avv_desktop.cli.given import ask_passphrase
from avv_desktop.cli.say import print_json, say, warn
from avv_desktop.errors import UsageError
from avv_desktop.system.language import tr, trn

if TYPE_CHECKING:
    from avv_desktop.many.customers import Series
    from avv_desktop.many.model import Customer, Table
    from avv_desktop.many.series import Output, Told


@app.command(help=tr("Make one agreement for every row of a table of customers."))
def merge(
    table: Annotated[Path, typer.Argument(help=tr("The customers: CSV or XLSX, one a row."))],
    out: Annotated[Path, typer.Option("-o", "--out", help=tr("The folder for the copies."))],
    template: Annotated[str, typer.Option(help=tr("An installed template's name, or a folder."))] = "avv-de",
    answers: Annotated[Path | None, typer.Option(help=tr("Answers common to all (TOML)."))] = None,
    kind: Annotated[Literal["pdf", "docx", "both", "zip"], typer.Option("--format", help=tr("As what."))] = "pdf",
    column: Annotated[list[str] | None, typer.Option("--map", help=tr("Column=field; may be given often."))] = None,
    pattern: Annotated[
        str, typer.Option("--name", help=tr("File names, of these parts."))
    ] = "{nummer} {kunde} {datum}",
    sign: Annotated[Path | None, typer.Option("--sign", help=tr("Sign each with this key file."))] = None,
    person: Annotated[str, typer.Option(help=tr("Whose line is signed."))] = "",
    passphrase_file: PassphraseFile = None,
    merge_duplicates: Annotated[bool, typer.Option(help=tr("One copy for rows of the same customer."))] = False,
    dry_run: Annotated[bool, typer.Option(help=tr("Only tell what would be made and what differs."))] = False,
    as_json: Json = False,
) -> int:
    """Exit code 1 if a row is wrong, incomplete or failed; run again, and only what changed is made anew."""
    from avv_desktop.many.series import Output
    from avv_desktop.many.table import open_table

    if sign and kind == "docx":
        raise UsageError(reason=tr("Only PDF files can be signed; please choose another format."))
    opened = open_table(table)
    series = _series(opened, template, answers, column or [])
    customers = _customers(series, opened, merge_duplicates)
    if not as_json:
        _say_before(series, opened, customers)
    if dry_run:
        return _dry(series, customers, as_json)
    output = Output(out, kind, pattern, _signer(sign, passphrase_file, person) if sign else None)
    told = _made(series, customers, output, as_json)
    return _ended(told, len(customers), output, as_json)


def _series(table: Table, template: str, answers: Path | None, given: list[str]) -> Series:
    from avv_desktop.draft.answers import read_answers
    from avv_desktop.many.customers import Series
    from avv_desktop.many.mappings import by_hand, keep_mapping, mapping_for
    from avv_desktop.many.targets import targets

    chosen = flow.find_template(template)
    common = flow.begin(chosen, read_answers(answers, chosen) if answers else None)
    hand = by_hand(given, table.headers, targets(chosen))
    found = mapping_for(chosen, table.headers)
    mapping = {header: id for header, id in found.items() if id not in hand.values()} | hand
    mapping = {header: id for header, id in mapping.items() if id}
    if not mapping:
        raise UsageError(reason=tr("No column could be matched to a field; please give --map Column=field."))
    if given:
        keep_mapping(chosen, table.headers, mapping)
    return Series(chosen, common, mapping)


def _customers(series: Series, table: Table, merge_duplicates: bool) -> list[Customer]:
    from avv_desktop.many.duplicates import doubles, merged

    customers = list(series.customers(table))
    if not merge_duplicates or not (found := doubles(customers)):
        return customers
    wanted = {number for each in found for number in each.rows}
    rows = {row.number: row for row in table.rows() if row.number in wanted}
    gone = {number for each in found for number in each.rows[1:]}
    changed = {each.rows[0]: merged([rows[number] for number in each.rows]) for each in found}
    return [each for each in series.customers(table, changed) if each.row not in gone]


def _signer(path: Path, passphrase_file: Path | None, person: str):
    """The key is opened once here, so that a wrong passphrase is told before anything is made."""
    from avv_desktop.many.work import Signer
    from avv_desktop.signing.keys import open_key

    secret = ask_passphrase(passphrase_file)
    key = open_key(path, secret)
    return Signer(str(path), secret, person or key.certificate.name)


def _say_before(series: Series, table: Table, customers: list[Customer]) -> None:
    """What was understood, what is odd, and what differs: before one file is written."""
    from avv_desktop.many.differences import differing
    from avv_desktop.many.duplicates import doubles

    for header in table.headers:
        target = series.columns.get(header)
        say(f"  {header} → {target.label}" if target else tr("  {name}: not used", name=header))
    for note in table.notes:
        warn(note)
    for each in doubles(customers):
        rows = ", ".join(map(str, each.rows))
        warn(tr("{name} stands in rows {rows}; --merge-duplicates makes one copy.", name=each.name, rows=rows))
    summaries: dict[str, int] = {}
    for copy in differing(series, customers):
        summaries[copy.summary] = summaries.get(copy.summary, 0) + 1
    for words, count in summaries.items():
        say(f"{trn('One copy', '{count} copies', count)}: {words}")


def _dry(series: Series, customers: list[Customer], as_json: bool) -> int:
    from avv_desktop.many.differences import differing

    if as_json:
        print_json({"customers": customers, "differences": list(differing(series, customers))})
    else:
        for each in customers:
            _say_row(each.row, each.name, [f"{p.column}: {p.reason}" for p in each.wrong] or list(each.missing))
    return 1 if any(each.state != "ready" for each in customers) else 0


def _made(series: Series, customers: list[Customer], output: Output, as_json: bool) -> list[Told]:
    from avv_desktop.many.packed import overview, pack
    from avv_desktop.many.series import make_all

    told: list[Told] = []
    for each in make_all(series, customers, output):
        told.append(each)
        if not as_json:
            _say_row(each.row, each.name, list(each.words or each.missing), ", ".join(each.files))
    overview(output.folder, told)
    if output.format == "zip":
        pack(output.folder, told)
    return told


def _say_row(row: int, name: str, wrong: list[str], files: str = "") -> None:
    where = tr("Row {row}, {name}", row=row, name=name or "–")
    if files or not wrong:
        say(f"{where}: {files}" if files else where)
    if wrong:
        warn(f"{where}: {' '.join(wrong)}")


def _ended(told: list[Told], count: int, output: Output, as_json: bool) -> int:
    good = sum(each.state in ("made", "kept") for each in told)
    incomplete = sum(bool(each.missing) for each in told)
    bad = count - good
    if as_json:
        result: dict[str, Any] = {"folder": str(output.folder), "rows": sorted(told, key=lambda each: each.row)}
        print_json(result)
    else:
        kept = sum(each.state == "kept" for each in told)
        say(
            tr(
                "{count} copies in {folder}; {kept} of them had not changed.",
                count=good,
                folder=output.folder,
                kept=kept,
            )
        )
        if incomplete:
            warn(
                trn(
                    "One copy is an incomplete draft; it cannot be signed.",
                    "{count} copies are incomplete drafts; they cannot be signed.",
                    incomplete,
                )
            )
        if bad:
            warn(trn("One row was not made.", "{count} rows were not made.", bad))
    return 1 if bad or incomplete else 0
