"""Commands that share agreements with a team, and fetch them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from avv_desktop.cli.commands import Json, PassphraseFile, app
from avv_desktop.cli.say import print_json, say, warn
from avv_desktop.cli.team import at_home, team, with_team
from avv_desktop.errors import TeamConflict, UsageError
from avv_desktop.system.language import tr, trn

if TYPE_CHECKING:
    from avv_desktop.store.kept import Store


@app.command("share", help=tr("Send agreements to your team, sealed; without a name all that are new or changed."))
def share(
    agreements: Annotated[list[str] | None, typer.Argument(help=tr("Ids or numbers."))] = None,
    readers: Annotated[list[str] | None, typer.Option("--with", help=tr("Only these logins of sales."))] = None,
    passphrase_file: PassphraseFile = None,
) -> int:
    """Exit code 1 if somebody else has changed one in the meantime; nothing is overwritten."""
    from avv_desktop.system.sentences import explain
    from avv_desktop.team import sync

    with with_team(passphrase_file) as (store, server, known):
        done, stopped = 0, 0
        for id in chosen(store, agreements):
            try:
                done += sync.share(store, server, known, id, tuple(readers or ("*",)))
            except TeamConflict as error:
                stopped += 1
                told = explain(error)
                warn(f"{told.happened} {told.todo}")
    say(trn("One agreement shared.", "{count} agreements shared.", done))
    return 1 if stopped else 0


def chosen(store: Store, wanted: list[str] | None) -> list[str]:
    """Ids by id or number. Raises UsageError."""
    known = store.drafts()
    if not wanted:
        return [each.id for each in known]
    found = {name: each.id for each in known for name in (each.id, each.number)}
    for name in wanted:
        if name not in found:
            raise UsageError(reason=tr("There is no agreement {name} here.", name=name))
    return [found[name] for name in wanted]


@app.command("fetch", help=tr("Bring here what your team has shared; both versions stay where two have changed one."))
def fetch(passphrase_file: PassphraseFile = None, as_json: Json = False) -> int:
    """Exit code 1 if there is something to choose."""
    from avv_desktop.team import sync

    with with_team(passphrase_file) as (store, server, known):
        found = [each for each in sync.fetch(store, server, known) if each.happened != "same"]
        if as_json:
            print_json([{"agreement": each.agreement, "happened": each.happened, "by": each.by} for each in found])
        else:
            for each in found:
                _say_fetched(store, each)
            if not found:
                say(tr("There is nothing new."))
    return 1 if any(each.happened == "both" for each in found) else 0


def _say_fetched(store: Store, fetched) -> None:
    from avv_desktop.team import sync, words

    draft, template = store.draft(fetched.agreement)
    number = str(draft.answers.get("agreement.number") or draft.id)
    sentences = {
        "new": lambda: tr("New: {number}", number=number),
        "newer": lambda: tr("Changed by {name}: {number}", name=fetched.by, number=number),
        "both": lambda: tr("Changed by you and by {name}: {number}. Both are kept.", name=fetched.by, number=number),
    }
    say(sentences[fetched.happened]())
    if fetched.happened == "both":
        for each in sync.to_choose(store, fetched.agreement):
            told = words.said(template, each)
            say(f"  [{each.kind}:{each.place}] {told.label}")
            say("    " + tr("Yours: {words}", words=told.mine) + (" ✓" if each.chosen == "mine" else ""))
            say("    " + tr("Theirs: {words}", words=told.theirs) + (" ✓" if each.chosen == "theirs" else ""))


@team.command("choose", help=tr("Make one of two versions of an agreement, as “avv fetch” has listed them."))
def choose(
    agreement: str,
    mine: Annotated[list[str] | None, typer.Option(help=tr("A place where yours counts, or “all”."))] = None,
    theirs: Annotated[list[str] | None, typer.Option(help=tr("A place where theirs counts, or “all”."))] = None,
    passphrase_file: PassphraseFile = None,
) -> int:
    """Exit code 1 while something is open."""
    from avv_desktop.team import merge, sync

    with at_home(passphrase_file) as store:
        (id,) = chosen(store, [agreement])
        found = sync.to_choose(store, id)
        choices: dict[merge.Key, merge.Side] = {}
        for each in found:
            name = f"{each.kind}:{each.place}"
            if name in (mine or ()) or ("all" in (mine or ()) and not each.chosen):
                choices[each.key] = "mine"
            elif name in (theirs or ()) or ("all" in (theirs or ()) and not each.chosen):
                choices[each.key] = "theirs"
        still = merge.open_choices(found, choices)
        if still:
            warn(tr("Please choose also: {places}", places=", ".join(f"{each.kind}:{each.place}" for each in still)))
            return 1
        sync.choose(store, id, choices)
    say(tr("Chosen. “avv share” sends it to your team."))
    return 0
