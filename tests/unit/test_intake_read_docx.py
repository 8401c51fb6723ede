"""Word files: styles, numbers, tables, notes, controls, tracked changes, comments."""

from __future__ import annotations

import base64
import io
import zipfile

import pytest

from avv_desktop.intake.docx import read_docx
from avv_desktop.intake.docx_numbering import letters, roman
from avv_desktop.intake.model import Furniture, Source
from avv_desktop.intake.read import read
from avv_desktop.word.write import docx
from tests.unit.intake_files import (
    BY,
    W,
    abstract,
    cell,
    gone,
    ins,
    level,
    num,
    p,
    packed,
    r,
    relations,
    row,
    style,
    table,
    word_file,
)
from tests.unit.pdf_sample import CREATED, sample

MARK_INSERTED = f"<w:rPr><w:ins {BY}/></w:rPr>"
MARK_DELETED = f"<w:rPr><w:del {BY}/></w:rPr>"


def source(body: str, **parts: str) -> Source:
    return read_docx(word_file(body, **parts), "x.docx")


def texts(body: str, **parts: str) -> list[str]:
    return [line.text for line in source(body, **parts).lines]


def labels(body: str, numbering: str, styles: str = "") -> list[str]:
    return [line.label for line in source(body, numbering=numbering, styles=styles).lines]


# ---- paragraphs and styles


@pytest.mark.parametrize(
    ("id", "name", "kind", "level"),
    [
        ("berschrift1", "heading 1", "heading", 1),
        ("berschrift2", "Überschrift 2", "heading", 2),
        ("Heading3", "whatever", "heading", 3),
        ("Titel", "Title", "title", -1),
        ("Listenabsatz", "List Paragraph", "line", -1),
    ],
)
def test_german_word_names_its_styles_without_umlaut(id, name, kind, level):
    line = source(p("Gegenstand", style=id), styles=style(id, name)).lines[0]
    assert (line.kind, line.level, line.text) == (kind, level, "Gegenstand")


def test_a_style_takes_its_level_from_the_one_below_and_a_paragraph_may_say_its_own():
    styles = style("Mutter", "heading 2") + style("Kind", "Eigene", based="Mutter")
    found = source(p("A", style="Kind") + p("B", properties='<w:outlineLvl w:val="2"/>'), styles=styles).lines
    assert [(line.kind, line.level) for line in found] == [("heading", 2), ("heading", 3)]


def test_styles_that_are_based_on_each_other_do_no_harm():
    styles = style("A", "a", based="B") + style("B", "b", based="A")
    assert texts(p("x", style="A"), styles=styles) == ["x"]


def test_bold_words_stand_between_asterisks_and_headings_do_not():
    bold = r("nachfolgend ") + r("„", "<w:b/>") + r("Auftraggeber ", "<w:b/>") + r("genannt", '<w:b w:val="0"/>')
    body = p(inside=bold) + p(inside=bold, style="berschrift1")
    assert texts(body, styles=style("berschrift1", "heading 1")) == [
        "nachfolgend **„Auftraggeber** genannt",
        "nachfolgend „Auftraggeber genannt",
    ]


def test_a_party_with_line_breaks_is_several_lines_of_one_paragraph():
    found = source(p(inside=r("Muster GmbH", "<w:b/>") + "<w:r><w:br/><w:t>Weg 1</w:t><w:br/><w:t>Kiel</w:t></w:r>"))
    assert [(line.text, line.number) for line in found.lines] == [("**Muster GmbH**", 1), ("Weg 1", 1), ("Kiel", 1)]


def test_special_hyphens_tabs_and_symbols():
    inside = (
        "<w:r><w:t>Daten</w:t><w:softHyphen/><w:t>schutz\u00adrecht, E</w:t><w:noBreakHyphen/><w:t>Mail</w:t></w:r>"
    )
    found = source(p(inside=inside) + p(inside='<w:r><w:t>(1)</w:t><w:tab/><w:t>Der</w:t><w:sym w:char="F0FE"/></w:r>'))
    assert [line.text for line in found.lines] == ["Datenschutzrecht, E-Mail", "(1) Der☒"]
    assert found.furniture == (Furniture("hyphenation", "\u00ad", 1),) * 2


def test_fields_show_their_result_and_never_their_code():
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText>REF x</w:instrText></w:r>" + r("verborgen")
    field = char("begin") + code + char("separate") + r("§ 7") + char("end")
    simple = f'<w:fldSimple w:instr="DATE">{r("heute")}</w:fldSimple>'
    link = f'<w:hyperlink r:id="none">{r("Seite")}</w:hyperlink>'
    assert texts(p(inside=r("siehe ") + field + r(" ") + simple + r(" ") + link)) == ["siehe § 7 heute Seite"]


def test_a_field_that_is_never_closed_hides_nothing_further():
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF</w:instrText></w:r>'
    assert texts(p(inside=r("vor") + begun) + p("danach")) == ["vor", "danach"]


def test_hidden_letters_and_contents_are_furniture():
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{p('§ 1 Gegenstand 2')}</w:sdtContent></w:sdt>"
    )
    found = source(contents + p(inside=r("da") + r("weg", "<w:vanish/>")) + p("§ 2 … 3", style="Verzeichnis1"),
                   styles=style("Verzeichnis1", "toc 1"))  # fmt: skip
    assert [line.text for line in found.lines] == ["da"]
    assert [(each.kind, each.text) for each in found.furniture] == [
        ("contents", "§ 1 Gegenstand 2"), ("hidden", "weg"), ("contents", "§ 2 … 3"),
    ]  # fmt: skip


def test_a_text_box_is_read_once_after_its_paragraph():
    box = "<w:txbxContent>" + p("im Kasten") + "</w:txbxContent>"
    drawn = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>" + box + "</wps:txbx></w:drawing>"
        "</mc:Choice><mc:Fallback><w:pict><v:textbox>" + box + "</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    found = source(p(inside=r("davor") + drawn) + p("danach")).lines
    assert [(line.text, line.where) for line in found] == [
        ("davor", "body"), ("im Kasten", "text box"), ("danach", "body"),
    ]  # fmt: skip


def test_content_controls_are_read_and_told():
    inline = f'<w:sdt><w:sdtPr><w:tag w:val="term.days"/></w:sdtPr><w:sdtContent>{r("30")}</w:sdtContent></w:sdt>'
    block = f'<w:sdt><w:sdtPr><w:tag w:val="title"/></w:sdtPr><w:sdtContent>{p("Oben")}</w:sdtContent></w:sdt>'
    found = source(block + p(inside=r("Frist: ") + inline + r(" Tage")))
    assert [line.text for line in found.lines] == ["Oben", "Frist: 30 Tage"]
    assert found.fields == (("title", "Oben"), ("term.days", "30"))


# ---- numbers


CLAUSES = abstract(
    1, level(0, "§ %1"), level(1, "(%2)"), level(2, "%3)", "lowerLetter"), level(3, "%4.", "upperRoman", 3)
)


def test_word_counts_the_levels():
    body = "".join(p("x", number=f"1/{n}") for n in (0, 1, 1, 2, 2, 3, 1, 2, 0, 1))
    assert labels(body, CLAUSES + num(1, 1)) == ["§ 1", "(1)", "(2)", "a)", "b)", "III.", "(3)", "a)", "§ 2", "(1)"]


def test_two_lists_of_one_kind_go_on_counting_and_an_override_starts_anew():
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = CLAUSES + num(1, 1) + num(2, 1) + num(3, 1, again)
    assert labels("".join(p("x", number=f"{n}/0") for n in (1, 2, 3, 3)), numbering) == ["§ 1", "§ 2", "§ 1", "§ 2"]


def test_a_level_of_its_own_several_numbers_and_legal_numbers():
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "Nr. %1", "upperLetter")}</w:lvlOverride>'
    deep = abstract(2, level(0, "%1.", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>"))
    numbering = CLAUSES + deep + num(1, 1, own) + num(2, 2)
    assert labels(p("x", number="1/0") + p("x", number="2/0") + p("x", number="2/1"), numbering) == [
        "Nr. A", "I.", "1.1",
    ]  # fmt: skip


def test_a_style_brings_its_number_and_zero_takes_it_away():
    linked = abstract(1, level(0, "§ %1", more='<w:pStyle w:val="A"/>'), level(1, "(%2)", more='<w:pStyle w:val="B"/>'))
    styles = style("A", "Absatz", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    styles += style("B", "Unter", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>') + style(
        "C", "Erbe", based="B"
    )
    body = p("x", style="A") + p("x", style="B") + p("x", style="C") + p("x", style="A", number="0/0")
    assert labels(body, linked + num(1, 1), styles) == ["§ 1", "(1)", "(2)", ""]


@pytest.mark.parametrize(
    ("text", "label"), [("\uf0b7", "•"), ("o", "•"), ("–", "–"), ("-", "-"), ("\uf02d", "–"), ("", "•")]
)
def test_bullets(text, label):
    assert labels(p("x", number="1/0"), abstract(1, level(0, text, "bullet")) + num(1, 1)) == [label]


def test_empty_paragraphs_count_and_unknown_lists_have_no_number():
    body = p("x", number="1/0") + p("", number="1/0", inside="<w:r/>") + p("x", number="1/0") + p("x", number="9/0")
    assert labels(body, CLAUSES + num(1, 1)) == ["§ 1", "§ 3", ""]


def test_letters_and_roman_numerals():
    assert [letters(n) for n in (1, 26, 27, 28, 53)] == ["a", "z", "aa", "bb", "aaa"]
    assert [roman(n) for n in (1, 4, 9, 40, 1990, 4000)] == ["i", "iv", "ix", "xl", "mcmxc", "4000"]


# ---- tables


def test_rows_have_their_cells_and_stand_where_they_are():
    two = table(row("Name", "Ort", properties="<w:tblHeader/>"), row(cell(p("A") + p("B")), "Kiel"), row("", ""))
    found = source(p("davor") + two + p("danach")).lines
    assert [(line.kind, line.cells) for line in found] == [
        ("line", ()), ("row", ("Name", "Ort")), ("row", ("A\nB", "Kiel")), ("line", ()),
    ]  # fmt: skip
    assert found[2].text == "A\nB\tKiel"


def test_spanned_cells_keep_the_columns_and_a_title_row_is_a_line():
    wide = '<w:gridSpan w:val="2"/>'
    found = source(table(row(cell("Titel", '<w:gridSpan w:val="3"/>')), row(cell("A", wide), "B"), row("1", "2", "3")))
    assert [line.cells or line.text for line in found.lines] == ["Titel", ("A", "", "B"), ("1", "2", "3")]


def test_a_table_of_one_column_is_only_a_frame():
    body = table(row(cell(p("(1) Eins") + p("(2) Zwei"))))
    assert [(line.kind, line.text) for line in source(body).lines] == [("line", "(1) Eins"), ("line", "(2) Zwei")]


def test_a_table_inside_a_cell_is_not_lost():
    assert texts(table(row("aussen", cell(table(row("a", "b")) + p(""))))) == ["aussen\ta b"]


# ---- beside the text


def test_footnotes_follow_the_text_with_the_number_of_their_paragraph():
    note = '<w:footnote w:id="7">' + p("Siehe dort.") + '</w:footnote><w:footnote w:id="0" w:type="separator">'
    body = p("Erstens") + p(inside=r("Zweitens") + '<w:r><w:footnoteReference w:id="7"/></w:r>') + p("Drittens")
    found = source(body, footnotes=note + p("---") + "</w:footnote>").lines
    assert [line.text for line in found] == ["Erstens", "Zweitens", "Drittens", "Siehe dort."]
    assert (found[3].where, found[3].label, found[3].number) == ("footnote", "1", 2)


def test_headers_and_footers_are_running_heads():
    found = source(p("Text"), header1=p("Muster GmbH"), footer1=p("Seite 1"))
    assert found.furniture == (Furniture("running header", "Muster GmbH"), Furniture("running header", "Seite 1"))


def test_comments_quote_the_words_they_are_about():
    comment = f'<w:comment w:id="4" w:author="Kim" w:date="2026-10-01T08:00:00Z">{p("Zu kurz?")}</w:comment>'
    body = p("Erstens") + p(
        inside=r("Die ") + '<w:commentRangeStart w:id="4"/>' + r("Frist von ") + gone("3") + ins("5") + r(" Tagen")
        + '<w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r>' + r(" gilt.")
    )  # fmt: skip
    (said,) = source(body, comments=comment).comments
    assert (said.author, said.date, said.text, said.number) == ("Kim", "2026-10-01T08:00:00Z", "Zu kurz?", 2)
    assert said.quoted == "Frist von 35 Tagen"


def test_our_own_data_comes_back_and_that_of_others_does_not():
    inside = base64.b64encode(b'{"schema": 1}').decode()
    ours = f'<?xml version="1.0"?><a:agreement xmlns:a="urn:avv-desktop:agreement">{inside}</a:agreement>'
    assert source(p("x"), item1=ours).data == b'{"schema": 1}'
    assert source(p("x"), item1=ours.replace("avv-desktop", "other")).data == b""
    assert source(p("x"), item1=ours.replace(inside, "§§§")).data in (b"",)


# ---- tracked changes


def both(body: str, **parts: str) -> tuple[list[str], list[str]]:
    found = source(body, **parts)
    return [line.text for line in found.lines], [line.text for line in found.lines_before]


def test_both_readings_of_a_changed_word_are_never_mixed():
    found = source(p("Erstens") + p(inside=r("Frist: ") + gone("drei") + ins("fünf") + r(" Tage")))
    assert [line.text for line in found.lines] == ["Erstens", "Frist: fünf Tage"]
    assert [line.text for line in found.lines_before] == ["Erstens", "Frist: drei Tage"]
    assert [(each.kind, each.author, each.text, each.number) for each in found.tracked] == [
        ("deleted", "Kim Kunde", "drei", 2), ("inserted", "Kim Kunde", "fünf", 2),
    ]  # fmt: skip
    assert found.tracked[0].date == "2026-10-01T08:00:00Z"


def test_without_changes_both_readings_are_the_same():
    found = source(p("Text"))
    assert found.lines == found.lines_before and found.tracked == ()


def test_an_inserted_paragraph_and_a_deleted_one():
    body = (
        p("A")
        + p(inside=ins("neu"), properties=MARK_INSERTED)
        + p(inside=gone("alt"), properties=MARK_DELETED)
        + p("B")
    )
    assert both(body) == (["A", "neu", "B"], ["A", "alt", "B"])


def test_paragraphs_that_were_divided_and_joined():
    divided = p("Der erste Satz. ", properties=MARK_INSERTED) + p("Der zweite.")
    assert both(divided) == (["Der erste Satz.", "Der zweite."], ["Der erste Satz. Der zweite."])
    joined = p("Der erste Satz. ", properties=MARK_DELETED) + p("Der zweite.")
    assert both(joined) == (["Der erste Satz. Der zweite."], ["Der erste Satz.", "Der zweite."])
    assert [each.text for each in source(joined).tracked] == ["¶"]


def test_numbers_are_counted_for_each_reading():
    body = p("A", number="1/0") + p(inside=ins("neu"), number="1/0", properties=MARK_INSERTED) + p("B", number="1/0")
    found = source(body, numbering=CLAUSES + num(1, 1))
    assert [(line.label, line.text) for line in found.lines] == [("§ 1", "A"), ("§ 2", "neu"), ("§ 3", "B")]
    assert [(line.label, line.text) for line in found.lines_before] == [("§ 1", "A"), ("§ 2", "B")]


def test_a_paragraph_that_got_another_style():
    change = f'<w:pPrChange {BY}><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr></w:pPrChange>'
    found = source(p("x", properties=change), styles=style("berschrift1", "heading 1"))
    assert (found.lines[0].kind, found.lines_before[0].kind) == ("line", "heading")


def test_moved_words_and_paragraphs():
    away = f"<w:moveFrom {BY}>{r('wandert')}</w:moveFrom>"
    here = f"<w:moveTo {BY}>{r('wandert')}</w:moveTo>"
    mark = f"<w:rPr><w:moveFrom {BY}/></w:rPr>"
    body = p(inside=away, properties=mark) + p("bleibt") + p(inside=here, properties=mark.replace("moveFrom", "moveTo"))
    assert both(body + p("Ende")) == (["bleibt", "wandert", "Ende"], ["wandert", "bleibt", "Ende"])


def test_rows_that_were_inserted_and_deleted():
    new = row(cell(p(inside=ins("neu"))), cell(p(inside=ins("Kiel"))), properties=f"<w:ins {BY}/>")
    old = row(cell("alt"), cell("Rom"), properties=f"<w:del {BY}/>")
    assert both(table(row("Name", "Ort"), new, old)) == (
        ["Name\tOrt", "neu\tKiel"],
        ["Name\tOrt", "alt\tRom"],
    )
    told = [(each.kind, each.text) for each in source(table(new, old)).tracked]
    assert told == [("inserted", "neu"), ("inserted", "Kiel"), ("deleted", "alt\tRom")]


def test_what_was_inserted_by_one_and_deleted_by_another_is_in_neither():
    assert both(p(inside=r("A") + f"<w:ins {BY}>{gone('x')}</w:ins>")) == (["A"], ["A"])


# ---- whole files


def test_our_own_word_file_gives_its_numbers_back():
    found = read(docx(sample(clauses=2), created=CREATED), "Vertrag.docx")
    assert (found.format, found.language, found.lines[0].kind) == ("docx", "de", "title")
    numbered = [(line.kind, line.label.replace("\u00a0", " ")) for line in found.lines if line.label]
    clause = [("item", "(1)"), ("item", "(2)"), ("item", "a)"), ("item", "b)")]
    assert numbered[:10] == [("heading", "§ 1"), *clause, ("heading", "§ 2"), *clause]
    assert ("heading", "Anlage 2") in numbered
    assert found.lines[-1].cells == ("Datenschutz", "Erika Muster", "datenschutz@example.org")


def test_macros_are_never_looked_at_and_the_text_is_read():
    plain = word_file(p("Text"))
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    found = read(packed(parts | {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0 Sub AutoOpen()"}), "x.docm")
    assert [line.text for line in found.lines] == ["Text"]


def test_broken_relationships_are_borne_where_the_text_is_there():
    main = f'<w:document xmlns:w="{W}"><w:body>{p("Text")}</w:body></w:document>'
    parts: dict[str, str | bytes] = {"[Content_Types].xml": "<Types/>", "word/document.xml": main}
    assert [line.text for line in read(packed(parts), "x").lines] == ["Text"]
    away = '<Relationship Id="a" Type="x/styles" Target="../../../etc/passwd"/>'
    away += '<Relationship Id="b" Type="x/comments" Target="http://example.org/c" TargetMode="External"/>'
    parts["word/_rels/document.xml.rels"] = relations(away)
    assert [line.text for line in read(packed(parts), "x").lines] == ["Text"]


def test_strict_word_files_are_read_too():
    data = word_file(p("Text"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {
            name: archive.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            for name in archive.namelist()
        }
    assert [line.text for line in read(packed(parts), "x.docx").lines] == ["Text"]
