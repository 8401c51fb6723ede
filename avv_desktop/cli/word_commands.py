"""Commands about Word, there and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from avv_desktop import flow
from avv_desktop.cli.agreements import beside, given
from avv_desktop.cli.commands import Out, app
from avv_desktop.cli.contents import Agreement
from avv_desktop.cli.given import new_file
from avv_desktop.cli.say import say
from avv_desktop.draft.model import now
from avv_desktop.system.language import tr


@app.command(help=tr("Write a Word file in which every difference between two agreements is a tracked change."))
def redline(
    old: Agreement,
    new: Agreement,
    output: Out,
    author: Annotated[str, typer.Option(help=tr("Whose changes they are."))],
) -> int:
    """Accepting all changes gives the new agreement, rejecting all the old one."""
    before, after = given(old), given(new)
    for each in (before, after):
        new_file(output, Path(each.path))
    data = b""
    if after.draft is not None and after.template is not None:
        data = flow.data_of(flow.carried_of(after.template, after.draft))
    flow.write(output, flow.export_redline(*beside(before, after), author, now(), data))
    say(tr("Written: {path}", path=output))
    return 0
