"""The commands: what `avv` can do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import typer

from avv_desktop import __version__, flow
from avv_desktop.cli.given import ask_passphrase, keep_draft, new_file, read_draft
from avv_desktop.cli.say import print_findings, print_json, say, visible, warn
from avv_desktop.draft.model import Draft, Finding
from avv_desktop.errors import UsageError
from avv_desktop.system.language import tr, trn
from avv_desktop.template.model import Template

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
key = typer.Typer(no_args_is_help=True, help=tr("Keys for signing."))
app.add_typer(key, name="key")

Out = Annotated[Path, typer.Option("-o", "--output", help=tr("Where to write."))]
Json = Annotated[bool, typer.Option("--json", help=tr("For machines."))]
PassphraseFile = Annotated[Path | None, typer.Option("--passphrase-file", help=tr("First line of this file."))]
Timestamp = Annotated[
    list[str] | None,
    typer.Option("--timestamp", help=tr("A timestamp service, by address or by its name in the settings.")),
]


@app.command(help=tr("Begin a draft."))
def new(
    output: Out,
    template: Annotated[str, typer.Option(help=tr("An installed template's name, or a folder."))] = "avv-de",
    answers: Annotated[Path | None, typer.Option(help=tr("Answers by field name (TOML)."))] = None,
) -> int:
    """Begin a draft."""
    from avv_desktop.draft.answers import read_answers

    if answers:
        new_file(output, answers)
    chosen = flow.find_template(template)
    draft = flow.begin(chosen, read_answers(answers, chosen) if answers else None)
    keep_draft(output, draft, chosen)
    missing = sum(finding.severity == "E" for finding in flow.check(chosen, draft))
    say(tr("Draft written: {path}", path=output))
    if missing:
        say(tr("Still missing before it can be signed: {count}", count=missing))
    return 0


@app.command(help=tr("Tell what is missing or wrong."))
def check(draft: Path, as_json: Json = False) -> int:
    """Tell what is missing or wrong: in a draft, or in somebody's contract of another format."""
    if draft.suffix.lower() in (".json", ".avv"):
        opened, template = read_draft(draft)
        found = flow.check(template, opened)
    else:
        found = check_contract(draft)
    if as_json:
        print_json({"findings": found})
    else:
        print_findings(found)
    return 1 if found else 0


def check_contract(file: Path) -> list[Finding]:
    """What the rule packs find in a contract that is no draft; `line`: where in its source."""
    from avv_desktop.cli.intake import read_contract
    from avv_desktop.review.engine import review

    intake = read_contract(file)
    return review(intake.document, lines=intake.places, signs=intake.signs)


@app.command(help=tr("Write the agreement: .pdf, .docx, .txt or .json."))
def render(draft: Path, output: Out) -> int:
    """Write the agreement: .pdf, .docx, .txt or .json."""
    opened, template = read_draft(draft)
    writer = WRITERS.get(output.suffix.lower())
    if writer is None:
        raise UsageError(reason=tr("The ending must be one of {endings}.", endings=", ".join(WRITERS)))
    new_file(output, draft)
    flow.write(output, writer(template, opened))
    say(tr("Written: {path}", path=output))
    replaced = flow.letters_replaced(template, opened) if output.suffix.lower() == ".pdf" else []
    if replaced:
        warn(tr("These letters cannot be printed; the pages show □ instead: {letters}", letters=visible(replaced)))
    missing = [finding for finding in flow.check(template, opened) if finding.severity == "E"]
    if missing:
        said = trn(
            "Draft, incomplete: one entry is missing; it cannot be signed.",
            "Draft, incomplete: {count} entries are missing; it cannot be signed.",
            len(missing),
        )
        warn(said)
    return 1 if missing or replaced else 0


WRITERS: dict[str, Callable[[Template, Draft], bytes]] = {
    ".pdf": lambda template, draft: flow.render(template, draft).data,
    ".docx": lambda template, draft: flow.export_word(template, draft),
    ".txt": lambda template, draft: flow.export_text(template, draft).encode(),
    ".json": lambda template, draft: msgspec.json.format(msgspec.json.encode(flow.compose(template, draft)), indent=1),
}


@key.command("new", help=tr("Make a self-signed trial key; it is marked as a trial wherever it shows."))
def key_new(
    output: Out,
    name: Annotated[str, typer.Option(help=tr("Whose name stands in the certificate."))],
    kind: Annotated[Literal["rsa-3072", "p-256"], typer.Option(help=tr("rsa-3072 or p-256."))] = "rsa-3072",
    passphrase_file: PassphraseFile = None,
) -> int:
    """Make a self-signed trial key; it is marked as a trial wherever it shows."""
    from avv_desktop.signing.trial import trial_key
    from avv_desktop.system.files import write_secret

    if output.exists():
        raise UsageError(reason=tr("{path} is there already; a key is never overwritten.", path=output))
    write_secret(output, trial_key(name, ask_passphrase(passphrase_file, twice=True), kind=kind))
    say(tr("Trial key written: {path}", path=output))
    return 0


@app.command("open", help=tr("Take the agreement inside a PDF back as a draft."))
def open_pdf(pdf: Path, output: Out) -> int:
    """Take the agreement inside a PDF back as a draft."""
    from avv_desktop.system.files import read

    new_file(output, pdf)
    draft, template = flow.reopen(read(pdf))
    keep_draft(output, draft, template)
    say(tr("Draft written: {path}", path=output))
    return 0


@app.command("app", help=tr("Open the window."))
def window() -> None:
    """Open the window."""


@app.callback(
    invoke_without_command=True, help=tr("Data-processing agreements (AVV): prepared, signed and verified offline.")
)
def about(version: Annotated[bool, typer.Option("--version", help=tr("Print the version."))] = False) -> None:
    """Data-processing agreements (AVV): prepared, signed and verified offline."""
    if version:
        print(f"avv-desktop {__version__}")
        raise typer.Exit(0)
