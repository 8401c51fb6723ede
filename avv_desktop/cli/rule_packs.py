"""Commands about the rules that agreements are checked by."""

from __future__ import annotations

from pathlib import Path

import typer

from avv_desktop.cli.commands import Json, app
from avv_desktop.cli.say import print_json, say, warn
from avv_desktop.system.language import tr, trn

rules = typer.Typer(no_args_is_help=True, help=tr("The rules that agreements are checked by."))
app.add_typer(rules, name="rules")


@rules.command("list", help=tr("Name the installed rule packs, with the day they were last compared with the law."))
def rules_list(as_json: Json = False) -> int:
    """Exit code 1 if one of the user's files is damaged."""
    from avv_desktop.review import packs
    from avv_desktop.system.sentences import explain

    found, damaged = packs.installed(), packs.damaged()
    if as_json:
        print_json(
            [
                {
                    "id": pack.id,
                    "version": pack.version,
                    "title": pack.title,
                    "checked_on": pack.checked_on,
                    "rules": len(pack.rules),
                    "given": pack.given,
                }
                for pack in found
            ]
        )
    else:
        for pack in found:
            count = trn("{count} rule", "{count} rules", len(pack.rules))
            day = f"{pack.checked_on:%d.%m.%Y}"
            checked = tr("checked on {day}", day=day)
            say(f"{pack.id} {pack.version}: {pack.title} ({count}, {checked})")
    for _, error in damaged:
        warn(explain(error).happened)
    return 1 if damaged else 0


@rules.command("add", help=tr("Take in a rule pack (TOML); it counts beside those of the program."))
def rules_add(file: Path) -> int:
    """Raises RulePackError."""
    from avv_desktop.review import packs

    pack = packs.keep(file)
    said = trn("{count} rule", "{count} rules", len(pack.rules))
    say(
        tr(
            "Rule pack taken in: {title}, version {version} ({count})",
            title=pack.title,
            version=pack.version,
            count=said,
        )
    )
    return 0


@rules.command("remove", help=tr("Let go of a rule pack that was taken in."))
def rules_remove(name: str) -> int:
    """Exit code 1 if no pack of that name was taken in."""
    from avv_desktop.review import packs

    if not packs.forget(name):
        warn(tr("No rule pack of that name was taken in: {name}", name=name))
        return 1
    say(tr("Rule pack removed: {name}", name=name))
    return 0
