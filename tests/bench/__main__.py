"""All benches, or those named: `python -m tests.bench [keystroke signing …]`. Writes out/bench.json."""

from __future__ import annotations

import importlib
import os
import platform
import sys
from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table

from tests.bench.figures import Figure, absent

ROOT = Path(__file__).parents[2]
BENCHES = (
    "keystroke",
    "intake_docx",
    "imports",
    "compare",
    "review",
    "form",
    "signing",
    "verifying",
    "stack",
    "many",
    "merge",
    "start",
    "paper",
    "memory",
    "saving",
    "register",
)


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; there are {', '.join(BENCHES)}")
        return 2
    figures = [figure for name in names or BENCHES for figure in measured(name)]
    show(figures)
    path = ROOT / "out" / "bench.json"
    write(path, figures)
    print(f"written: {path.relative_to(ROOT)}")
    return 0


def measured(name: str) -> list[Figure]:
    print(f"… {name}", flush=True)
    try:
        return importlib.import_module(f"tests.bench.{name}").run()
    except Exception as error:
        return [absent(name, f"could not be measured: {type(error).__name__}: {error}"[:300])]


def show(figures: list[Figure]) -> None:
    table = Table(
        title=f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    )
    for column in ("figure", "median", "p95", "unit", "aim", "peer", "ratio", "n", "note"):
        table.add_column(column, overflow="fold")
    for each in figures:
        numbers = (each.median, each.p95, each.unit, each.aim, each.peer, each.ratio, each.count, each.note)
        table.add_row(each.name, *("–" if value is None else str(value) for value in numbers))
    Console(width=160).print(table)


def write(path: Path, figures: list[Figure]) -> None:
    path.parent.mkdir(exist_ok=True)
    named = {
        each.name: {key: value for key, value in msgspec.structs.asdict(each).items() if key != "name"}
        for each in figures
    }
    path.write_bytes(msgspec.json.format(msgspec.json.encode(named), indent=2))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
