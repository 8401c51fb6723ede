"""Letting the store go, putting another in its place, and opening that; which backups there are. Knows no widgets."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from avv_desktop.system.paths import data_folder
from ui.desk import Desk
from ui.jobs import STORE
from ui.keeping import BACKUP

if TYPE_CHECKING:
    from avv_desktop.store.kept import Store


class Offer(NamedTuple):
    """A backup that can be put back. fits: this machine's key opens it."""

    path: Path
    made: datetime.datetime
    size: int
    fits: bool


class Done(NamedTuple):
    """agreements: so many are on the shelf now; aside: the name of what lay there before, or empty."""

    agreements: int
    aside: str


def offers(folder: str, store: Store | None, more: tuple[Path, ...] = ()) -> tuple[list[Offer], bool]:
    """The backups of a folder and of single files, the newest first; and whether a passphrase has to lock the store.

    Raises StoreDamaged, UnreadableFile for one of the files.
    """
    from avv_desktop.store.backup import backups, head
    from avv_desktop.store.key import fingerprint, of_keychain
    from avv_desktop.system import keychain

    key = store.key if store is not None else of_keychain()
    own = fingerprint(key) if key else ""
    found = {each.path: (each.made, each.size) for each in (backups(Path(folder)) if folder else [])}
    for path in more:
        found[path] = (datetime.datetime.fromisoformat(head(path).made), path.stat().st_size)
    listed = [Offer(path, made, size, head(path).key == own) for path, (made, size) in found.items()]
    return sorted(listed, key=lambda each: each.made, reverse=True), not keychain.available()


def restore(
    desk: Desk,
    path: Path,
    recovery: str,
    passphrase: str | None,
    tell: Callable[[float], object],
    then: Callable[[Done], object],
    failed: Callable[[Exception], object],
) -> None:
    """recovery: the key of the backup, or empty for this machine's. The store is closed meanwhile, and opened again
    whatever happens: the restored one, or the one that was there."""
    from avv_desktop.store.key import from_recovery, of_keychain, to_recovery

    def work(store: Store | None) -> tuple[str, str]:
        from avv_desktop.store import backup

        given = from_recovery(recovery) if recovery else store.key if store is not None else of_keychain()
        assert given is not None, "checked before"
        aside = backup.restore(path, given, data_folder(), passphrase, tell)
        return to_recovery(given), aside.name if aside else ""

    _in_place_of_the_store(desk, work, then, failed)


def _in_place_of_the_store(
    desk: Desk,
    work: Callable[[Store | None], tuple[str, str]],
    then: Callable[[Done], object],
    failed: Callable[[Exception], object],
) -> None:
    desk.save()
    store, desk.store = desk.store, None
    desk.clear()

    def swapped() -> object:
        before = store.recovery_key() if store is not None else ""
        if store is not None:
            store.close()
        try:
            key, aside = work(store)
        except Exception as error:
            if before:
                return _opened(before), error
            raise
        opened = _opened(key)
        opened.note("restored")
        return opened, Done(len(opened.drafts()), aside)

    def after(found: Any) -> None:
        desk.store, said = found
        desk.store_opened.emit()
        desk.shelf_changed.emit()
        (failed if isinstance(said, Exception) else then)(said)

    def when_no_backup_is_made(_: object) -> None:
        desk.jobs.run(swapped, after, failed, lane=STORE)

    desk.jobs.run(lambda: None, when_no_backup_is_made, lane=BACKUP)


def _opened(key: str) -> Store:
    from avv_desktop.store.open import open_store

    return open_store(passphrase=key)
