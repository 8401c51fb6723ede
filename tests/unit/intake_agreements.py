"""Agreements of any shape, for the tests of writing and reading."""

from __future__ import annotations

from hypothesis import strategies as st

from avv_desktop.document import model as m

SIGNS = "abcXYZäß .,;:()*_#|<>[]`\\-&!$~=+1'\"„“§"
words = st.text(SIGNS, max_size=24).map(lambda text: " ".join(f"Wort {text}".split())).filter(lambda t: "**" not in t)
names = st.text("abcdefgäöü", min_size=3, max_size=12).map(str.title)


Words = st.SearchStrategy
Blocks = st.SearchStrategy


def runs(text: str) -> m.Runs:
    return (m.Text(text),)


def bullets(words: Words, depth: int) -> Blocks:
    below = st.just(()) if depth == 0 else st.one_of(st.just(()), bullets(words, depth - 1))
    items = st.lists(
        st.builds(lambda text, blocks: m.Item(runs(text), blocks=blocks), words, below), min_size=1, max_size=3
    )
    return items.map(lambda found: (m.Items("bullets", tuple(found)),))


@st.composite
def lettered(draw, words: Words) -> tuple[m.Block, ...]:
    count = draw(st.integers(1, 4))
    items = tuple(
        m.Item(runs(draw(words)), f"{chr(97 + n)})", blocks=draw(st.one_of(st.just(()), bullets(words, 1))))
        for n in range(count)
    )
    more = draw(st.one_of(st.just(()), words.map(lambda text: (m.Paragraph(runs(text)),))))
    return (m.Items("letters", items), *more)


@st.composite
def clauses(draw, words: Words, number: int) -> m.Section:
    below = st.one_of(st.just(()), lettered(words), bullets(words, 2))
    count = draw(st.integers(1, 3))
    paragraphs = tuple(m.Paragraph(runs(draw(words)), "", f"({n})", draw(below)) for n in range(1, count + 1))
    return m.Section(f"c{number}", "clause", draw(names), f"§\u00a0{number}", blocks=paragraphs)


@st.composite
def tables(draw, words: Words, heads: tuple[str, ...]) -> m.Table:
    wide = draw(st.integers(2, 4))
    row = st.lists(words, min_size=wide, max_size=wide)
    rows = tuple(tuple(map(runs, cells)) for cells in draw(st.lists(row, min_size=2 if heads else 1, max_size=3)))
    return m.Table(heads[:wide] or tuple(draw(row)), rows, (1.0,) * wide)


@st.composite
def agreements(draw, words: Words = words, heads: tuple[str, ...] = ()) -> m.Document:
    """heads: of the columns of its table; empty: any."""
    found = [draw(clauses(words, number)) for number in range(1, draw(st.integers(2, 4)))]
    controls = tuple(
        m.Section(f"k{n}", "control", draw(names), "", (), (m.Paragraph(runs(draw(words))), *draw(bullets(words, 2))))
        for n in range(draw(st.integers(1, 3)))
    )
    group = m.Section("g", "group", draw(names), "1.", runs("Art. 32 Abs. 1 DSGVO"), (), controls)
    found.append(m.Section("a1", "annex", draw(names), "Anlage\u00a01", sections=(group,)))
    found.append(m.Section("a2", "annex", draw(names), "Anlage\u00a02", blocks=(draw(tables(words, heads)),)))
    parties = (
        m.Party(
            "controller", "zwischen", m.Text(f"{draw(names)} AG"), runs("Weg 1, Berlin"), (), "– Auftraggeber –", ""
        ),
        m.Party("processor", "und", m.Text(draw(names)), (), runs("vertreten durch Eva"), "– Auftragnehmer –", ""),
    )
    return m.Document("de", runs("Vertrag"), (), m.Text(""), m.Text(""), parties, tuple(found))
