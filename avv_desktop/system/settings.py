"""What a person has set, kept as JSON."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from avv_desktop.system.files import free_name, write_whole
from avv_desktop.system.language import tr
from avv_desktop.system.paths import config_folder
from avv_desktop.system.structs import ready

SCHEMA = 2
NAME = "settings.json"


class RemoteService(msgspec.Struct, frozen=True):
    """A service that signs remotely. address: of its API, as "https://…/csc/v1". secret_kept: it lies in the keychain.

    Without one in the settings the program never asks anybody.
    """

    name: str
    address: str
    client_id: str
    secret_kept: bool = False


class TimestampService(msgspec.Struct, frozen=True):
    """A time-stamping service (RFC 3161). The password of `user` lies in the keychain, never here."""

    name: str
    url: str
    user: str = ""


class RegisterView(msgspec.Struct, frozen=True):
    """What the register was searched and filtered by, kept under a name."""

    name: str
    words: str = ""
    states: tuple[str, ...] = ()
    tag: str = ""


class Settings(msgspec.Struct, frozen=True):
    """`profile`: answers that every new draft begins with, by field name (the company's own).

    theme: "system", "light" or "dark". key_files, trust_files (certificates), trust_lists (EU trusted lists) and
    revocation_files (revocation lists, OCSP answers): paths. pinned: for each representative by name the fingerprints
    (SHA-256) of the certificates that are known to be theirs.
    author: name of whoever works here, for changes to clauses. role: "director" approves them, "sales" asks for them.
    timestamp_services: asked in this order; without one, nothing goes over the network.
    backup_folder: where backups go; backup_daily: by themselves, once a day.
    periods: days, as in `store.bin.PERIODS`.
    """

    language: str = "de"
    theme: str = "system"
    profile: dict[str, Any] = {}
    key_files: tuple[str, ...] = ()
    trust_files: tuple[str, ...] = ()
    trust_lists: tuple[str, ...] = ()
    revocation_files: tuple[str, ...] = ()
    pinned: dict[str, tuple[str, ...]] = {}
    remote: tuple[RemoteService, ...] = ()
    timestamp_services: tuple[TimestampService, ...] = ()
    last_folder: str = ""
    window: str = ""
    last_draft: str = ""
    author: str = ""
    role: str = "director"
    backup_folder: str = ""
    backup_daily: bool = False
    periods: dict[str, int] = {}
    views: tuple[RegisterView, ...] = ()
    schema: int = SCHEMA


def load(say: Callable[[str], object] = lambda _: None) -> Settings:
    """The settings, or the defaults; a damaged file is set aside, never overwritten, and `say` is told so."""
    path = settings_path()
    try:
        return _decoded(path.read_bytes())
    except FileNotFoundError:
        return Settings()
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        aside = free_name(path.parent, "settings.damaged.json")
        with contextlib.suppress(OSError):
            path.replace(aside)
            say(tr("The settings could not be read. They are set aside as {path}; the defaults count.", path=aside))
        return Settings()


def _decoded(data: bytes) -> Settings:
    """Also settings of schema 1, where pinned fingerprints belonged to nobody by name."""
    try:
        return msgspec.json.decode(data, type=ready(Settings))
    except msgspec.ValidationError:
        old = msgspec.json.decode(data)
        if not isinstance(old, dict) or not isinstance(old.get("pinned"), list):
            raise
        pinned = {"": old["pinned"]} if old["pinned"] else {}
        return msgspec.convert(old | {"pinned": pinned, "schema": SCHEMA}, type=ready(Settings))


def save(settings: Settings) -> None:
    """Raises CannotWrite."""
    path = settings_path()
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, msgspec.json.format(msgspec.json.encode(settings), indent=1))


def settings_path() -> Path:
    return config_folder() / NAME
