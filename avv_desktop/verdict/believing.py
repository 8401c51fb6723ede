"""What a person has set to believe, as a verdict needs it. One file that is gone or broken does not stop the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from avv_desktop.errors import AvvError
from avv_desktop.system.files import read
from avv_desktop.system.language import tr
from avv_desktop.system.settings import Settings
from avv_desktop.verdict.judge import Given


class Believing(NamedTuple):
    """doubts: what was left out and why, a sentence each."""

    given: Given
    doubts: tuple[str, ...] = ()


def believing(settings: Settings) -> Believing:
    """Reads the files; raises nothing for a bad one."""
    doubts: list[str] = []
    trust = tuple(_sound(settings.trust_files, _is_certificate, doubts))
    revocations = tuple(_sound(settings.revocation_files, _is_revocation, doubts))
    lists = tuple(_lists(settings.trust_lists, trust, doubts))
    return Believing(Given(trust, dict(settings.pinned), revocations, lists), tuple(doubts))


def _sound(files: Iterable[str], check: Callable[[bytes], object], doubts: list[str]) -> Iterable[bytes]:
    for file in files:
        try:
            data = read(Path(file))
            check(data)
        except AvvError:
            doubts.append(tr("“{name}” cannot be read and was left out (settings, Trust).", name=Path(file).name))
        else:
            yield data


def _is_certificate(data: bytes) -> object:
    from avv_desktop.signing.trust import anchors

    return anchors([data])


def _is_revocation(data: bytes) -> object:
    from avv_desktop.signing.given_material import material

    return material([data])


def _lists(files: tuple[str, ...], trust: tuple[bytes, ...], doubts: list[str]) -> Iterable[bytes]:
    """All together if they hold: a list of lists vouches for the others. Otherwise those that hold by themselves."""
    from avv_desktop.signing.trust import anchors
    from avv_desktop.signing.trust_lists import read_lists

    operators = anchors(trust)
    found = {file: data for file in files for data in _sound((file,), len, doubts)}
    try:
        read_lists(tuple(found.values()), operators)
    except AvvError:
        for file, data in list(found.items()):
            try:
                read_lists((data,), operators)
            except AvvError:
                del found[file]
                said = tr(
                    "The trusted list “{name}” does not hold and was left out (settings, Trust).", name=Path(file).name
                )
                doubts.append(said)
    return found.values()
