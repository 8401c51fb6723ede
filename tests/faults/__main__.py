"""`python -m tests.faults [ROUNDS] [FIRST SEED]`: plays rounds and prints how many lost something."""

from __future__ import annotations

import collections
import shutil
import sys
import tempfile
from pathlib import Path

from tests.faults.rounds import played


def main(rounds: int, first: int) -> int:
    counted: collections.Counter[str] = collections.Counter()
    kept, lost = 0, []
    with tempfile.TemporaryDirectory() as place:
        for seed in range(first, first + rounds):
            here = Path(place) / str(seed)
            done = played(seed, here)
            counted[done.kind] += 1
            kept += done.kept
            if done.lost:
                lost.append(done)
                print(f"LOST in round {seed} ({done.kind}): {done.lost}", flush=True)
            shutil.rmtree(here, ignore_errors=True)
    kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(counted.items()))
    print(f"{rounds} rounds ({kinds}); {kept} agreements acknowledged; {len(lost)} rounds with a loss")
    return 1 if lost else 0


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    sys.exit(main(*(given + [500, 0][len(given) :])))
