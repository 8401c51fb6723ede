"""A process of its own that works on a store until it is killed; says after every deed what is surely kept.

Run as `python -m tests.faults.worker DEED FOLDER KEYCHAIN`. What it says, a line each: "begun"; "kept ID N" (an
agreement, at least in its state N); "either ID" (in the store or in what was put aside); "file NAME" (a finished file
in the folder of files); "refused ERROR".
"""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import keyring

from avv_desktop.errors import AvvError, KeychainUnavailable
from avv_desktop.store import backup
from avv_desktop.store.kept import Store
from avv_desktop.store.open import open_store
from tests.journeys.paper_keyring import PaperKeyring
from tests.unit.store_sample import agreement, at, template

FILES, BACKUPS, ELSEWHERE = "files", "backups", "elsewhere"
"""Beside the folder of the store."""


def main(deed: str, folder: Path, keychain: Path) -> None:
    keyring.set_keyring(PaperKeyring(keychain))
    if deed not in LATER:
        say("begun")
    try:
        for line in DEEDS[deed](folder):
            say(line)
    except AvvError as error:
        say(f"refused {type(error).__name__}")


def say(line: str) -> None:
    try:
        print(line, flush=True)
    except BrokenPipeError:
        os._exit(1)


def saving(folder: Path) -> Iterator[str]:
    store, draft, steps = open_store(folder), agreement(), {}
    for n in itertools.count():
        steps[n] = at(n, draft, **{"processing.subject": f"{n} " + "x" * (n % 7) * 3000})
        store.save(steps[n], template(), steps=steps)
        yield f"kept {draft.id} {n}"


def filing(folder: Path) -> Iterator[str]:
    yield from _filed(open_store(folder))


def _filed(store: Store) -> Iterator[str]:
    """As after a signature: the file and the state together."""
    for n in itertools.count():
        draft = agreement(f"Muster {n}", f"AVV-{n}")
        store.save(draft, template())
        with store.together():
            store.keep_file(draft.id, "signed", f"{n}.pdf", os.urandom(80_000), "half", verdict=b"{}")
            store.set_state(draft.id, "half", "1 von 2 unterschrieben", "")
        yield f"kept {draft.id} -1"


def signing(folder: Path) -> Iterator[str]:
    """Real signatures with a real key: into the store, then as a file for handing out."""
    from avv_desktop import flow
    from avv_desktop.signing.keys import open_key
    from tests.faults.papers import SECRET

    store, unsigned = open_store(folder), (folder.parent / "unsigned.pdf").read_bytes()
    key, progress = open_key(folder.parent / "key.p12", SECRET), flow.progress(unsigned)
    flow.sign_file(unsigned, key, progress.next)  # everything is loaded from now on
    (folder.parent / FILES).mkdir(exist_ok=True)
    yield "begun"
    for n in itertools.count():
        draft = agreement(f"Muster {n}", f"AVV-{n}")
        store.save(draft, template())
        signed = flow.sign_file(unsigned, key, progress.next).data
        with store.together():
            store.keep_file(draft.id, "pdf", f"{n} leer.pdf", unsigned, "ready")
            store.keep_file(draft.id, "signed", f"{n}.pdf", signed, "half")
            store.set_state(draft.id, "half", "1 von 2 unterschrieben", "")
        yield f"kept {draft.id} -1"
        flow.write(folder.parent / FILES / f"{n}.pdf", signed)
        yield f"file {n}.pdf"


def merging(folder: Path) -> Iterator[str]:
    """Copies for many customers, and a draft on the shelf for each."""
    from avv_desktop.many.series import Output, make_all
    from tests.unit.many_sample import csv_file, line, series_for

    store = open_store(folder)
    table = csv_file(folder.parent / "customers.csv", [line(n) for n in range(1, 200)])
    series, customers = series_for(table)
    yield "begun"
    drafts = {each.row: series.draft(each.answers) for each in customers}
    for told in make_all(series, customers, Output(folder.parent / FILES, workers=1)):
        assert told.state in ("made", "kept"), told
        draft = agreement(told.name)
        store.save(at(0, draft, **(drafts[told.row].answers | {"processing.subject": "-1"})), template())
        yield f"kept {draft.id} -1"
        for name in told.files:
            yield f"file {name}"


def backing_up(folder: Path) -> Iterator[str]:
    store = open_store(folder)
    for n, line in enumerate(_filed(store)):
        yield line
        if n % 3 == 0:
            backup.make(store, folder.parent / BACKUPS)


def restoring(folder: Path) -> Iterator[str]:
    """Two backups, one with the key of another machine; what came after the backup must lie in what is put aside."""
    store = open_store(folder)
    base = agreement("Immer da")
    made = [(_backup_of_elsewhere(folder, base), _key_of_elsewhere(folder))]
    store.save(base, template())
    made.append((backup.make(store, folder.parent / BACKUPS).path, store.key))
    later = agreement("Danach")
    store.save(later, template())
    yield "begun"
    yield f"kept {base.id} -1"
    yield f"either {later.id}"
    for path, key in itertools.islice(itertools.cycle(made), 6):
        store.close()
        backup.restore(path, key, folder)
        store = open_store(folder)
        later = agreement("Noch später")
        store.save(later, template())
        yield f"either {later.id}"


def _backup_of_elsewhere(folder: Path, draft) -> Path:
    before = keyring.get_keyring()
    keyring.set_keyring(PaperKeyring(folder.parent / f"{ELSEWHERE}.json"))
    try:
        there = open_store(folder.parent / ELSEWHERE)
        there.save(draft, template())
        made = backup.make(there, folder.parent / ELSEWHERE / "b")
        (folder.parent / f"{ELSEWHERE}.key").write_bytes(there.key)
        there.close()
        return made.path
    finally:
        keyring.set_keyring(before)


def _key_of_elsewhere(folder: Path) -> bytes:
    return (folder.parent / f"{ELSEWHERE}.key").read_bytes()


def rescuing(folder: Path) -> Iterator[str]:
    """The store was damaged before."""
    from avv_desktop.store.rescue import rescue

    rescue(folder)
    yield "through"


def rekeying(folder: Path) -> Iterator[str]:
    """A keychain that is locked refuses the change of key; work goes on with the store that is open."""
    store = open_store(folder)
    for line in _filed(store):
        yield line
        try:
            store.change_key()
        except KeychainUnavailable:
            yield "refused KeychainUnavailable"


def erasing(folder: Path) -> Iterator[str]:
    """What is kept stays while others are erased beside it."""
    store = open_store(folder)
    for line in _filed(store):
        gone = agreement("Weg")
        store.save(gone, template())
        store.delete(gone.id)
        store.empty_bin()
        yield line


def migrating(folder: Path) -> Iterator[str]:
    """Opening was the deed: the store was one of the first version."""
    open_store(folder).save(agreement(), template())
    yield "through"


def opening(folder: Path) -> Iterator[str]:
    open_store(folder).close()
    yield "through"


DEEDS = {
    each.__name__: each
    for each in (
        saving, filing, signing, merging, backing_up, restoring, rescuing, rekeying, erasing, migrating, opening,
    )
}  # fmt: skip
LATER = ("signing", "merging", "restoring")
"""Those that say themselves when they have begun."""

if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
