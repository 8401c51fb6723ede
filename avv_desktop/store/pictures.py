"""Handwriting of persons and the company's logo, kept as everything else: encrypted, on this computer only."""

from __future__ import annotations

import sqlalchemy as sa
from msgspec import Struct

from avv_desktop.store.kept import Store
from avv_desktop.store.rows import folded
from avv_desktop.store.tables import pictures


class KeptPicture(Struct, frozen=True):
    """kind: "handwriting" of a person by name, or "logo" of the company (person is empty). png: as it is printed."""

    kind: str
    person: str
    width: int
    height: int
    png: bytes


def keep_picture(store: Store, made: KeptPicture) -> None:
    """In place of an earlier one."""
    values = {name: getattr(made, name) for name in KeptPicture.__struct_fields__}
    with store._work() as work:
        work.execute(_of(made.kind, made.person))
        work.execute(pictures.insert().values(**values))


def forget_picture(store: Store, kind: str, person: str = "") -> None:
    with store._work() as work:
        work.execute(_of(kind, person))


def forget_person(store: Store, person: str) -> int:
    """The handwriting of everybody in whose name every word stands; how many there were."""
    wanted, gone = folded(person).split(), 0
    with store._work() as work:
        for name in work.execute(sa.select(pictures.c.person).where(pictures.c.kind == "handwriting")).scalars().all():
            if wanted and all(word in folded(name) for word in wanted):
                gone += work.execute(_of("handwriting", name)).rowcount
    if gone:
        store.shrink()
    return gone


def pictures_of(store: Store, person: str) -> tuple[KeptPicture, ...]:
    """The person's handwriting and the logo, as far as there are any."""
    wanted = sa.or_(pictures.c.person == person.strip(), pictures.c.kind == "logo")
    with store._work() as work:
        found = work.execute(sa.select(pictures).where(wanted).order_by(pictures.c.kind)).mappings().all()
        return tuple(KeptPicture(**row) for row in found)


def _of(kind: str, person: str) -> sa.Delete:
    return pictures.delete().where(pictures.c.kind == kind, pictures.c.person == person)
