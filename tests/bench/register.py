"""The register of 100,000 agreements: searching while one types, the first page, opening one."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

import keyring
from msgspec.structs import replace

from tests.bench.agreement import agreement
from tests.bench.figures import Figure, figure, timed

MANY = int(os.environ.get("AVV_BENCH_REGISTER", "100000"))
ASKED = (
    *("m", "mu", "mueller", "müller 4", "strassenbau", "straße 77", "AVV-000123", "GmbH", "wartung", "gibtesnicht"),
    *("s", "sü", "süd", "nord 9", "muller strassenbau 12345", "z", "berlin", "10115", "hamb", "kiel"),
)
PLACES = ("Kiel", "Hamburg", "Berlin", "Süderbrarup", "Nordhausen")


def run() -> list[Figure]:
    from avv_desktop.store.database import run as run_sql
    from avv_desktop.store.open import open_store
    from avv_desktop.store.register_query import Query
    from tests.journeys.paper_keyring import PaperKeyring

    template, draft = agreement()
    before = keyring.get_keyring()
    with tempfile.TemporaryDirectory() as place:
        keyring.set_keyring(PaperKeyring(Path(place, "keychain.json")))
        store = open_store(Path(place, "store"))
        try:
            run_sql(store._engine, "PRAGMA synchronous = OFF")  # only while it is filled
            began = time.perf_counter()
            _fill(store, template, draft)
            store.catch_up()
            taken = time.perf_counter() - began
            note = f"{MANY} agreements, filled in {taken:.0f} s"
            search = timed(lambda at: store.find(Query(ASKED[at % len(ASKED)])), range(5 * len(ASKED)))
            page = timed(lambda at: store.find(Query(offset=100 * at)), range(20))
            counts = timed(lambda _: store.counts(Query()), range(20))
            opening = timed(lambda at: store.draft(f"{at * MANY // 50}"), range(50))
        finally:
            store.close()
            keyring.set_keyring(before)
    return [
        figure("register: search while typing", search, note=note, aim="p95 ≤ 30 ms"),
        figure("register: first page", page, note=note, aim="≤ 150 ms"),
        figure("register: counts of the states", counts, note=note),
        figure("register: opening one", opening, note=note, aim="≤ 60 ms"),
    ]


def _fill(store, template, draft) -> None:
    for start in range(0, MANY, 2000):
        with store.together():
            for n in range(start, min(start + 2000, MANY)):
                company = {**draft.answers["controller.company"], "name": f"Müller {n} Straßenbau",
                           "city": PLACES[n % len(PLACES)], "postal_code": f"{10000 + n % 80000}"}  # fmt: skip
                answers = {**draft.answers, "controller.company": company, "agreement.number": f"AVV-{n:06}"}
                store.save(replace(draft, id=f"{n}", answers=answers), template)
