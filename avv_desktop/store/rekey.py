"""Another key for the store, so that it opens with the old or with the new one whenever the process ends."""

from __future__ import annotations

import secrets
from pathlib import Path

import msgspec
import sqlcipher3.dbapi2

from avv_desktop.errors import KeychainUnavailable, StoreDamaged, StoreError
from avv_desktop.store import trail
from avv_desktop.store.database import connect, flush, run, told
from avv_desktop.store.key import LENGTH, WRAPPED, adopt, fingerprint, to_recovery
from avv_desktop.store.work import Work
from avv_desktop.system import keychain
from avv_desktop.system.files import reason_of, write_whole
from avv_desktop.system.structs import ready

NEXT, COPY = "key.next", "agreements.rekeyed.db"


class Next(msgspec.Struct, frozen=True):
    """The coming key, readable with the key before it."""

    key: str
    nonce: bytes
    content: bytes


class Rekey(Work):
    """Changing the key."""

    def change_key(self, passphrase: str | None = None) -> str:
        """A new key; gives its recovery key. Older backups keep the key they were made with.

        passphrase: locks the new key; needed where one locks the old key. Raises KeychainUnavailable, StoreError.
        """
        folder = self.path.parent
        if not passphrase and ((folder / WRAPPED).exists() or not keychain.available()):
            raise KeychainUnavailable(reason="")
        new = secrets.token_bytes(LENGTH)
        if (folder / NEXT).exists():  # the change before could not be finished; another on top would lose that key
            adopt(folder, self._key, passphrase)
            (folder / NEXT).unlink()
        with self._work() as work:
            trail.note(work, "key changed")
        with self._one:
            try:
                write_whole(folder / NEXT, _sealed(self._key, new))
                _export(self, new)
                self._engine.dispose()
                (folder / COPY).replace(self.path)
                flush(folder)
                adopt(folder, new, passphrase)
                (folder / NEXT).unlink()
            except sqlcipher3.dbapi2.DatabaseError as error:
                raise told(self.path, str(error)) from error
            except OSError as error:
                raise StoreError(path=str(self.path), reason=reason_of(error)) from error
            finally:
                self._key = new if opens(self.path, new) else self._key
                self._engine = connect(self.path, self._key)
        return to_recovery(new)


def _export(store: Rekey, new: bytes) -> None:
    copy = store.path.with_name(COPY)
    copy.unlink(missing_ok=True)
    engine = store._engine
    run(engine, f"ATTACH DATABASE ? AS fresh KEY \"x'{new.hex()}'\"", str(copy))
    try:
        run(engine, "PRAGMA fresh.auto_vacuum = INCREMENTAL")
        run(engine, "SELECT sqlcipher_export('fresh')")
    finally:
        run(engine, "DETACH DATABASE fresh")
    flush(copy)
    connect(copy, new).dispose()
    run(engine, "PRAGMA wal_checkpoint(TRUNCATE)")


def _sealed(old: bytes, new: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(12)
    return msgspec.json.encode(Next(fingerprint(new), nonce, AESGCM(old).encrypt(nonce, new, None)))


def settled(folder: Path, path: Path, key: bytes, passphrase: str | None) -> bytes:
    """The key of the store, where a change of it may have been cut short; finishes it, or forgets it.

    Raises StoreDamaged where nobody can tell.
    """
    if not (folder / NEXT).exists():
        return key
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        coming = msgspec.json.decode((folder / NEXT).read_bytes(), type=ready(Next))
        new = key
        if coming.key != fingerprint(key):
            new = AESGCM(key).decrypt(coming.nonce, coming.content, None)
    except (OSError, msgspec.DecodeError, InvalidTag) as error:
        raise StoreDamaged(path=str(folder / NEXT), reason=NEXT) from error
    found = new if opens(path, new) else key
    if found == new:
        adopt(folder, new, passphrase)
    (folder / COPY).unlink(missing_ok=True)
    (folder / NEXT).unlink()
    return found


def opens(path: Path, key: bytes) -> bool:
    """Does the database open with this key? Nothing of it is changed."""
    connection = sqlcipher3.dbapi2.connect(str(path))
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return True
    except sqlcipher3.dbapi2.DatabaseError:
        return False
    finally:
        connection.close()
