"""A keychain for a process of its own: kept in one file, so that whoever comes after a crash finds it."""

from __future__ import annotations

import json
from pathlib import Path

import keyring.backend
import keyring.errors


class PaperKeyring(keyring.backend.KeyringBackend):
    priority = 1

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def get_password(self, service: str, username: str) -> str | None:
        return self._kept().get(f"{service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._keep(self._kept() | {f"{service} {username}": password})

    def delete_password(self, service: str, username: str) -> None:
        kept = self._kept()
        if kept.pop(f"{service} {username}", None) is None:
            raise keyring.errors.PasswordDeleteError(username)
        self._keep(kept)

    def _keep(self, kept: dict[str, str]) -> None:
        """Whole or not at all, as a real one keeps."""
        part = self._path.with_suffix(".part")
        part.write_text(json.dumps(kept))
        part.replace(self._path)

    def _kept(self) -> dict[str, str]:
        if self._path.with_suffix(".locked").exists():
            raise keyring.errors.KeyringLocked(str(self._path))
        return json.loads(self._path.read_text()) if self._path.exists() else {}
