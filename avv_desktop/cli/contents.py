"""Commands about what an agreement says: comparing, and what differs from the standard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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

if TYPE_CHECKING:
    from avv_desktop.document.model import Document
    from avv_desktop.review.matrix import MatrixRow

ENDINGS = (".pdf", ".txt", ".json")
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


@app.command(help=tr("Tell what Art. 28 asks of an agreement, whether it says so, and where."))
def matrix(draft: Path, as_json: Json = False, output: Into = None) -> int:
    """Of a draft, or of somebody's contract in another format. Exit code 1 unless everything that must be there is."""
    from avv_desktop.review import matrix as made

    rows, document = _judged(draft)
    if output is not None:
        new_file(output, draft)
        writers = {".pdf": lambda: made.as_pdf(rows, document, now()), ".json": lambda: made.as_json(rows)}
        flow.write(output, _by_ending(output, writers | {".txt": lambda: made.as_text(rows).encode()}))
    if as_json:
        print_json(list(rows))
    elif output is None:
        say(made.as_text(rows).rstrip("\n") if rows else made.lead(rows))
    else:
        say(made.lead(rows))
        say(tr("Written: {path}", path=output))
    return 0 if made.fulfilled(rows) else 1


def _judged(path: Path) -> tuple[tuple[MatrixRow, ...], Document]:
    """By tags and fields where it is a draft, by its words where not."""
    from avv_desktop.cli.intake import read_contract
    from avv_desktop.review.matrix import matrix as of

    if path.suffix.lower() in (".json", ".avv"):
        draft, template = read_draft(path)
        document = flow.compose(template, draft)
        return of(template, document, draft=draft), document
    document = read_contract(path).document
    return of(None, document), document


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

    writers = {".pdf": lambda: export.as_pdf(page, now()), ".txt": lambda: export.as_text(page).encode()}
    return _by_ending(output, writers | {".json": lambda: export.as_json(page)})


def _by_ending(output: Path, writers: dict[str, Callable[[], bytes]]) -> bytes:
    writer = writers.get(output.suffix.lower())
    if writer is None:
        raise UsageError(reason=tr("The ending must be one of {endings}.", endings=", ".join(ENDINGS)))
    return writer()
