"""What a command is given: drafts, passphrases, and which line is meant."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from avv_desktop import flow
from avv_desktop.cli.say import warn
from avv_desktop.draft.model import Draft
from avv_desktop.errors import SigningRefused, UsageError
from avv_desktop.signing.model import Slot
from avv_desktop.system.language import tr
from avv_desktop.template.model import Template

if TYPE_CHECKING:
    from avv_desktop.signing.timestamps import Stamper
    from avv_desktop.system.settings import TimestampService


def read_draft(path: Path) -> tuple[Draft, Template]:
    from avv_desktop.draft.files import foreign, from_bytes
    from avv_desktop.system.files import read

    draft, template = from_bytes(read(path), str(path))
    if foreign(template):
        warn(tr("The template in this file is not installed here: its words are those of whoever made the file."))
    return draft, template


def keep_draft(path: Path, draft: Draft, template: Template) -> None:
    from avv_desktop.draft.files import to_bytes

    flow.write(path, to_bytes(draft, template))


def new_file(output: Path, given: Path) -> None:
    """What is read must not be lost by what is written. Raises UsageError."""
    if output.resolve() == given.resolve():
        raise UsageError(reason=tr("{path} is read here and would be lost; please write another file.", path=given))


def choose_slot(slots: tuple[Slot, ...], person: str, field: str, fallback: bool = True) -> Slot:
    """The slot that is meant: by field, by name, else the next that is open."""
    from avv_desktop.signing.progress import names_fit

    if not slots:
        raise SigningRefused(reason=tr("This PDF has no prepared signature field."))
    if field:
        chosen = next((slot for slot in slots if slot.field == field), None)
        if chosen is None:
            fields = ", ".join(slot.field for slot in slots)
            raise UsageError(reason=tr("There is no field {field}. Fields: {fields}", field=field, fields=fields))
        return chosen
    if person:
        chosen = next((slot for slot in slots if names_fit(slot.name, person) and not slot.signed), None) or next(
            (slot for slot in slots if names_fit(slot.name, person)), None
        )
        if chosen is not None:
            return chosen
        if not fallback:
            names = ", ".join(slot.name for slot in slots)
            raise UsageError(reason=tr("Nobody named {name} signs here. Lines: {names}", name=person, names=names))
    chosen = next((slot for slot in slots if not slot.signed), None)
    if chosen is None:
        raise SigningRefused(reason=tr("Everybody has signed already."))
    return chosen


def ask_passphrase(path: Path | None, twice: bool = False) -> str:
    from avv_desktop.system.files import read

    if path is not None:
        return read(path).decode("utf-8", "replace").partition("\n")[0].removesuffix("\r")
    if not sys.stdin.isatty():
        raise UsageError(reason=tr("There is no terminal to ask for the passphrase; give --passphrase-file."))
    return typer.prompt(tr("Passphrase"), hide_input=True, confirmation_prompt=twice)


def ask_pin(path: Path | None) -> str:
    """From a file that was named for it, else from the terminal; never from the command line."""
    if path is None and not sys.stdin.isatty():
        raise UsageError(reason=tr("There is no terminal to ask for the PIN; give --pin-file."))
    return ask_passphrase(path) if path else typer.prompt("PIN", hide_input=True)


def ask_code(path: Path | None) -> str:
    """A one-time code."""
    if path is None and not sys.stdin.isatty():
        raise UsageError(reason=tr("There is no terminal to ask for the one-time code; give --otp-file."))
    return ask_passphrase(path) if path else typer.prompt(tr("One-time code"))


def services(given: list[str] | None) -> tuple[TimestampService, ...]:
    """By address, or by name in the settings. Raises UsageError for a name that is not there."""
    from avv_desktop.system import settings

    known = {each.name: each for each in settings.load(warn).timestamp_services}
    found = []
    for each in given or ():
        if not each.lower().startswith(("http://", "https://")) and each not in known:
            raise UsageError(reason=tr("The settings have no timestamp service named {name}.", name=each))
        found.append(known.get(each) or settings.TimestampService(each, each))
    return tuple(found)


def stamper(given: list[str] | None) -> Stamper | None:
    """None if no service is named."""
    if not given:
        return None
    from avv_desktop.signing.timestamps import Stamper

    return Stamper(services(given))
