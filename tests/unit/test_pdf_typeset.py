"""Document → pages: what is printed, what is mended, where things stand."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from avv_desktop.document.model import Paragraph, Section, Table, Text, Value
from avv_desktop.errors import TypesettingFailed
from avv_desktop.pdf import mend
from avv_desktop.pdf.pages import Pages
from avv_desktop.pdf.typeset import Typesetter
from tests.unit.pdf_sample import CREATED, companies, sample


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter()


def said(document, *texts: str):
    """`document` with one more clause that says `texts`, one value each."""
    blocks = tuple(Paragraph((Value(text, f"said.{n}"),)) for n, text in enumerate(texts))
    return replace(document, sections=(*document.sections, Section("said", "clause", "Gesagt", blocks=blocks)))


def printed(data: bytes) -> str:
    with Pages(data) as pages:
        return "\n".join(pages.text(index) for index in range(pages.count))


def test_the_pages_claim_both_standards_and_say_their_language(typesetter):
    made = typesetter.typeset(sample(), CREATED, final=True)
    assert made.standard and made.mended == ()
    with Pages(made.data) as pages:
        assert made.pages == pages.count > 3
    assert b"<pdfaid:part>3</pdfaid:part>" in made.data and b"<pdfaid:conformance>A</pdfaid:conformance>" in made.data
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made.data
    assert b"/Lang" in made.data and b"/DisplayDocTitle true" in made.data


def test_the_same_document_gives_the_same_bytes(typesetter):
    first = typesetter.typeset(sample(), CREATED, final=True)
    typesetter.typeset(sample(customer="Muster Andere GmbH"), CREATED, final=True)
    assert typesetter.typeset(sample(), CREATED, final=True) == first
    assert Typesetter().typeset(sample(), CREATED, final=True) == first


def test_an_incomplete_agreement_says_so_on_every_page(typesetter):
    made = typesetter.typeset(sample(complete=False), CREATED, final=True)
    with Pages(made.data) as pages:
        assert all("Entwurf, unvollständig" in pages.text(index) for index in range(pages.count))
        assert "[Frist]" in pages.text(0)
    assert "Entwurf" not in printed(typesetter.typeset(sample(), CREATED, final=True).data)


@pytest.mark.parametrize(
    "text",
    [
        '#panic("nein") #sys.inputs',
        "$x^2$ *fett* _kursiv_ `roh` = Titel",
        "<b>Muster</b> &amp; <script>alert(1)</script>",
        "=HYPERLINK(1;2) @verweis <anker> // kein Kommentar /* auch nicht */",
        "\\u{1F600} \\ \\* ~ -- --- ... 'einfach' \"doppelt\"",
        "https://example.org/#anker [x] {y} %s",
    ],
)
def test_what_looks_like_markup_stays_text(typesetter, text):
    made = typesetter.typeset(said(sample(clauses=1), text), CREATED, final=True)
    assert made.mended == ()
    assert "".join(text.split()) in "".join(printed(made.data).split())


@pytest.mark.parametrize(
    ("typed", "shown", "found"),
    [
        ("Muster \U0001f600 GmbH", "Muster □ GmbH", "\U0001f600"),
        ("Muster \U0001f469\u200d\U0001f4bb GmbH", "Muster □□ GmbH", "\U0001f469\u200d\U0001f4bb"),
        ("Mu\x07ster", "Mu□ster", "\x07"),
        ("Mu\ue000ster", "Mu□ster", "\ue000"),
        ("\ufeffMuster", "□Muster", "\ufeff"),
        ("Muster\u202eHbmG", "Muster□HbmG", "\u202e"),
        ("株式会社", "□□□□", "株式会社"),
        ("a\udc80b", "a□b", "\udc80"),
    ],
)
def test_forbidden_letters_are_replaced_visibly_and_reported(typed, shown, found):
    text, mended = mend.mend(typed, "controller.company.name")
    assert text == shown
    assert [(each.characters, each.place) for each in mended] == [(found, "controller.company.name")]


@pytest.mark.parametrize(
    "name", ["Łódź Çelik ĞŞ", "Ελληνική Εταιρεία", "Софтуер ЕООД Їжак", "Đorđević Ẵẻ", "e\u0301te\u0301"]
)
def test_names_of_europe_need_no_mending(typesetter, name):
    made = typesetter.typeset(said(sample(clauses=1), name), CREATED, final=True)
    assert made.mended == ()


def test_mended_pages_keep_both_standards(typesetter):
    made = typesetter.typeset(
        said(sample(clauses=1), "Muster \U0001f600\x00\ufeff", "Zeile 1\r\nZeile 2\tEnde"), CREATED, final=True
    )
    assert made.standard
    assert [each.place for each in made.mended] == ["said.0"]
    assert "Muster □□□" in printed(made.data)


def test_empty_headings_and_deep_levels_are_closed_up(typesetter):
    deep = Section("deep", "control", "", blocks=(Paragraph((Text("Unten."),)),))
    for number in range(8):
        deep = Section(f"deep_{number}", "group", "" if number % 2 else f"Ebene {number}", sections=(deep,))
    document = replace(sample(clauses=1), title=(Text(" "),), sections=(*sample(clauses=1).sections, deep))
    assert typesetter.typeset(document, CREATED, final=True).standard


def test_the_preview_falls_back_and_the_final_pages_never(typesetter, monkeypatch):
    monkeypatch.setattr(mend.Mender, "text", lambda self, text, place: text)
    document = said(sample(clauses=1), "\U0001f600")
    with pytest.raises(TypesettingFailed):
        typesetter.typeset(document, CREATED, final=True)
    made = typesetter.typeset(document, CREATED)
    assert not made.standard and made.pages == 3


def test_long_names_and_three_hundred_companies(typesetter):
    document = sample(customer="Musterwerk " * 18 + "GmbH", clauses=2, extra=(replace(companies(300), id="many"),))
    made = typesetter.typeset(document, CREATED, final=True)
    assert made.standard and made.pages > 30
    assert sum(place.id.startswith("sub_processors.list[") and place.kind == "field" for place in made.places) >= 600


def test_words_without_end_stay_on_the_paper_and_whole(typesetter):
    made = typesetter.typeset(sample(customer="M" * 200), CREATED, final=True)
    assert "M" * 200 in printed(made.data).replace("\n", "")
    assert ink_right_of(made.data, 530) == 0


def test_addresses_in_narrow_cells_break_after_their_signs(typesetter):
    address = "datenschutz.beauftragte-person@niederlassung-nord.muster-handelsgesellschaft.example.org"
    cells = tuple((Value(address, "contact.email"),) for _ in range(4))
    table = Table(("A", "B", "C", "D"), (cells,), (1, 1, 1, 1))
    document = replace(sample(), sections=(Section("narrow", "clause", "Enge Tabelle", blocks=(table,)),))
    made = typesetter.typeset(document, CREATED, final=True)
    assert ink_right_of(made.data, 530) == 0
    assert address in printed(made.data).replace("\n", "").replace("\ufffe", "")


def test_every_value_stands_where_its_place_says(typesetter):
    made = typesetter.typeset(sample(), CREATED, final=True)
    values = {"agreement.number": "AVV-2026-001", "deadline_3": "30 Tage", "processor.place": "Kiel"}
    found = {place.id: place for place in made.places if place.kind == "field"}
    for field, text in values.items():
        assert text in text_at(made.data, found[field])
    assert "Geschäftsführerin Erika Muster" in text_at(made.data, found["controller.representatives"])


def test_places_lie_on_their_page(typesetter):
    made = typesetter.typeset(sample(), CREATED, final=True)
    assert {place.kind for place in made.places} == {"section", "paragraph", "field", "signature"}
    for place in made.places:
        assert 1 <= place.page <= made.pages
        assert place.x >= 0 and place.x + place.width <= 596, place
        assert place.y >= 0 and place.y + place.height <= 842, place
        assert place.width > 0 and place.height > 0, place
    assert [place.id for place in made.places if place.kind == "signature"] == [
        "processor_1",
        "processor_2",
        "controller_1",
    ]


def text_at(data: bytes, place) -> str:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(data)
    page = pdf[place.page - 1]
    top = page.get_height() - place.y
    words = page.get_textpage()
    return (
        words.get_text_bounded(place.x - 1, top - place.height, place.x + place.width + 1, top)
        .replace("\r\n", " ")
        .replace("\ufffe", "")
    )


def ink_right_of(data: bytes, x: float) -> int:
    """Dark pixels right of `x` points, on all pages."""
    dark = 0
    with Pages(data) as pages:
        for index in range(pages.count):
            drawn = pages.render(index, 1)
            rows = [drawn.data[n * drawn.stride : n * drawn.stride + 4 * drawn.width] for n in range(drawn.height)]
            dark += sum(value < 128 for row in rows for value in row[4 * int(x) :: 4])
    return dark
