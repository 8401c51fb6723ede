"""A store with one broken page, and what can be read of it when nobody disturbs the rescue."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from avv_desktop.errors import StoreDamaged
from avv_desktop.store.open import NAME, open_store
from avv_desktop.store.rescue import rescue
from tests.unit.store_sample import agreement, template

MANY = 40


def damaged(folder: Path, chance: random.Random) -> tuple[set[str], int]:
    """Leaves the store damaged; gives the ids that a rescue brings over, and where the trail is broken then."""
    store = open_store(folder)
    for n in range(MANY):
        store.save(agreement(f"Muster {n}", f"AVV-{n}", "x" * 300, minutes=n), template())
    store.close()
    path, whole = folder / NAME, (folder / NAME).read_bytes()
    while True:
        data = bytearray(whole)
        page = chance.randrange(len(data) // 4096 // 3, len(data) // 4096)
        data[page * 4096 + 100 : page * 4096 + 200] = bytes(100)
        path.write_bytes(data)
        try:
            open_store(folder).close()
        except StoreDamaged:
            return _readable(folder)


def _readable(folder: Path) -> tuple[set[str], int]:
    copy = folder.with_name("undisturbed")
    shutil.copytree(folder, copy)
    rescue(copy)
    store = open_store(copy)
    found = {each.id for each in store.drafts()}, store.audit()
    store.close()
    return found
