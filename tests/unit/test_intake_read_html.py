"""HTML as a reader of the page sees it."""

from __future__ import annotations

import pytest

from avv_desktop.errors import DamagedFile, NoText
from avv_desktop.intake.html import read_html
from avv_desktop.intake.model import Furniture, Source


def source(body: str) -> Source:
    return read_html(f"<!DOCTYPE html><html><head><title>Reiter</title></head><body>{body}</body></html>", "x.html")


def texts(body: str) -> list[str]:
    return [line.text for line in source(body).lines]


def labels(body: str) -> list[tuple[str, int, str]]:
    return [(line.label, line.level, line.text) for line in source(body).lines]


def test_headings_paragraphs_and_breaks():
    found = source("<h2>§ 1 <b>Gegenstand</b></h2><p>Muster <strong>GmbH </strong>Kiel<br>Weg\n  1</p>lose")
    assert [(line.kind, line.level, line.text, line.number) for line in found.lines] == [
        ("heading", 2, "§ 1 Gegenstand", 1), ("line", -1, "Muster **GmbH** Kiel", 2), ("line", -1, "Weg 1", 2),
        ("line", -1, "lose", 3),
    ]  # fmt: skip


def test_lists_are_counted_as_a_browser_counts_them():
    assert labels("<ol start=3><li>c<ol type=a><li>x<p>weiter</p><li>y</ol><li value=9>i<li>j</ol>") == [
        ("3.", 0, "c"), ("a)", 1, "x"), ("", 1, "weiter"), ("b)", 1, "y"), ("9.", 0, "i"), ("10.", 0, "j"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("opened", "label"),
    [
        ("<ul>", "•"),
        ("<ol type=A>", "A)"),
        ("<ol type=i start=4>", "iv."),
        ("<ol type=I>", "I."),
        ("<ol reversed start=5>", "5."),
        ('<ol style="list-style-type: lower-alpha">', "a)"),
        ('<ul style="list-style: none">', ""),
        ("<ol type=a start=27>", "aa)"),
        ("<ol start=zwei>", "1."),
    ],
)
def test_kinds_of_lists(opened, label):
    assert source(f"{opened}<li>x</ol></ul>").lines[0].label == label


def test_an_item_without_words_gives_its_number_to_nobody():
    assert labels("<ol><li></li><li>b</li></ol><p>c</p>") == [("2.", 0, "b"), ("", -1, "c")]


def test_tables():
    found = source(
        "<table><caption>Liste</caption><tr><th><b>Name</b><th>Ort</tr>"
        "<tbody><tr><td>A<br>B<td><p>x</p><p>y</p></tr><tr><td colspan=2>über alles</tr></tbody></table>"
    )
    assert [line.cells or line.text for line in found.lines] == [
        "Liste", ("Name", "Ort"), ("A\nB", "x\ny"), ("über alles", ""),
    ]  # fmt: skip


def test_a_table_that_only_places_things_is_none():
    assert texts("<table><tr><td><h1>Titel</h1><p>Eins</p><td><p>Zwei</p></table>") == ["Titel", "Eins", "Zwei"]
    assert texts("<table><tr><td>nur<tr><td>Rahmen</table>") == ["nur", "Rahmen"]


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>document.write('x')</script>",
        "<style>p { color: red }</style>",
        "<p hidden>x</p>",
        '<div style="DISPLAY : none"><p>x</p></div>',
        '<span style="visibility:hidden">x</span>',
        "<template><p>x</p></template>",
        "<!-- x -->",
        '<iframe src="http://example.org/">x</iframe>',
        "<svg><text>x</text></svg>",
        "<?php echo 'x' ?>",
    ],
)
def test_what_nobody_sees_is_no_text(unseen):
    assert texts(f"<p>davor</p>{unseen}<p>danach</p>") == ["davor", "danach"]


def test_soft_hyphens_are_furniture_and_accents_are_composed():
    found = source("<p>Daten&shy;schutz fu\u0308r</p>")
    assert found.lines[0].text == "Datenschutz für"
    assert found.furniture == (Furniture("hyphenation", "\u00ad", 1),)


def test_a_span_around_paragraphs_and_typed_blanks():
    assert texts("<span><p>Eins</p><p>Zwei</p></span><pre>a  1\nb</pre>") == ["Eins", "Zwei", "a 1", "b"]


def test_heads_of_pages_are_furniture():
    found = source('<div title="header"><p>Muster GmbH</p></div><p>Text</p>')
    assert [line.text for line in found.lines] == ["Text"]
    assert found.furniture == (Furniture("running header", "Muster GmbH"),)


def test_nothing_to_read():
    with pytest.raises(NoText):
        source("<script>x</script>")


def test_depth_is_read_up_to_a_limit_and_never_cut_off():
    assert texts("<div>" * 200 + "tief" + "</div>" * 200) == ["tief"]
    with pytest.raises(DamagedFile):
        source("<p>oben</p>" + "<div>" * 5000 + "tief" + "</div>" * 5000)
