"""Opening the store: lock, key, database, schema, in this order."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from avv_desktop.errors import StoreError
from avv_desktop.system.files import reason_of
from avv_desktop.system.paths import data_folder

if TYPE_CHECKING:
    from avv_desktop.store.kept import Store

NAME = "agreements.db"


def open_store(folder: Path | None = None, *, passphrase: str | None = None) -> Store:
    """The store in `folder` (made where there is none); close it when done.

    `passphrase`: where the keychain cannot be used; the recovery key is taken as well.
    Raises KeychainUnavailable (a passphrase is needed), StoreWrongKey, StoreInUse, StoreDamaged, StoreError.
    """
    from avv_desktop.store.database import connect
    from avv_desktop.store.kept import Store
    from avv_desktop.store.key import key_for
    from avv_desktop.store.lock import Lock
    from avv_desktop.store.migrate import bring_forward
    from avv_desktop.store.rekey import settled
    from avv_desktop.store.swap import finish

    folder = folder or data_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StoreError(path=str(folder), reason=reason_of(error)) from error
    path = folder / NAME
    lock = Lock(folder / "lock")
    try:
        finish(folder, without_keychain=bool(passphrase))
        key = settled(folder, path, key_for(folder, passphrase, exists=path.exists()), passphrase)
        engine = connect(path, key)
        try:
            bring_forward(engine, path)
        except BaseException:
            engine.dispose()
            raise
        return Store(engine, lock, key, path)
    except BaseException:
        lock.release()
        raise
