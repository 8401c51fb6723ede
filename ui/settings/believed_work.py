"""What a file that is believed says of itself. For a worker; knows no Qt."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from avv_desktop.errors import AvvError
from avv_desktop.signing.model import Certificate
from avv_desktop.system.files import read
from avv_desktop.system.language import tr
from avv_desktop.system.settings import Settings


class Told(NamedTuple):
    """problem: it cannot be used as it is, or is out of date."""

    words: str
    problem: bool = False
    certificates: tuple[Certificate, ...] = ()


def tell(setting: str, file: Path, settings: Settings) -> Told:
    """setting: of which kind the file is. Never raises for a bad file."""
    from avv_desktop.system.sentences import explain

    try:
        data = read(file)
        if setting == "trust_files":
            return _certificates(data)
        return _list(file, data, settings) if setting == "trust_lists" else _revocations(data)
    except AvvError as error:
        said = explain(error)
        return Told(f"{said.happened} {said.means}".strip(), problem=True)


def _certificates(data: bytes) -> Told:
    import datetime

    from avv_desktop.signing.certificates import day, summary, validity
    from avv_desktop.signing.trust import anchors

    found = tuple(summary(each) for each in anchors([data]))
    over = [each for each in found if validity(each, datetime.datetime.now(datetime.UTC)) != "valid"]
    words = " · ".join(tr("{name}, valid until {day}", name=each.name, day=day(each.not_after)) for each in found)
    return Told(words, bool(over), found)


def _list(file: Path, data: bytes, settings: Settings) -> Told:
    """Together with the other lists: the list of the lists vouches for those of the countries."""
    from avv_desktop.signing.trust_lists import told
    from avv_desktop.verdict.believing import believing

    found = told(data)
    if data not in believing(settings).given.lists:
        unknown = tr("Whoever has signed it is not known here.")
        return Told(f"{found.words} {unknown}", problem=True)
    return Told(found.words, found.outdated)


def _revocations(data: bytes) -> Told:
    from avv_desktop.signing.certificates import day
    from avv_desktop.signing.given_material import age

    found = age(data)
    words = tr("of {day}", day=day(found.issued))
    if found.following is not None:
        following = day(found.following)
        words = (
            tr("of {day}, the next one was due on {next}", day=day(found.issued), next=following)
            if found.outdated
            else (tr("of {day}, the next one is due on {next}", day=day(found.issued), next=following))
        )
    return Told(f"{found.issuer}: {words}" if found.issuer else words, found.outdated)
