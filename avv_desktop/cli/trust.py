"""Commands about what is believed when a file is judged."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from msgspec.structs import replace

from avv_desktop.cli.commands import Json, app
from avv_desktop.cli.say import print_json, say, warn
from avv_desktop.system.language import tr

trust = typer.Typer(no_args_is_help=True, help=tr("What is believed when a file is verified."))
app.add_typer(trust, name="trust")


@trust.command("list", help=tr("Name the certificates, persons and lists that are believed."))
def trust_list(as_json: Json = False) -> int:
    """Exit code 1 if one of them cannot be used."""
    from avv_desktop.system import settings
    from avv_desktop.verdict.believing import believing

    own = settings.load(warn)
    doubts = believing(own).doubts
    if as_json:
        print_json(
            {
                "certificates": own.trust_files,
                "lists": own.trust_lists,
                "revocations": own.revocation_files,
                "pinned": own.pinned,
                "doubts": doubts,
            }
        )
        return 1 if doubts else 0
    for path in (*own.trust_files, *own.trust_lists, *own.revocation_files):
        say(path)
    for name, fingerprints in own.pinned.items():
        for each in fingerprints:
            say(f"{name}: {each}")
    for doubt in doubts:
        warn(doubt)
    return 1 if doubts else 0


@trust.command("fetch", help=tr("Fetch the EU trusted list of a country from the network, check it and believe it."))
def trust_fetch(
    country: Annotated[str, typer.Argument(help=tr("Two letters, as DE."))] = "DE",
    address: Annotated[str, typer.Option(help=tr("Where the list of the lists lies, if elsewhere."))] = "",
) -> int:
    """Nothing is kept of a list that is not signed by whom it should be."""
    from avv_desktop.signing.trust import anchors
    from avv_desktop.signing.trust_list_fetch import ADDRESS, fetch
    from avv_desktop.signing.trust_lists import told
    from avv_desktop.system import settings
    from avv_desktop.system.files import read
    from avv_desktop.system.paths import config_folder
    from avv_desktop.verdict.believing import believing

    own = settings.load(warn)
    paths = fetch(country, config_folder() / "trust", anchors(believing(own).given.trust), address or ADDRESS)
    known = tuple(dict.fromkeys((*own.trust_lists, *map(str, paths))))
    settings.save(replace(own, trust_lists=known))
    for path in paths:
        say(told(read(Path(path))).words)
    return 0
