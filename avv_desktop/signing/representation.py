"""Which signatures meet a party's rule: intact ones of the right persons in the right fields, each person once. Pure.

Whether somebody *is* the person is a question of its own: a name that fits counts towards "1 von 2 unterschrieben",
but only a verified identity makes a signature effective.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from avv_desktop.signing.model import Slot
from avv_desktop.signing.names import names_fit
from avv_desktop.system.language import tr


class Known(NamedTuple):
    """What is known of a signer beyond the name. names: whose certificate it is according to the settings."""

    verified: bool = False
    names: tuple[str, ...] = ()


class Held(NamedTuple):
    """A slot, and whether the signature in it still holds (None while it is empty). key: of whoever signed it."""

    slot: Slot
    holds: bool | None
    key: str = ""


NOBODY = Known()


def standing(found: Sequence[Held], known: Mapping[str, Known]) -> list[Held]:
    """`found` with what each signature counts for. `known`: by field name."""
    return list(_judged(found, known))


def _judged(found: Sequence[Held], known: Mapping[str, Known]) -> Iterator[Held]:
    used: dict[str, str] = {}
    for each in found:
        if each.holds is None:
            yield each
            continue
        about = known.get(each.slot.field, NOBODY)
        slot = replace(each.slot, fits=_fits(each.slot, about))
        reason = _reason(each, slot, found, used)
        if not reason and each.key:
            used[each.key] = slot.signer
        yield each._replace(slot=_told(slot, about, reason))


def _fits(slot: Slot, about: Known) -> bool | None:
    """A pinned certificate is of whom the settings say; any other of whom it names itself."""
    if not slot.name:
        return slot.fits
    if about.names:
        return any(names_fit(slot.name, name) for name in about.names)
    return names_fit(slot.name, slot.signer)


def _reason(each: Held, slot: Slot, found: Sequence[Held], used: Mapping[str, str]) -> str:
    """Why a signature does not count; empty if it does."""
    signer = slot.signer or tr("somebody unknown")
    if not each.holds:
        return tr("The signature of {name} no longer holds and does not count.", name=signer)
    if each.key in used:
        return tr("{name} has signed twice; the second signature does not count.", name=signer)
    if slot.fits is not False:
        return ""
    if any(other.slot.name and names_fit(other.slot.name, slot.signer) for other in found):
        return tr(
            "{name} has signed in the field of {expected}; this signature does not count.",
            name=signer,
            expected=slot.name,
        )
    return tr(
        "{name} has signed, but {expected} was to sign here; this signature does not count.",
        name=signer,
        expected=slot.name,
    )


def _told(slot: Slot, about: Known, reason: str) -> Slot:
    if reason:
        return replace(slot, counts=False, identity="stranger" if slot.fits is False else "", note=reason)
    if about.verified or not slot.name:
        return replace(slot, counts=True, identity="verified" if about.verified else "")
    return replace(slot, counts=True, identity="name", note=tr("The name fits; the identity was not checked."))


def standing_words(signed: int, verified: int, needed: int, *, trial: bool) -> str:
    """What a party's signatures come to. Empty before anybody has signed."""
    if not signed:
        return ""
    if signed < needed:
        return tr("Not signed effectively yet: {signed} of {needed} signatures.", signed=signed, needed=needed)
    if verified < needed:
        return tr("The names fit; the identity was not checked.")
    return tr("Signed effectively (“Probe”).") if trial else tr("Signed effectively.")
