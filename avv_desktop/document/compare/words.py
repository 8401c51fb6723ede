"""Which words of a line differ, so that a person can read it: no confetti of single words that happen to agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import LCSseq

from avv_desktop.document.compare.model import Piece
from avv_desktop.document.compare.tokens import alike, is_word, tokens

Pairs = list[tuple[int, int]]

IN_COMMON = 0.35
"""Below this share of the shorter text the whole line is replaced, unless it is a few words."""
FEW = 4
LONGEST = 25_000_000
"""Words of the old times words of the new text: beyond, nobody waits for the details."""


def pieces(old: str, new: str, follows: Sequence[tuple[int, int, str]] = ()) -> tuple[Piece, ...]:
    """The differences; joined they give exactly `old` and `new`.

    Cells of a row (divided by tabs) and lines of a card are compared one by one where there are as many in both.
    follows: (start, end, text): what stands in `old` there reads as `text` now, by a renumbering.
    """
    if old == new:
        return (Piece("same", new),) if new else ()
    for divider in ("\t", "\n"):
        if divider in old and old.count(divider) == new.count(divider):
            return _joined(_divided(old, new, divider, follows))
    return _joined(_differences(_Text(old, follows), _Text(new)))


def read(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """As a person reads it: what is quiet counts as the same, in its new print."""
    loud = (Piece("same", p.text) if p.quiet else p for p in pieces if not (p.quiet and p.kind == "deleted"))
    return _joined(loud)


def _divided(old: str, new: str, divider: str, follows: Sequence[tuple[int, int, str]]) -> Iterator[Piece]:
    start = 0
    for number, (before, after) in enumerate(zip(old.split(divider), new.split(divider), strict=True)):
        if number:
            yield Piece("same", divider)
        end = start + len(before)
        yield from pieces(
            before, after, [(a - start, b - start, now) for a, b, now in follows if start <= a <= b <= end]
        )
        start = end + 1


class _Text:
    """Tokens of a text; `words`: places of those that are no blanks, `said`: what they are compared by."""

    def __init__(self, text: str, follows: Sequence[tuple[int, int, str]] = ()) -> None:
        self.tokens = tokens(text)
        self.words = [place for place, token in enumerate(self.tokens) if not token.isspace()]
        now = _now(self.tokens, follows) if follows else {}
        self.said = [now.get(place) or alike(self.tokens[place]) for place in self.words]
        self.weights = [len(said) if is_word(said) else 0 for said in self.said]

    def gap(self, after: int, before: int) -> list[str]:
        """All tokens between the words number `after` and `before`; what stands at the ends belongs to it."""
        start = self.words[after] + 1 if after >= 0 else 0
        end = self.words[before] if before < len(self.words) else len(self.tokens)
        return self.tokens[start:end]

    def weight(self, after: int, before: int) -> int:
        return sum(self.weights[after + 1 : before])


def _now(tokens: list[str], follows: Sequence[tuple[int, int, str]]) -> dict[int, str]:
    """What a token reads as now, by its place."""
    starts = {start: (end, text) for start, end, text in follows}
    found, at = {}, 0
    for place, token in enumerate(tokens):
        if at in starts and starts[at][0] == at + len(token):
            found[place] = starts[at][1]
        at += len(token)
    return found


def _differences(old: _Text, new: _Text) -> Iterator[Piece]:
    pairs = _whole_sentences(_readable(_matched(old.said, new.said), old, new), old, new)
    i = j = -1
    for next_i, next_j in [*pairs, (len(old.words), len(new.words))]:
        yield from _gap(old.gap(i, next_i), new.gap(j, next_j))
        if next_i < len(old.words) and next_j < len(new.words):
            yield from _both(old.tokens[old.words[next_i]], new.tokens[new.words[next_j]])
        i, j = next_i, next_j


def _matched(old: list[str], new: list[str]) -> Pairs:
    """A longest common subsequence."""
    first = _common_start(old, new)
    rest_old, rest_new = old[first:], new[first:]
    last = _common_start(rest_old[::-1], rest_new[::-1])
    rest_old, rest_new = rest_old[: len(rest_old) - last], rest_new[: len(rest_new) - last]
    pairs = [(n, n) for n in range(first)]
    if rest_old and rest_new and len(rest_old) * len(rest_new) <= LONGEST:
        for code in LCSseq.opcodes(rest_old, rest_new):
            if code.tag == "equal":
                starts = (first + code.src_start, first + code.dest_start)
                pairs += [(starts[0] + n, starts[1] + n) for n in range(code.src_end - code.src_start)]
    return pairs + [(len(old) - n, len(new) - n) for n in range(last, 0, -1)]


def _common_start(old: list[str], new: list[str]) -> int:
    return next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))


def _readable(pairs: Pairs, old: _Text, new: _Text) -> Pairs:
    """Without the words that agree by chance between two larger changes; none where little agrees at all."""
    while True:
        kept = _without_confetti(pairs, old, new)
        if len(kept) == len(pairs):
            break
        pairs = kept
    agreed = sum(old.weights[i] for i, _ in pairs)
    few = min(len(old.words), len(new.words)) <= FEW
    return pairs if agreed and (few or agreed >= IN_COMMON * min(sum(old.weights), sum(new.weights))) else []


def _without_confetti(pairs: Pairs, old: _Text, new: _Text) -> Pairs:
    runs: list[Pairs] = []
    for i, j in pairs:
        if runs and runs[-1][-1] == (i - 1, j - 1):
            runs[-1].append((i, j))
        else:
            runs.append([(i, j)])
    ends = [(-1, -1), *(run[-1] for run in runs)]
    starts = [*(run[0] for run in runs), (len(old.words), len(new.words))]
    changed = [
        max(old.weight(i, next_i), new.weight(j, next_j)) for (i, j), (next_i, next_j) in zip(ends, starts, strict=True)
    ]
    kept: Pairs = []
    for number, run in enumerate(runs):
        around = min(changed[number], changed[number + 1])
        weight = sum(old.weights[i] for i, _ in run)
        if not around or (weight >= 4 and 2 * weight >= around):
            kept += run
    return kept


def _whole_sentences(pairs: Pairs, old: _Text, new: _Text) -> Pairs:
    """What only one text has ends with its full stop, and does not begin with that of the sentence before."""
    found = pairs[:1]
    for i, j in pairs[1:]:
        before_i, before_j = found[-1][0] + 1, found[-1][1] + 1
        if i == before_i and j > before_j and new.said[before_j] == new.said[j] and not new.weights[j]:
            j = before_j
        elif j == before_j and i > before_i and old.said[before_i] == old.said[i] and not old.weights[i]:
            i = before_i
        found.append((i, j))
    return found


def _gap(old: list[str], new: list[str]) -> Iterator[Piece]:
    """What stands between two words that agree; blanks that agree on either side stay out of it."""
    before, after = "".join(old), "".join(new)
    if before == after:
        yield Piece("same", after)
        return
    if not before.strip() and not after.strip() and bool(before) == bool(after):
        yield from _both(before, after)
        return
    head = new[0] if old and new and old[0] == new[0] and new[0].isspace() else ""
    old, new = old[bool(head) :], new[bool(head) :]
    tail = new[-1] if old and new and old[-1] == new[-1] and new[-1].isspace() else ""
    cut = -1 if tail else None
    yield Piece("same", head)
    yield Piece("deleted", "".join(old[:cut]))
    yield Piece("inserted", "".join(new[:cut]))
    yield Piece("same", tail)


def _both(old: str, new: str) -> Iterator[Piece]:
    """Two tokens that are taken for the same one."""
    if old == new:
        yield Piece("same", new)
    else:
        yield Piece("deleted", old, quiet=True)
        yield Piece("inserted", new, quiet=True)


def _joined(found: Iterator[Piece]) -> tuple[Piece, ...]:
    """Neighbours of one kind as one piece; in a change what is gone comes first."""
    done: list[Piece] = []
    for piece in found:
        if not piece.text:
            continue
        if done and (done[-1].kind, done[-1].quiet) == (piece.kind, piece.quiet):
            done[-1] = Piece(piece.kind, done[-1].text + piece.text, piece.quiet)
        else:
            done.append(piece)
    return tuple(done)
