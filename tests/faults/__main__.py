"""`python -m tests.faults [ROUNDS] [FIRST SEED]`: plays rounds and prints how many lost something.

Acknowledged: an agreement, a state of one, a signed or merged file that the process had said is kept.
"""

from __future__ import annotations

import collections
import shutil
import sys
import tempfile
from pathlib import Path

from tests.faults.rounds import played


def main(rounds: int, first: int) -> int:
    counted: collections.Counter[str] = collections.Counter()
    kept: collections.Counter[str] = collections.Counter()
    lost = []
    with tempfile.TemporaryDirectory() as place:
        for seed in range(first, first + rounds):
            here = Path(place) / str(seed)
            done = played(seed, here)
            counted[done.kind] += 1
            kept[done.kind] += done.kept
            if done.lost:
                lost.append(done)
                print(f"LOST in round {seed} ({done.kind}): {done.lost}", flush=True)
            shutil.rmtree(here, ignore_errors=True)
    for kind, count in sorted(counted.items()):
        bad = sum(each.kind == kind for each in lost)
        print(f"{kind:16} {count:4} rounds {kept[kind]:7} acknowledged {bad:4} with a loss")
    print(f"{rounds} rounds; {kept.total()} acknowledged; {len(lost)} rounds with a loss")
    return 1 if lost else 0


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    sys.exit(main(*(given + [500, 0][len(given) :])))
