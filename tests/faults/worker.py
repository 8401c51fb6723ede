"""A process of its own that works on a store until it is killed; says after every deed what is surely kept.

Run as `python -m tests.faults.worker DEED FOLDER KEYCHAIN`.
"""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import keyring

from avv_desktop.store import backup
from avv_desktop.store.kept import Store
from avv_desktop.store.open import open_store
from tests.journeys.paper_keyring import PaperKeyring
from tests.unit.store_sample import agreement, at, template


def main(deed: str, folder: Path, keychain: Path) -> None:
    keyring.set_keyring(PaperKeyring(keychain))
    say("begun")
    store = open_store(folder)
    for line in DEEDS[deed](store):
        say(line)


def say(line: str) -> None:
    try:
        print(line, flush=True)
    except BrokenPipeError:
        os._exit(1)


def saving(store: Store) -> Iterator[str]:
    draft, steps = agreement(), {}
    for n in itertools.count():
        steps[n] = at(n, draft, **{"processing.subject": f"{n} " + "x" * (n % 7) * 3000})
        store.save(steps[n], template(), steps=steps)
        yield f"kept {draft.id} {n}"


def filing(store: Store) -> Iterator[str]:
    """As after a signature: the file, then the state."""
    for n in itertools.count():
        draft = agreement(f"Muster {n}", f"AVV-{n}")
        store.save(draft, template())
        store.keep_file(draft.id, "signed", f"{n}.pdf", os.urandom(80_000), "half", verdict=b"{}")
        store.set_state(draft.id, "half", "1 von 2 unterschrieben", "")
        yield f"kept {draft.id} -1"


def backing_up(store: Store) -> Iterator[str]:
    for n, line in enumerate(filing(store)):
        yield line
        if n % 3 == 0:
            backup.make(store, store.path.parent.parent / "backups")


def rekeying(store: Store) -> Iterator[str]:
    for line in filing(store):
        store.change_key()
        yield line


def erasing(store: Store) -> Iterator[str]:
    """What is kept stays while others are erased beside it."""
    for line in filing(store):
        gone = agreement("Weg")
        store.save(gone, template())
        store.delete(gone.id)
        store.empty_bin()
        yield line


def migrating(store: Store) -> Iterator[str]:
    """Opening was the deed: the store was one of the first version."""
    store.save(agreement(), template())
    yield "through"


DEEDS = {each.__name__: each for each in (saving, filing, backing_up, rekeying, erasing, migrating)}

if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
