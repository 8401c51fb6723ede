"""Importing somebody's contract: the company's present one from its text to a template of its own, and a long one."""

from __future__ import annotations

from pathlib import Path

from avv_desktop.intake.propose import propose
from avv_desktop.intake.read import read
from avv_desktop.intake.structure import understand
from tests.bench.figures import Figure, absent, figure, timed
from tests.bench.intake_docx import PAGES, fifty_pages

SOURCE = Path(__file__).parents[2].parent / "shared" / "data" / "source_avv.txt"
CONTRACT = "import: the present contract, text to proposed template"
LONG = f"import: Word file of {PAGES} pages to its tree"


def run() -> list[Figure]:
    return [present(), long()]


def present() -> Figure:
    aim = "≤ 150 ms"
    if not SOURCE.exists():
        return absent(CONTRACT, "the contract is not on this computer", aim=aim)
    data = SOURCE.read_bytes()

    def whole(_: int) -> None:
        propose(understand(read(data, SOURCE.name)), "own")

    whole(0)
    steps = {
        "read": timed(lambda _: read(data, SOURCE.name), range(9)),
        "understand": timed(understand, [read(data, SOURCE.name)] * 9),
        "propose": timed(lambda intake: propose(intake, "own"), [understand(read(data, SOURCE.name))] * 9),
    }
    apart = ", ".join(f"{step} {sorted(values)[4]:.0f}" for step, values in steps.items())
    return figure(CONTRACT, timed(whole, range(20)), aim=aim, note=f"warm; medians: {apart}")


def long() -> Figure:
    data = fifty_pages()
    lines = len(read(data, "").lines)
    values = timed(lambda _: understand(read(data, "")), range(7))
    return figure(LONG, values, aim="≤ 1500 ms", note=f"{lines} paragraphs and rows")
