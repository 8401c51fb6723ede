"""Whatever the bytes are, reading them gives lines or an error of ours.

The readers are called without the net that `read` has for what nobody thought of, so that a mistake shows.
"""

from __future__ import annotations

import functools
import io
import zipfile

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from avv_desktop.errors import AvvError
from avv_desktop.intake.docx import read_docx
from avv_desktop.intake.encoding import decode
from avv_desktop.intake.html import read_html
from avv_desktop.intake.limits import LARGEST_TEXT
from avv_desktop.intake.model import Source
from avv_desktop.intake.pdf import read_pdf
from avv_desktop.intake.read import read
from avv_desktop.pdf.typeset import Typesetter
from avv_desktop.word.write import docx
from tests.unit.intake_files import abstract, cell, gone, ins, level, num, p, packed, r, row, style, table, word_file
from tests.unit.pdf_sample import CREATED, sample

few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@functools.cache
def pdf_file() -> bytes:
    return Typesetter().typeset(sample(clauses=1), CREATED, final=True).data


@functools.cache
def docx_parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx(sample(clauses=1), created=CREATED))) as archive:
        return {name: archive.read(name) for name in archive.namelist() if "theme" not in name}


@functools.cache
def rich_parts() -> dict[str, bytes]:
    """Tracked changes, a table, notes, comments and controls in one file."""
    note = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    control = f'<w:sdt><w:sdtPr><w:tag w:val="x"/></w:sdtPr><w:sdtContent>{r("30")}</w:sdtContent></w:sdt>'
    marked = '<w:commentRangeStart w:id="1"/>' + r("da") + '<w:commentRangeEnd w:id="1"/>'
    body = p("A", style="H", number="1/0") + p(inside=ins("neu") + gone("alt") + note + control + marked, number="1/1")
    body += table(row("a", "b"), row(cell("c", '<w:gridSpan w:val="2"/>')))
    numbering = abstract(1, level(0, "§ %1"), level(1, "%2)", "lowerLetter")) + num(1, 1)
    comment = f'<w:comment w:id="1" w:author="K">{p("?")}</w:comment>'
    data = word_file(
        body, styles=style("H", "heading 1"), numbering=numbering, comments=comment,
        footnotes=f'<w:footnote w:id="1">{p("N")}</w:footnote>', header1=p("Kopf"),
    )  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def harmless(reader, data) -> None:
    try:
        found = reader(data, "x")
    except AvvError:
        return
    assert (isinstance(found, Source) and found.lines) or found.lines_before
    assert all((line.text.strip() and "\n" not in line.text) or line.cells for line in found.lines)


mutations = st.lists(
    st.tuples(st.floats(0, 1), st.sampled_from(("cut", "put", "turn", "double")), st.binary(min_size=1, max_size=12)),
    min_size=1,
    max_size=6,
)


def mutated(data: bytes, changes: list[tuple[float, str, bytes]]) -> bytes:
    for place, kind, other in changes:
        at = int(place * len(data))
        match kind:
            case "cut":
                data = data[:at] + data[at + 40 * len(other) :]
            case "put":
                data = data[:at] + other + data[at:]
            case "turn":
                data = data[:at] + other + data[at + len(other) :]
            case "double":
                data = data[:at] + data[at : at + 300] + data[at:]
    return data


@few
@given(st.binary(max_size=3000), st.sampled_from(("x.docx", "x.pdf", "x.html", "x")))
@example(b"PK\x03\x04", "x.docx")
@example(b"%PDF-", "x.pdf")
@example(b"\xff\xfe", "x.html")
def test_any_bytes(data, name):
    try:
        decode(data, name)
        harmless(lambda given, _: read_html(decode(given), name), data)
    except AvvError:
        pass
    for mark in (b"", b"PK\x03\x04", b"%PDF-1.7\n1 0 obj\n"):
        harmless(lambda given, _: read(given, name), mark + data)


@few
@given(st.data(), mutations)
def test_a_word_file_with_changed_parts(data, changes):
    parts = dict(data.draw(st.sampled_from((docx_parts(), rich_parts()))))
    name = data.draw(st.sampled_from(sorted(parts)))
    parts[name] = mutated(parts[name], changes)
    harmless(read_docx, packed(dict(parts)))


@few
@given(mutations)
def test_a_word_file_with_changed_bytes(changes):
    harmless(read_docx, mutated(packed(dict(rich_parts())), changes))


TAGS = ("w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:ins", "w:del", "w:sdt", "w:sdtContent", "w:fldChar", "w:pPr",
        "w:rPr", "w:numPr", "w:ilvl", "w:numId", "w:pStyle", "w:outlineLvl", "w:txbxContent", "w:commentRangeStart",
        "w:footnoteReference", "mc:AlternateContent", "mc:Choice", "mc:Fallback", "w:sym", "w:br", "w:gridSpan",
        "w:tcPr", "w:trPr", "w:moveFrom", "w:moveTo", "w:delText", "w:pPrChange", "w:lvl", "w:num",
        "w:abstractNum")  # fmt: skip
VALUES = ("", "0", "1", "-1", "99999999999", "F0FE", "zz", "heading 1", "begin", "separate", "end", "²", "٣")
nodes = st.recursive(
    st.sampled_from(("", "Text", "§ 1", "a)")),
    lambda inside: st.tuples(st.sampled_from(TAGS), st.sampled_from(VALUES), st.lists(inside, max_size=4)).map(
        lambda made: "<{0} w:val='{1}' w:id='{1}' w:char='{1}' w:fldCharType='{1}' w:ilvl='{1}'>{2}</{0}>".format(
            made[0], made[1], "".join(made[2])
        )
    ),
    max_leaves=25,
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(nodes, min_size=1, max_size=4), nodes, nodes)
def test_any_nesting_of_what_word_knows(body, numbering, styles):
    harmless(
        read_docx, word_file("".join(body) + p("x", number="1/0"), numbering=numbering, styles=styles, comments=styles)
    )


HTML = (
    "p",
    "div",
    "span",
    "b",
    "ol",
    "ul",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "h1",
    "br",
    "script",
    "pre",
    "caption",
    "a",
)
pieces = st.lists(
    st.one_of(
        st.sampled_from(HTML).map(lambda tag: f"<{tag}>"),
        st.sampled_from(HTML).map(lambda tag: f"</{tag}>"),
        st.sampled_from(("<ol type=a start=²>", "<td colspan=٣>", "<li value=-9>", "<p hidden>", "<!--", "&#0;")),
        st.text(max_size=8),
    ),
    max_size=40,
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(pieces)
def test_any_html(parts):
    harmless(read_html, "<html>" + "".join(parts))


@few
@given(mutations)
def test_a_pdf_with_changed_bytes(changes):
    harmless(read_pdf, mutated(pdf_file(), changes))


def test_the_limits_leave_room_for_what_people_have():
    assert LARGEST_TEXT > 300 * 3000
