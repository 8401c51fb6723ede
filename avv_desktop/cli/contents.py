"""Commands about what an agreement says: comparing, and what differs from the standard."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from avv_desktop import flow
from avv_desktop.cli.commands import Json, app
from avv_desktop.cli.given import new_file, read_draft
from avv_desktop.cli.say import print_json, say
from avv_desktop.draft.model import now
from avv_desktop.errors import UsageError
from avv_desktop.reply.given import Given, beside, given
from avv_desktop.review.deviations_model import DeviationPage
from avv_desktop.system.language import tr

Into = Annotated[Path | None, typer.Option("-o", "--output", help=tr("Where to write: .pdf, .txt or .json."))]
Agreement = Annotated[str, typer.Argument(help=tr("A template, draft, PDF, Word, HTML, Markdown or text file."))]


@app.command(help=tr("Tell what differs between two agreements, clause by clause."))
def compare(old: Agreement, new: Agreement, as_json: Json = False, output: Into = None) -> int:
    """Exit code 1 if anything differs."""
    from avv_desktop.document.compare.compare import compare as compared
    from avv_desktop.review.deviations_compare import comparison_page

    before, after = given(old), given(new)
    page = comparison_page(compared(*beside(before, after)), before.title, after.title)
    _tell(page, as_json, output, before, after)
    return 0 if page.same else 1


@app.command(help=tr("Tell what a draft changes in the standard, why, and who allowed it."))
def deviations(draft: Path, as_json: Json = False, output: Into = None) -> int:
    """Exit code 1 if anything differs, or the standard is not installed here."""
    from avv_desktop.review.deviations import deviations as of

    opened, template = read_draft(draft)
    page = of(template, opened, findings=flow.check(template, opened))
    _tell(page, as_json, output, Given(str(draft), draft.name))
    return 0 if page.same else 1


def _tell(page: DeviationPage, as_json: bool, output: Path | None, *read: Given) -> None:
    """To the file and, as asked for, to the terminal; where there is a file, the terminal gets the summary."""
    from avv_desktop.review.deviations_export import as_text

    if output is not None:
        for each in read:
            new_file(output, Path(each.path))
        flow.write(output, _written(page, output))
    if as_json:
        print_json(page)
    elif output is None:
        say(as_text(page).rstrip("\n"))
    else:
        for line in filter(None, (page.warning, page.summary)):
            say(line)
        say(tr("Written: {path}", path=output))


def _written(page: DeviationPage, output: Path) -> bytes:
    from avv_desktop.review import deviations_export as export

    match output.suffix.lower():
        case ".pdf":
            return export.as_pdf(page, now())
        case ".txt":
            return export.as_text(page).encode()
        case ".json":
            return export.as_json(page)
    raise UsageError(reason=tr("The ending must be one of {endings}.", endings=".pdf, .txt, .json"))
