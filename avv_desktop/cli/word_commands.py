"""Commands about Word, there and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from avv_desktop import flow
from avv_desktop.cli.commands import Json, Out, app
from avv_desktop.cli.contents import Agreement
from avv_desktop.cli.given import keep_draft, new_file, read_draft
from avv_desktop.cli.say import print_json, say, warn
from avv_desktop.draft.model import now
from avv_desktop.errors import UsageError
from avv_desktop.reply.given import beside, given
from avv_desktop.system.language import tr


@app.command(help=tr("Write a Word file in which every difference between two agreements is a tracked change."))
def redline(
    old: Agreement,
    new: Agreement,
    output: Out,
    author: Annotated[str, typer.Option(help=tr("Whose changes they are."))],
) -> int:
    """Accepting all changes gives the new agreement, rejecting all the old one."""
    from avv_desktop.pdf.carry import encoded

    before, after = given(old), given(new)
    for each in (before, after):
        new_file(output, Path(each.path))
    data = b""
    if after.draft is not None and after.template is not None:
        data = encoded(flow.carried_of(after.template, after.draft))
    flow.write(output, flow.export_redline(*beside(before, after), author, now(), data))
    say(tr("Written: {path}", path=output))
    return 0


@app.command(help=tr("Tell what a customer's answer (Word) changes in a draft, tracked or not."))
def reply(
    draft: Path,
    answer: Path,
    as_json: Json = False,
    take: Annotated[str, typer.Option(help=tr("Which changes to take over: all, or their numbers (1,3,4)."))] = "",
    output: Annotated[Path | None, typer.Option("-o", "--output", help=tr("Where to write the new draft."))] = None,
) -> int:
    """Exit code 1 if the answer changes anything, or something could not be taken over."""
    from avv_desktop.cli.replies import print_reply, taken
    from avv_desktop.reply.changes import read_reply
    from avv_desktop.system.files import read

    opened, template = read_draft(draft)
    found = read_reply(read(answer), answer.name, opened, template)
    if bool(take) != bool(output):
        raise UsageError(reason=tr("--take and --output belong together."))
    if as_json:
        print_json(found)
    else:
        print_reply(found)
    if not output:
        return 1 if found.changes else 0
    for given_path in (draft, answer):
        new_file(output, given_path)
    new, left = taken(opened, template, found, take)
    keep_draft(output, new, template)
    say(tr("Draft written: {path}", path=output))
    for line in left:
        warn(line)
    return 1 if left else 0
