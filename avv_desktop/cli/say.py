"""What a command says, to people and to machines."""

from __future__ import annotations

import sys

import msgspec

from avv_desktop.draft.model import Finding
from avv_desktop.signing.model import Verdict
from avv_desktop.system.language import tr


def say(line: str) -> None:
    print(line)


def warn(line: str) -> None:
    print(line, file=sys.stderr)


def visible(letters: list[str]) -> str:
    """Letters for a terminal; what cannot be seen or does something there, by its number."""
    return " ".join(each if each.isprintable() else f"U+{ord(each[0]):04X}" for each in letters)


def print_json(value: object) -> None:
    print(msgspec.json.format(msgspec.json.encode(value), indent=1).decode())


def print_findings(found: list[Finding]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not found:
        return say(tr("Nothing is missing. The agreement is ready to be signed."))
    table = Table(box=None, padding=(0, 2, 0, 0))
    for title in ("", tr("Rule"), tr("Place"), tr("What")):
        table.add_column(title, overflow="fold")
    for finding in sorted(found, key=lambda each: "EWH".index(each.severity)):
        table.add_row(*(Text(part) for part in (finding.severity, finding.rule, finding.place, finding.message)))
    Console().print(table)
    return None


def print_verdict(verdict: Verdict) -> None:
    say(verdict.headline)
    for title, sentence in (
        (tr("Unchanged?"), verdict.unchanged),
        (tr("Who?"), verdict.who),
        (tr("When?"), verdict.when),
    ):
        say(f"  {title:<13}{sentence}")
    for note in verdict.notes:
        say(f"  {note}")
    for each in verdict.signatures:
        say("")
        say(f"{each.field}: {each.signer}" + (f" ({tr('trial')})" if each.trial else ""))
        for sentence in (each.unchanged, each.who, each.when, each.legal, each.reason):
            if sentence:
                say(f"  {sentence}")
