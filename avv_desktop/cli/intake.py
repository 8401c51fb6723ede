"""Commands about other people's contracts: reading one as a template, and judging one by the rules."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from avv_desktop import flow
from avv_desktop.cli.commands import Json, Out, app
from avv_desktop.cli.given import new_file
from avv_desktop.cli.say import print_json, say
from avv_desktop.document.units import words
from avv_desktop.intake.model import Intake
from avv_desktop.system.language import tr

Reading = Literal["accepted", "rejected"]


@app.command("import", help=tr("Read a contract (text, Markdown, HTML, Word, PDF) as a template."))
def import_contract(
    file: Path,
    output: Out,
    as_json: Json = False,
    insist: Annotated[bool, typer.Option("--insist", help=tr("Also what is no data-processing agreement."))] = False,
    reading: Annotated[Reading, typer.Option(help=tr("Tracked changes of a Word file: accepted or rejected."))] = (
        "accepted"
    ),
) -> int:
    """The template goes to a new folder, its facts beside it as answers.toml."""
    from avv_desktop.intake.propose import propose
    from avv_desktop.intake.structure import refuse
    from avv_desktop.template import catalog

    new_file(output, file)
    intake = read_contract(file, reading)
    if not insist:
        refuse(intake)
    proposal = propose(intake, id=output.name if output.name.isascii() else "")
    catalog.keep(proposal.template, output)
    flow.write(output / "answers.toml", _answers(proposal.answers))
    told = account(intake)
    if as_json:
        print_json(told)
        return 0
    say(tr("Template written: {path}", path=output))
    say(
        tr(
            "{placed} taken over, {furniture} page numbers, bullets and the like, {rest} not understood",
            placed=_share(told["placed"]),
            furniture=_share(told["furniture"]),
            rest=_share(told["not_understood"]),
        )
    )
    for each in told["unsure"]:
        say(tr("Unsure, line {line}: {reason}", line=each["line"], reason=each["reason"]))
    if intake.source.tracked:
        taken = {"accepted": tr("accepted"), "rejected": tr("rejected")}[reading]
        say(tr("Tracked changes: {count}, all {reading}", count=len(intake.source.tracked), reading=taken))
    return 0


def read_contract(file: Path, reading: Reading = "accepted") -> Intake:
    """Raises InputError."""
    from msgspec.structs import replace

    from avv_desktop.intake.read import read as lines_of
    from avv_desktop.intake.structure import understand
    from avv_desktop.system.files import read

    source = lines_of(read(file), file.name)
    if reading == "rejected":
        source = replace(source, lines=source.lines_before)
    return understand(source)


def account(intake: Intake) -> dict[str, Any]:
    """Counts, shares of letters, what is unsure, who the parties are; a table as [rows, columns]."""
    counts, shares = intake.counts, intake.shares
    return {
        "sections": counts.sections,
        "paragraphs": counts.paragraphs,
        "items": counts.items,
        "tables": [list(table) for table in counts.tables],
        "annexes": counts.annexes,
        "controls": counts.controls,
        "measures": counts.measures,
        "placed": shares.placed,
        "furniture": shares.furniture,
        "not_understood": shares.not_understood,
        "unsure": [{"line": each.number, "reason": each.reason, "text": each.text} for each in intake.unsure],
        "left": [{"line": each.number, "text": each.text} for each in intake.leftovers],
        "tracked": len(intake.source.tracked),
        "parties": [
            {"side": party.side, "name": party.name.text, "text": words(party.runs)}
            for party in intake.document.parties
        ],
    }


def _answers(answers: dict[str, Any]) -> bytes:
    import tomlkit

    return tomlkit.dumps(answers).encode()


def _share(part: float) -> str:
    return f"{100 * part:.1f} %".replace(".", ",")
