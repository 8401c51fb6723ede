"""What saving costs the GUI thread after a keystroke, with 10,000 agreements in the store."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

import keyring
from msgspec.structs import replace

from tests.bench.agreement import agreement
from tests.bench.figures import Figure, figure

MANY = 10_000
AIM = "p95 ≤ 5 ms"


def run() -> list[Figure]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from avv_desktop.store.database import run as run_sql
    from avv_desktop.store.open import open_store
    from avv_desktop.system.settings import Settings
    from tests.journeys.paper_keyring import PaperKeyring
    from ui.app import application
    from ui.desk import Desk

    application()
    template, draft = agreement()
    before = keyring.get_keyring()
    with tempfile.TemporaryDirectory() as place:
        keyring.set_keyring(PaperKeyring(Path(place, "keychain.json")))
        desk = Desk(Settings())
        try:
            desk.store = store = open_store(Path(place, "store"))
            run_sql(store._engine, "PRAGMA synchronous = OFF")  # only while it is filled
            for n in range(MANY):
                store.save(replace(draft, id=f"{n}"), template)
            run_sql(store._engine, "PRAGMA synchronous = FULL")
            desk.lay_down(draft, template)
            desk.jobs.finish()
            on_screen, elsewhere = [], []
            for n in range(60):
                edited = desk.draft.answer("processing.subject", "Betrieb " + "x" * n)
                start = time.perf_counter()
                desk.edit(edited, "processing.subject")
                desk.save()
                on_screen.append(1000 * (time.perf_counter() - start))
                desk.jobs.finish()
                elsewhere.append(1000 * (time.perf_counter() - start))
        finally:
            desk.close()
            keyring.set_keyring(before)
    note = f"{MANY} agreements in the store"
    return [
        figure("saving after a keystroke, on the GUI thread", on_screen, note=note, aim=AIM),
        figure("the same until it is on the disk", elsewhere, note=note),
    ]
