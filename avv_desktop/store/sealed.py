"""A file that only the key of the store opens, written and read piece by piece; a changed or cut-off one is noticed."""

from __future__ import annotations

import hashlib
import hmac
import io
import secrets
from collections.abc import Callable
from typing import IO

import msgspec

from avv_desktop.errors import StoreDamaged, StoreWrongKey
from avv_desktop.store.key import fingerprint
from avv_desktop.system.structs import ready

MAGIC = b"AVV-DESKTOP-BACKUP 1\n"
PIECE = 1 << 20
LONGEST_HEAD = 4096


class Head(msgspec.Struct, frozen=True):
    """What a backup says of itself to everybody. schema: of the database; key: fingerprint of its key."""

    made: str
    schema: str
    key: str
    salt: bytes


def head_of(file: IO[bytes], name: str) -> tuple[Head, bytes]:
    """The head and its bytes; the file stands behind it then. Raises StoreDamaged."""
    try:
        if file.read(len(MAGIC)) != MAGIC:
            raise ValueError
        line = file.readline(LONGEST_HEAD)
        return msgspec.json.decode(line, type=ready(Head)), line
    except (ValueError, msgspec.DecodeError) as error:
        raise StoreDamaged(path=name, reason=name) from error


class _Cipher:
    """Every piece has its number, and the last one is marked as the last."""

    def __init__(self, key: bytes, head: Head, line: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._cipher = AESGCM(hmac.digest(key, b"avv-desktop backup " + head.salt, hashlib.sha256))
        self._line, self._number = line, 0

    def turn(self, piece: bytes, last: bool, back: bool) -> bytes:
        nonce = self._number.to_bytes(12, "big")
        self._number += 1
        bound = self._line + (b"last" if last else b"more")
        return self._cipher.decrypt(nonce, piece, bound) if back else self._cipher.encrypt(nonce, piece, bound)


class Sealing(io.RawIOBase):
    """Write to it as to a file; `close` marks the end, and without it the file opens nowhere."""

    def __init__(self, file: IO[bytes], key: bytes, made: str, schema: str) -> None:
        head = Head(made, schema, fingerprint(key), secrets.token_bytes(16))
        line = msgspec.json.encode(head) + b"\n"
        file.write(MAGIC + line)
        self._file, self._cipher, self._waiting = file, _Cipher(key, head, line), bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        self._waiting += data
        while len(self._waiting) > PIECE:
            self._put(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]
        return len(data)

    def finish(self) -> None:
        self._put(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _put(self, piece: bytes, last: bool) -> None:
        turned = self._cipher.turn(piece, last, back=False)
        self._file.write(bytes([last]) + len(turned).to_bytes(4, "big") + turned)


class Opening(io.RawIOBase):
    """Read from it as from a file. `tell`: hears how many bytes of the file are read.

    Raises StoreWrongKey, StoreDamaged (also in the middle, or where the end lacks).
    """

    def __init__(self, file: IO[bytes], key: bytes, name: str, tell: Callable[[int], object] = lambda at: None) -> None:
        self._tell = tell
        self.head, line = head_of(file, name)
        if not hmac.compare_digest(self.head.key, fingerprint(key)):
            raise StoreWrongKey(path=name)
        self._file, self._name, self._cipher = file, name, _Cipher(key, self.head, line)
        self._ready, self.ended = bytearray(), False

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while not self.ended and (size < 0 or len(self._ready) < size):
            self._ready += self._piece()
        size = len(self._ready) if size < 0 else size
        given = bytes(self._ready[:size])
        del self._ready[:size]
        return given

    def _piece(self) -> bytes:
        from cryptography.exceptions import InvalidTag

        start = self._file.read(5)
        length = int.from_bytes(start[1:], "big")
        try:
            if len(start) != 5 or start[0] > 1 or length > PIECE + 64:
                raise ValueError
            piece = self._cipher.turn(self._file.read(length), bool(start[0]), back=True)
        except (ValueError, InvalidTag) as error:
            raise StoreDamaged(path=self._name, reason=self._name) from error
        self.ended = bool(start[0])
        self._tell(self._file.tell())
        return piece
