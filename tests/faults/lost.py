"""What was acknowledged, and whether it is still there after everything that happened."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import keyring

from avv_desktop.errors import AvvError, KeychainUnavailable, StoreDamaged
from avv_desktop.store import backup
from avv_desktop.store.kept import Store
from avv_desktop.store.open import NAME, open_store
from avv_desktop.store.rescue import rescue
from tests.faults.worker import BACKUPS, FILES
from tests.journeys.paper_keyring import PaperKeyring
from tests.unit.store_sample import check_intact, key

LETTERS = "Betrieb und Wartung der Lagerverwaltung im Haus des Auftraggebers. "
"""What the typist types, again and again."""
LEFT = ("key.next", "agreements.rekeyed.db", "swap.json", ".restore-*", ".rescued*", ".backup-copy*", ".*.part")
JUDGED = 2
"""Signed files that are verified; of the others the bytes are compared."""


class Kept:
    """drafts: at least in this state; either: in the store or in what was put aside; files: finished ones by name;
    readable: what a rescue must bring over; broken: where the trail is broken by the damage itself;
    damaged: the store was, before the process began;
    typed, surely: letters that were typed, and those so early that none may be lost."""

    def __init__(self) -> None:
        self.drafts: dict[str, int] = {}
        self.either: list[str] = []
        self.files: list[str] = []
        self.readable: set[str] = set()
        self.broken, self.damaged = 0, False
        self.typed, self.surely = 0, 0
        self.lost: list[str] = []
        self.looked = False
        self._said = 0

    @property
    def count(self) -> int:
        """How often something was acknowledged."""
        return self._said + len(self.readable) + self.surely

    def heard(self, lines: Iterable[str]) -> None:
        for line in lines:
            what, _, rest = line.strip().partition(" ")
            self._said += what in ("kept", "either", "file")
            if what == "kept":
                id, last = rest.split()
                self.drafts[id] = max(int(last), self.drafts.get(id, -1))
            elif what == "either":
                self.either.append(rest)
            elif what == "file":
                self.files.append(rest)


def lost_of(folder: Path, kept: Kept) -> list[str]:
    if kept.looked:
        return kept.lost
    if (folder.parent / "keychain.json").exists() and (folder / NAME).exists():
        _broken_keychain(folder)
    folder.parent.joinpath("keychain.locked").unlink(missing_ok=True)
    if kept.damaged:
        _rescued(folder)
    store = open_store(folder)
    lost = [*kept.lost, *_drafts(store, kept.drafts), *_either(store, folder, kept.either)]
    lost += _letters(store, kept) if kept.typed else []
    lost += [f"{id}: not rescued" for id in kept.readable - {each.id for each in store.drafts()}]
    if store.audit() != kept.broken:
        lost.append(f"trail: {store.audit()}")
    lost += _signed(store) + _half_files(folder.parent / FILES, kept.files) + _backups(store, folder)
    store.close()
    check_intact(folder, key())
    return lost + [each.name for pattern in LEFT for each in folder.glob(pattern)]


def _drafts(store: Store, acknowledged: dict[str, int]) -> list[str]:
    lost = []
    for id, last in acknowledged.items():
        try:
            draft, _ = store.draft(id)
            now = int(str(draft.answers.get("processing.subject") or "-1").split()[0])
            whole = all(len(store.file(each.id)) == each.size for each in store.files(id))
            if now < last or not whole:
                lost.append(f"{id}: {now} of {last}")
        except Exception as error:
            lost.append(f"{id}: {type(error).__name__}")
    return lost


def _letters(store: Store, kept: Kept) -> list[str]:
    """The beginning of what was typed, but for the last second. A blank at the end is no letter of an answer."""
    entries = store.drafts()
    if len(entries) != 1:
        return [] if not entries and not kept.surely else [f"{len(entries)} agreements were begun"]
    there = str(store.draft(entries[0].id)[0].answers.get("processing.subject") or "")
    whole = (LETTERS * (kept.typed // len(LETTERS) + 1))[: kept.typed]
    if not whole.startswith(there.rstrip()) or len(there) < len(whole[: kept.surely].rstrip()):
        return [f"{len(there)} letters of {kept.surely}"]
    return []


def _signed(store: Store) -> list[str]:
    """An agreement that has a signed file says so, and the other way round."""
    lost, judged = [], 0
    for each in store.drafts():
        files = [file for file in store.files(each.id) if file.kind == "signed"]
        if bool(files) != (each.state == "half"):
            lost.append(f"{each.id}: {each.state} with {len(files)} signed files")
        for file in files[-1:]:
            data = store.file(file.id)
            if data.startswith(b"%PDF") and judged < JUDGED:
                judged += 1
                lost += [] if _intact(data) else [f"{each.id}: the signed file is not intact"]
    return lost


def _intact(data: bytes) -> bool:
    from avv_desktop import flow

    return any(slot.signed for slot in flow.progress(data).slots)


def _either(store: Store, folder: Path, ids: list[str]) -> list[str]:
    """In the store, or in one that was put aside, which opens with the key that the keychain kept for it."""
    there = {each.id for each in store.drafts()}
    for aside in folder.glob("*.before-restore*.db") if set(ids) - there else ():
        other = folder.parent / f"aside {aside.stem}"
        other.mkdir()
        for lying in folder.glob(f"{aside.name}*"):
            ending = lying.name.removeprefix(aside.name)
            shutil.copy(lying, other / (ending[1:] if ending.startswith(".key") else NAME + ending))
        opened = open_store(other)
        there |= {each.id for each in opened.drafts()}
        opened.close()
    return [f"{id}: neither in the store nor aside" for id in ids if id not in there]


def _half_files(folder: Path, names: list[str]) -> list[str]:
    """Every finished file is there, and no file is half."""
    lost = [f"{name}: gone" for name in names if not (folder / name).exists()]
    for path in folder.glob("*.pdf"):
        data = path.read_bytes()
        if not data.startswith(b"%PDF") or b"%%EOF" not in data[-64:]:
            lost.append(f"{path.name}: half a file")
    return lost


def _backups(store: Store, folder: Path) -> list[str]:
    """Every backup opens with the key of its time; no round changes it after a backup but by restoring another."""
    from avv_desktop.store.key import fingerprint

    lost = []
    for each in backup.backups(folder.parent / BACKUPS):
        if backup.head(each.path).key == fingerprint(store.key):
            try:
                backup.check(each.path, store.key)
            except AvvError as error:
                lost.append(f"{each.path.name}: {type(error).__name__}")
    return lost


def _rescued(folder: Path) -> None:
    """Whoever was interrupted tries again."""
    try:
        open_store(folder).close()
    except StoreDamaged:
        rescue(folder)


def _broken_keychain(folder: Path) -> None:
    """With a keychain that fails the store does not open, and nothing of it changes."""
    before, content = keyring.get_keyring(), (folder / NAME).read_bytes()

    class Broken(PaperKeyring):
        def get_password(self, service: str, username: str) -> str | None:
            raise RuntimeError("no keychain today")

    keyring.set_keyring(Broken(Path("nowhere")))
    try:
        open_store(folder).close()
    except KeychainUnavailable:
        assert (folder / NAME).read_bytes() == content
    else:
        raise AssertionError("opened without a key")
    finally:
        keyring.set_keyring(before)


def without_permission(folder: Path, keychain: Path, process: Callable) -> list[str]:
    """A process that may not write is refused, in words, and changes nothing."""
    before = {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}
    with process("opening", folder, keychain) as other:
        said = other.communicate(timeout=60)[0].split("\n")
    after = {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}
    lost = [] if before == after else ["changed without permission"]
    if not any(line.startswith("refused") for line in said):
        lost.append(f"opened without permission: {said}")
    return lost
