"""What the PDF carries is what its pages say: every text of the Document, in the order of the structure tree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from avv_desktop import flow
from avv_desktop.document import model as m
from avv_desktop.draft.answers import read_answers
from avv_desktop.pdf.carry import carried
from avv_desktop.system.paths import resources
from tests.unit.test_pdf_fields import reading_order


def test_the_default_agreement_says_what_it_carries():
    template = flow.find_template("avv-de")
    draft = flow.begin(template, read_answers(resources() / "templates" / "avv-de" / "answers.toml", template))
    data = flow.render(template, draft).data
    document = carried(data).document
    assert document == flow.compose(template, draft)
    said, end = letters("".join(reading_order(data))), 0
    for text in texts(document):
        start = said.find(letters(text), end)
        assert start >= 0, (text, said[end : end + 200])
        assert start - end < 40, (text, "something else is printed before it", said[end:start])
        end = start + len(letters(text))


def letters(text: str) -> str:
    """Without what a line break adds or takes: spaces, hyphens, and the names of fields."""
    return re.sub(r"<\w+>|[\s\u00ad\ufffe\u0002-]", "", text)


def texts(document: m.Document) -> Iterator[str]:
    yield from (joined(document.title), joined(document.subtitle), document.number.text)
    for party in document.parties:
        yield from (party.intro, party.name.text, joined(party.runs), joined(party.represented), party.role)
    yield document.closing
    for section in m.walk(document.sections):
        yield from (section.label, section.title, joined(section.note))
        for block in section.blocks:
            yield from block_texts(block)


def block_texts(block: m.Block) -> Iterator[str]:
    match block:
        case m.Paragraph():
            yield from (block.label, joined(block.runs))
            for each in block.blocks:
                yield from block_texts(each)
        case m.Items():
            for item in block.items:
                yield from (item.label, joined(item.runs))
                for each in item.blocks:
                    yield from block_texts(each)
        case m.Table():
            yield from (block.title, *block.header)
            for row in block.rows:
                yield from (joined(cell) for cell in row)
        case m.Card():
            yield joined(block.title)
            for name, runs in block.lines:
                yield from (name, joined(runs))
        case m.SignatureBlock():
            yield from (block.title, joined(block.place), block.note)
            for line in block.lines:
                yield from (line.name, line.function)


def joined(runs: m.Runs) -> str:
    return "".join(run.text for run in runs)
