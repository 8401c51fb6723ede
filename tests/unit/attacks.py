"""Forgeries of our own signed agreements, one of every kind. None may ever look good.

Each entry of ATTACKS makes a file, from one that two directors signed, or one that the customer has closed. The
attacker holds a certificate of their own that the victim believes as well: trust alone must not save a forgery.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from functools import cache

import pikepdf
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from avv_desktop.pdf.model import Pdf
from avv_desktop.signing.model import SignedPdf
from avv_desktop.signing.pades import sign
from avv_desktop.signing.progress import progress
from tests.unit import signing_pki as pki
from tests.unit.pdf_sample import sample
from tests.unit.signing_sample import NOW, SIGNERS, agreement, appended, signed, slot, trial

Change = Callable[[IncrementalPdfFileWriter], object]

ATTACKS: dict[str, Callable[[], bytes]] = {}
CLAUSE = (80, 560, 420, 640)
"""A box over words of the first clause, in points."""


def attack(make: Callable[[], bytes]) -> Callable[[], bytes]:
    ATTACKS[make.__name__] = make
    return make


def changed(name: str, change: Change, base: Callable[[], bytes] | None = None) -> None:
    """An attack that only appends a revision."""
    ATTACKS[name] = lambda: appended((base or two)(), change)


def two() -> bytes:
    return signed(2).data


def three() -> bytes:
    """The customer has signed too, and closed the file."""
    return signed(3).data


@cache
def attacker() -> pki.Identity:
    return pki.identity("Mallory Muster")


@cache
def believed() -> tuple[bytes, ...]:
    """Everybody's certificate, the attacker's as well."""
    return (*(trial(name).signer.signing_cert.dump() for name in SIGNERS), attacker().pem)


# ---- hands


def page(writer: IncrementalPdfFileWriter, number: int = 0) -> DictionaryObject:
    return pages(writer)[number].get_object()


def pages(writer: IncrementalPdfFileWriter) -> list[generic.IndirectObject]:
    found, waiting = [], list(writer.root["/Pages"]["/Kids"])
    while waiting:
        kid = waiting.pop(0)
        if "/Kids" in kid.get_object():
            waiting = [*kid.get_object()["/Kids"], *waiting]
        else:
            found.append(kid)
    return found


def field(writer: IncrementalPdfFileWriter, name: str) -> DictionaryObject:
    fields = [each.get_object() for each in writer.root["/AcroForm"]["/Fields"]]
    return next(each for each in fields if each["/T"] == name)


def put(writer: IncrementalPdfFileWriter, holder: DictionaryObject, **entries: object) -> None:
    """Entries by name without the slash; None takes one out."""
    for name, value in entries.items():
        if value is None:
            del holder[f"/{name}"]
        else:
            holder[f"/{name}"] = value
    writer.update_container(holder)


def root(**entries: object) -> Change:
    def change(writer: IncrementalPdfFileWriter) -> None:
        put(writer, writer.root, **entries)
        writer.update_root()

    return change


def words(text: str) -> StreamObject:
    """A page's content that says something else."""
    return StreamObject(stream_data=f"BT /f0 12 Tf 80 600 Td ({text}) Tj ET".encode("latin-1"))


def names(**entries: object) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})


def box(*corners: float) -> ArrayObject:
    return ArrayObject(generic.FloatObject(each) for each in corners)


def script() -> DictionaryObject:
    return names(S=NameObject("/JavaScript"), JS=pdf_string("app.alert(1);"))


def annotation(writer: IncrementalPdfFileWriter, subtype: str, **more: object) -> generic.IndirectObject:
    look = StreamObject(
        names(Type=NameObject("/XObject"), Subtype=NameObject("/Form"), BBox=box(0, 0, 340, 80)),
        stream_data=b"1 g 0 0 340 80 re f",
    )
    return writer.add_object(
        names(
            Type=NameObject("/Annot"),
            Subtype=NameObject(f"/{subtype}"),
            Rect=box(*CLAUSE),
            F=NumberObject(4),
            AP=names(N=writer.add_object(look)),
            **more,
        )
    )


def annotate(subtype: str, **more: object) -> Change:
    def change(writer: IncrementalPdfFileWriter) -> None:
        here = page(writer)
        put(writer, here, Annots=ArrayObject([*here.get("/Annots", ()), annotation(writer, subtype, **more)]))

    return change


def join_form(writer: IncrementalPdfFileWriter, reference: generic.IndirectObject) -> None:
    form = writer.root["/AcroForm"]
    form["/Fields"] = ArrayObject([*form["/Fields"], reference])
    writer.update_root()
    writer.update_container(form)
    here = page(writer)
    put(writer, here, Annots=ArrayObject([*here.get("/Annots", ()), reference]))


def gap(data: bytes, number: int = -1) -> tuple[int, int]:
    """Where the hexadecimal digits of a signature lie."""
    found = list(re.finditer(rb"/Contents <([0-9a-fA-F]{1000,})>", data))[number]
    return found.span(1)


def with_range(data: bytes, make: Callable[[list[int]], str], number: int = -1) -> bytes:
    """The file with another /ByteRange of the same length on paper."""
    found = list(re.finditer(rb"/ByteRange \[([^\]]*)\]", data))[number]
    written = make([int(each) for each in found[1].split()]).encode().ljust(len(found[1]))[: len(found[1])]
    return data[: found.start(1)] + written + data[found.end(1) :]


def over(data: bytes, at: int, what: bytes) -> bytes:
    return data[:at] + what + data[at + len(what) :]


# ---- byte ranges


RANGES: dict[str, Callable[[list[int]], str]] = {
    "byte_range_begins_later": lambda r: f"10 {r[1] - 10} {r[2]} {r[3]}",
    "byte_range_ends_early": lambda r: f"0 {r[1]} {r[2]} {r[3] - 100}",
    "byte_range_leaves_out_more_than_the_signature": lambda r: f"0 {r[1] - 50} {r[2]} {r[3]}",
    "byte_range_skips_a_piece_behind_the_signature": lambda r: f"0 {r[1]} {r[2] + 50} {r[3] - 50}",
    "byte_range_covers_the_signature_too": lambda r: f"0 {r[2]} {r[2]} {r[3]}",
    "byte_range_is_negative": lambda r: f"0 {r[1]} -{r[2]} {r[3]}",
    "byte_range_is_beyond_the_file": lambda r: f"0 {r[1]} {r[2]} 9999999",
    "byte_range_overlaps": lambda r: f"0 {r[1]} 0 {r[3]}",
    "byte_range_has_two_numbers": lambda r: f"0 {r[1]}",
    "byte_range_has_six_numbers": lambda r: f"0 9 9 {r[1] - 9} 99 9",
    "byte_range_of_fractions": lambda r: f"0.0 {r[1]} {r[2]}",
    "byte_range_is_empty": lambda r: "",
    "byte_range_of_names": lambda r: "/a /b /c /d",
    "byte_range_of_nothing": lambda r: "0 0 0 0",
}
for _name, _make in RANGES.items():
    ATTACKS[_name] = lambda make=_make: with_range(two(), make)


@attack
def byte_range_of_the_first_signature_for_the_second():
    first = re.search(rb"/ByteRange \[([^\]]*)\]", two())[1].decode()
    return with_range(two(), lambda _: first)


# ---- what the signature is


@attack
def a_letter_of_the_text_is_another():
    return two().replace(b"/Location (Kiel)", b"/Location (Bonn)", 1)


@attack
def contents_are_zeros():
    start, end = gap(two())
    return over(two(), start, b"0" * (end - start))


@attack
def contents_are_empty():
    start, end = gap(two())
    return over(two(), start, b">".ljust(end - start))


@attack
def contents_are_null():
    start, end = gap(two())
    return over(two(), start - 1, b"null ".ljust(end - start + 2))


@attack
def contents_are_noise():
    start, _ = gap(two())
    return over(two(), start + 8, b"deadbeef" * 200)


@attack
def something_hidden_in_the_padding():
    _, end = gap(two())
    return over(two(), end - 400, b"50 Tage statt 30 Tage".hex().encode())


@attack
def blanks_in_the_padding():
    _, end = gap(two())
    return over(two(), end - 400, b" " * 300)


@attack
def further_entries_in_the_padding():
    """The string ends early, and what follows is read as part of the signature dictionary."""
    _, end = gap(two())
    return over(two(), end - 400, b"> /Location (Bonn) /Reason (Nur zum Schein) /Rest <")


@attack
def a_comment_in_the_padding():
    _, end = gap(two())
    return over(two(), end - 400, b"%\n")


@attack
def signature_of_another_file():
    """The very same person's signature, taken from another agreement of the same size."""
    document = sample(clauses=3)
    from avv_desktop.pdf.finish import finish
    from avv_desktop.pdf.typeset import Typesetter
    from tests.unit.pdf_sample import CREATED, carried_sample

    other = finish(Typesetter().typeset(document, CREATED, final=True), document, carried_sample(document))
    first = next(each for each in progress(other.data, document).slots if each.order == 1)
    there = sign(other, trial(SIGNERS[0]), first, now=NOW).data
    (start, end), (at, _) = gap(there), gap(two(), 0)
    return over(two(), at, there[start:end])


@attack
def signature_of_the_other_director_twice():
    (start, end), (at, _) = gap(two(), 0), gap(two(), 1)
    return over(two(), at, two()[start:end])


@attack
def signed_by_another_with_the_same_name():
    """A trial key that anybody can make, in the name of the director."""
    from avv_desktop.signing.keys import key_from_bytes
    from avv_desktop.signing.trial import trial_key

    key = key_from_bytes(trial_key(SIGNERS[0], "geheim", kind="p-256"), "geheim")
    return sign(agreement(), key, slot(agreement().data, 0)).data


@attack
def a_believed_person_in_somebody_elses_field():
    return sign(agreement(), attackers_key(), slot(agreement().data, 0)).data


@attack
def the_same_person_in_both_fields():
    again = slot(signed(1).data, 1)
    return sign(signed(1), trial(SIGNERS[0]), again).data


@attack
def a_certificate_issued_by_a_director():
    """A director is no authority: whom they vouch for is not believed."""
    director = trial(SIGNERS[1]).signer
    issuer = pki.Authority(director._key, as_certificate(director.signing_cert))
    from avv_desktop.signing.keys import key_from_bytes

    key = key_from_bytes(pki.identity(SIGNERS[0], issuer).p12, pki.SECRET)
    return sign(agreement(), key, slot(agreement().data, 0)).data


def as_certificate(certificate):
    from cryptography import x509

    return x509.load_der_x509_certificate(certificate.dump())


@cache
def attackers_key():
    from avv_desktop.signing.keys import key_from_bytes

    return key_from_bytes(attacker().p12, pki.SECRET)


# ---- pages, in a further revision


changed("page_says_something_else", lambda w: put(w, page(w), Contents=w.add_object(words("50 Tage"))))
changed(
    "page_says_more",
    lambda w: put(
        w, page(w), Contents=ArrayObject([page(w).raw_get("/Contents"), w.add_object(words("Keine Haftung"))])
    ),
)
changed("page_is_cropped", lambda w: put(w, page(w), CropBox=box(0, 400, 595, 842)))
changed("page_is_turned", lambda w: put(w, page(w), Rotate=NumberObject(180)))
changed("page_is_scaled", lambda w: put(w, page(w), UserUnit=NumberObject(3)))
changed("page_has_other_resources", lambda w: put(w, page(w), Resources=names()))
changed("page_acts_when_opened", lambda w: put(w, page(w), AA=names(O=script())))
changed("pages_swapped", lambda w: reorder(w, lambda kids: [kids[1], kids[0], *kids[2:]]))
changed("page_taken_out", lambda w: reorder(w, lambda kids: kids[1:]))
changed("page_shown_twice", lambda w: reorder(w, lambda kids: [kids[0], *kids]))


def reorder(writer: IncrementalPdfFileWriter, order: Callable[[list], list]) -> None:
    tree = writer.root["/Pages"]
    kids = order(list(tree["/Kids"]))
    put(writer, tree, Kids=ArrayObject(kids), Count=NumberObject(len(kids)))


@attack
def page_added():
    def change(writer):
        from pyhanko.pdf_utils.writer import PageObject

        writer.insert_page(
            PageObject(contents=writer.add_object(words("§ 12 Vertragsstrafe")), media_box=(0, 0, 595, 842))
        )

    return appended(two(), change)


@attack
def page_put_first():
    def change(writer):
        from pyhanko.pdf_utils.writer import PageObject

        made = PageObject(contents=writer.add_object(words("Neue Fassung")), media_box=(0, 0, 595, 842))
        writer.insert_page(made, after=-1)

    return appended(two(), change)


@attack
def content_stream_overwritten():
    def change(writer):
        stream = page(writer)["/Contents"]
        stream._data = b"BT /f0 12 Tf 80 600 Td (50 Tage) Tj ET"
        stream._encoded_data = None
        writer.mark_update(page(writer).raw_get("/Contents"))

    return appended(two(), change)


@attack
def glyphs_read_as_other_letters():
    """The font's map to letters: the page looks the same and reads otherwise."""

    def change(writer):
        font = page(writer)["/Resources"]["/Font"]["/f0"]
        put(writer, font, ToUnicode=writer.add_object(StreamObject(stream_data=b"begincmap endcmap")))

    return appended(two(), change)


@attack
def font_swapped():
    def change(writer):
        fonts = page(writer)["/Resources"]["/Font"]
        fonts["/f0"], fonts["/f1"] = fonts.raw_get("/f1"), fonts.raw_get("/f0")
        writer.update_container(fonts)

    return appended(two(), change)


# ---- on top of the pages


changed("note_over_the_text", annotate("FreeText", Contents=pdf_string("50 Tage")))
changed("stamp_over_the_text", annotate("Stamp"))
changed("square_over_the_text", annotate("Square"))
changed("redaction_over_the_text", annotate("Redact"))
changed("hidden_note", annotate("Text", Contents=pdf_string("Ich dachte, 50 Tage?")))
changed("a_file_pinned_to_the_page", annotate("FileAttachment"))
changed("a_link_to_elsewhere", annotate("Link", A=names(S=NameObject("/URI"), URI=pdf_string("https://example.org"))))
changed("a_film_over_the_text", annotate("Screen"))


@attack
def an_existing_link_leads_elsewhere():
    def change(writer):
        notes = [note.get_object() for each in pages(writer) for note in each.get_object().get("/Annots", ())]
        link = next(note for note in notes if note["/Subtype"] == "/Link")
        for entry in ("/Dest", "/A"):
            link.pop(entry, None)
        put(writer, link, A=names(S=NameObject("/URI"), URI=pdf_string("https://example.org")))

    return appended(two(), change)


@attack
def text_field_over_the_text():
    def change(writer):
        join_form(writer, annotation(writer, "Widget", FT=NameObject("/Tx"), T=pdf_string("Frist"), V=pdf_string("50")))

    return appended(two(), change)


@attack
def empty_signature_field_with_a_look():
    def change(writer):
        join_form(writer, annotation(writer, "Widget", FT=NameObject("/Sig"), T=pdf_string("Signature1")))

    return appended(two(), change)


@attack
def signature_with_a_look_over_the_text():
    """Signed by somebody who is believed, in a field that they drew over a clause."""
    return signed_over(two(), CLAUSE)


@attack
def signature_with_two_looks():
    """A signed field shows once more, on another page."""

    def change(writer):
        made = field(writer, "Signature1")
        parent = next(each for each in writer.root["/AcroForm"]["/Fields"] if each.get_object() is made)
        second = annotation(writer, "Widget", Parent=parent)
        put(writer, made, Kids=ArrayObject([*made["/Kids"], second]))
        here = page(writer, 1)
        put(writer, here, Annots=ArrayObject([*here.get("/Annots", ()), second]))

    return appended(signed_over(two(), (80, 30, 200, 60), kids=True), change)


def signed_over(data: bytes, corners: tuple[float, ...], *, kids: bool = False) -> bytes:
    from pyhanko.sign import signers
    from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field

    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    append_signature_field(writer, SigFieldSpec("Signature1", on_page=0, box=corners, combine_annotation=not kids))
    meta = signers.PdfSignatureMetadata(field_name="Signature1", subfilter=SigSeedSubFilter.PADES)
    signer = signers.SimpleSigner.load_pkcs12_data(attacker().p12, [], pki.SECRET.encode())
    return signers.PdfSigner(meta, signer).sign_pdf(writer).getvalue()


# ---- the fields that are signed


changed("signature_taken_out", lambda w: put(w, field(w, "processor_1"), V=None))
changed(
    "signatures_swapped",
    lambda w: put(w, field(w, "processor_1"), V=field(w, "processor_2").raw_get("/V")),
)
changed("field_moved_over_the_text", lambda w: put(w, field(w, "processor_1"), Rect=box(*CLAUSE)))
changed("field_hidden", lambda w: put(w, field(w, "processor_1"), F=NumberObject(2)))
changed("field_named_otherwise", lambda w: put(w, field(w, "processor_1"), T=pdf_string("director")))
changed("field_explained_otherwise", lambda w: put(w, field(w, "processor_1"), TU=pdf_string("Nur zur Ansicht")))
changed("field_made_a_text_field", lambda w: put(w, field(w, "processor_1"), FT=NameObject("/Tx")))
changed(
    "field_dropped_from_the_form",
    lambda w: put(w, w.root["/AcroForm"], Fields=ArrayObject(list(w.root["/AcroForm"]["/Fields"])[1:])),
)


@attack
def appearance_swapped():
    def change(writer):
        look = StreamObject(
            names(Type=NameObject("/XObject"), Subtype=NameObject("/Form"), BBox=box(0, 0, 211, 62)),
            stream_data=b"1 g 0 0 211 62 re f",
        )
        put(writer, field(writer, "processor_1"), AP=names(N=writer.add_object(look)))

    return appended(two(), change)


@attack
def appearance_overwritten():
    def change(writer):
        look = field(writer, "processor_1")["/AP"]["/N"]
        look._data, look._encoded_data = b"1 g 0 0 211 62 re f", None
        writer.mark_update(field(writer, "processor_1")["/AP"].raw_get("/N"))

    return appended(two(), change)


@attack
def appearances_of_two_signatures_swapped():
    def change(writer):
        one, other = field(writer, "processor_1"), field(writer, "processor_2")
        mine, theirs = one.raw_get("/AP"), other.raw_get("/AP")
        put(writer, one, AP=theirs)
        put(writer, other, AP=mine)

    return appended(two(), change)


@attack
def look_of_an_unsigned_field():
    def change(writer):
        look = StreamObject(
            names(Type=NameObject("/XObject"), Subtype=NameObject("/Form"), BBox=box(0, 0, 211, 62)),
            stream_data=b"0 g 0 0 211 62 re f",
        )
        put(writer, field(writer, "controller_1"), AP=names(N=writer.add_object(look)))

    return appended(two(), change)


@attack
def signature_says_another_town():
    """The signature dictionary itself, in a further revision."""

    def change(writer):
        put(writer, field(writer, "processor_1")["/V"], Location=pdf_string("Bonn"), M=pdf_string("D:20200101000000Z"))

    return appended(two(), change)


@attack
def lock_taken_off():
    return appended(three(), lambda w: put(w, field(w, "controller_1"), Lock=None))


@attack
def signed_although_it_was_closed():
    from pyhanko.sign import signers
    from pyhanko.sign.fields import SigSeedSubFilter

    meta = signers.PdfSignatureMetadata(field_name="Signature9", subfilter=SigSeedSubFilter.PADES)
    signer = signers.SimpleSigner.load_pkcs12_data(attacker().p12, [], pki.SECRET.encode())
    return signers.PdfSigner(meta, signer).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(three()))).getvalue()


# ---- the catalog


changed("script_when_opened", root(OpenAction=script()))
changed("script_before_printing", root(AA=names(WP=script())))
changed("layers_added", root(OCProperties=names(OCGs=ArrayObject(), D=names())))
changed("another_language", root(Lang=pdf_string("en-US")))
changed("no_longer_tagged", root(MarkInfo=names(Marked=generic.BooleanObject(False))))
changed("bookmarks_taken_out", root(Outlines=None))
changed("associated_files_taken_out", root(AF=None))
changed("another_way_to_show_it", root(ViewerPreferences=names(HideToolbar=generic.BooleanObject(True))))
changed("page_labels_added", root(PageLabels=names(Nums=ArrayObject())))
changed("permissions_added", root(Perms=names()))
changed("a_collection_of_files", root(Collection=names(View=NameObject("/T"))))
changed("data_for_other_programs", root(PieceInfo=names(Muster=names())))
changed("another_color_intent", root(OutputIntents=ArrayObject()))


@attack
def script_by_name():
    def change(writer):
        put(writer, writer.root["/Names"], JavaScript=names(Names=ArrayObject([pdf_string("a"), script()])))

    return appended(two(), change)


@attack
def destinations_elsewhere():
    return appended(two(), lambda w: put(w, w.root["/Names"], Dests=names(Names=ArrayObject())))


@attack
def forms_of_another_kind():
    def change(writer):
        put(writer, writer.root["/AcroForm"], XFA=writer.add_object(StreamObject(stream_data=b"<xdp/>")))

    return appended(two(), change)


@attack
def looks_made_anew_by_the_reader():
    return appended(two(), lambda w: put(w, w.root["/AcroForm"], NeedAppearances=generic.BooleanObject(True)))


@attack
def structure_says_something_else():
    """What a screen reader says instead of the text."""

    def change(writer):
        element = writer.root["/StructTreeRoot"]["/K"]
        element = element[0] if isinstance(element, ArrayObject) else element
        put(writer, element.get_object(), ActualText=pdf_string("50 Tage"))

    return appended(two(), change)


@attack
def structure_taken_out():
    return appended(two(), root(StructTreeRoot=None))


@attack
def another_title():
    def change(writer):
        metadata = writer.root["/Metadata"]
        metadata._data = metadata.data.replace(b"Auftragsverarbeitung", b"Zusammenarbeit")
        metadata._encoded_data = None
        writer.mark_update(writer.root.raw_get("/Metadata"))
        put(writer, writer.trailer["/Info"], Title=pdf_string("Angebot"))

    return appended(two(), change)


# ---- the data inside


@attack
def attachment_overwritten():
    def change(writer):
        stream = writer.root["/AF"][0]["/EF"]["/F"]
        stream._data, stream._encoded_data = stream.data.replace(b"30 Tage", b"50 Tage"), None
        writer.mark_update(writer.root["/AF"][0]["/EF"].raw_get("/F"))

    return appended(two(), change)


@attack
def attachment_swapped():
    def change(writer):
        made = writer.add_object(StreamObject(names(Type=NameObject("/EmbeddedFile")), stream_data=b"{}"))
        put(writer, writer.root["/AF"][0], EF=names(F=made, UF=made))

    return appended(two(), change)


@attack
def attachment_added():
    def change(writer):
        made = writer.add_object(StreamObject(names(Type=NameObject("/EmbeddedFile")), stream_data=b"Anlage 5"))
        spec = writer.add_object(names(Type=NameObject("/Filespec"), F=pdf_string("Anlage5.pdf"), EF=names(F=made)))
        found = writer.root["/Names"]["/EmbeddedFiles"]
        put(writer, found, Names=ArrayObject([*found["/Names"], pdf_string("z"), spec]))

    return appended(two(), change)


# ---- the security store


def store(**entries: object) -> Change:
    return root(DSS=names(**entries))


def stream(writer: IncrementalPdfFileWriter, data: bytes) -> ArrayObject:
    return ArrayObject([writer.add_object(StreamObject(stream_data=data))])


changed("store_with_a_strange_entry", store(Type=NameObject("/DSS"), Muster=pdf_string("50 Tage")))
changed("store_that_holds_a_page", lambda w: root(DSS=names(Certs=ArrayObject([pages(w)[0]])))(w))
changed("store_that_is_a_list", root(DSS=ArrayObject()))
changed("store_with_a_strange_key", store(VRI=names(muster=names())))
changed("store_of_rubbish", lambda w: root(DSS=names(Certs=stream(w, b"rubbish")))(w))
changed("store_with_a_rubbish_list", lambda w: root(DSS=names(CRLs=stream(w, b"rubbish")))(w))


# ---- revisions and cross references


@attack
def rolled_back_to_before_the_second_signature():
    """A new end of the file that leaves the second signature's revision out."""
    ends = [match.end() for match in re.finditer(rb"%%EOF\r?\n?", two())]
    first = re.findall(rb"startxref\s+(\d+)", two())[1]
    return two() + b"startxref\n" + first + b"\n%%EOF\n" if ends else two()


@attack
def rolled_back_to_before_all_signatures():
    return two() + b"startxref\n" + re.findall(rb"startxref\s+(\d+)", two())[0] + b"\n%%EOF\n"


@attack
def fields_rolled_back():
    """The signed field as it was before, in a further revision."""
    return appended(three(), lambda w: [put(w, field(w, name), V=None) for name in ("processor_1", "controller_1")])


@attack
def something_behind_the_end():
    return two() + b"\n999 0 obj\n<< /Type /Page >>\nendobj\n"


@attack
def a_second_body_behind_the_end():
    """No cross references: who repairs broken files reads the objects, others do not."""
    return two() + b"\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n"


@attack
def an_object_nobody_refers_to():
    return appended(two(), lambda w: w.add_object(words("Nachtrag: 50 Tage")))


@attack
def an_object_said_twice():
    """The newer of two, both with the same number, right behind the end; the cross references name the older one."""
    number = int(re.search(rb"(\d+) 0 obj", two())[1])
    return two() + f"\n{number} 0 obj\n(other)\nendobj\n".encode() + tail(two())


def tail(data: bytes) -> bytes:
    return data[data.rindex(b"startxref") :]


@attack
def cross_references_in_circles():
    start = re.findall(rb"startxref\s+(\d+)", two())[-1]
    at = len(two())
    table = b"xref\n0 0\ntrailer\n<< /Size 300 /Root 66 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (at, at)
    return two() + table if start else two()


@attack
def another_catalog():
    def change(writer):
        made = names(Type=NameObject("/Catalog"), Pages=writer.root.raw_get("/Pages"))
        made["/AcroForm"] = writer.root.raw_get("/AcroForm")
        writer.trailer["/Root"] = writer._root = writer.add_object(made)

    return appended(two(), change)


@attack
def another_tree_of_pages():
    def change(writer):
        made = names(Type=NameObject("/Pages"), Kids=ArrayObject(pages(writer)[:1]), Count=NumberObject(1))
        put(writer, writer.root, Pages=writer.add_object(made))
        writer.update_root()

    return appended(two(), change)


@attack
def a_hybrid_file():
    """Readers of two kinds see two files (ISO 32000-1, 7.5.8.4)."""
    last = int(re.findall(rb"startxref\s+(\d+)", two())[-1])
    at = len(two())
    said = b"xref\n0 0\ntrailer\n<< /Size 300 /Root 66 0 R /Prev %d /XRefStm %d >>\nstartxref\n%d\n%%%%EOF\n"
    return two() + said % (last, last, at)


@attack
def bytes_before_the_file():
    return b"%!PS-Adobe-3.0\n" + two()


@attack
def bytes_between_the_revisions():
    ends = [match.end() for match in re.finditer(rb"%%EOF\r?\n?", two())]
    return two()[: ends[0]] + b"% 50 Tage\n" + two()[ends[0] :]


@attack
def written_anew():
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(two())) as pdf:
        pdf.save(out)
    return out.getvalue()


@attack
def freed_objects():
    """The page's content is freed."""
    start = int(re.findall(rb"startxref\s+(\d+)", two())[-1])
    with pikepdf.open(io.BytesIO(two())) as pdf:
        number = pdf.pages[0].Contents.objgen[0]
    at = len(two())
    said = b"xref\n%d 1\n0000000000 65535 f \ntrailer\n<< /Size 300 /Root 66 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    return two() + said % (number, start, at)


# ---- shadows: prepared before anybody signed


def shadow(name: str, change: Callable[[pikepdf.Pdf], object]) -> None:
    """The directors sign a file that somebody has worked on before."""

    def make() -> bytes:
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(agreement().data)) as pdf:
            change(pdf)
            pdf.save(out, deterministic_id=True)
        done: Pdf | SignedPdf = Pdf(out.getvalue())
        for number in range(2):
            here = next(e for e in progress(done.data, sample(clauses=2)).slots if e.order == number + 1)
            done = sign(done, trial(SIGNERS[number]), here)
        return done.data

    ATTACKS[f"shadow_{name}"] = make


def drawn(pdf: pikepdf.Pdf, said: bytes) -> None:
    pdf.pages[0].contents_add(said)


def covered(pdf: pikepdf.Pdf, **more: object) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Square, Rect=list(CLAUSE), F=4, IC=[1, 1, 1], **more
    )
    pdf.pages[0].Annots = pikepdf.Array([*pdf.pages[0].get("/Annots", []), pdf.make_indirect(note)])


def other_data(pdf: pikepdf.Pdf) -> None:
    """The data inside says 50 where the pages say 30."""
    import hashlib

    made = pdf.Root.AF[0].EF.F
    said = made.read_bytes().replace(b"30 Tage", b"50 Tage")
    made.write(said)
    made.Params.Size, made.Params.CheckSum = len(said), pikepdf.String(hashlib.md5(said).digest())


shadow("white_box_over_the_text", lambda pdf: drawn(pdf, b"1 g 80 560 340 80 re f"))
shadow("text_beside_the_text", lambda pdf: drawn(pdf, b"BT /f0 9 Tf 80 30 Td <0001> Tj ET"))
shadow("note_over_the_text", covered)
shadow("hidden_note", lambda pdf: covered(pdf, Contents=pikepdf.String("50 Tage")))
shadow("other_data_inside", other_data)
shadow(
    "script_when_opened",
    lambda pdf: setattr(
        pdf.Root, "OpenAction", pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1);"))
    ),
)
shadow(
    "layers",
    lambda pdf: setattr(pdf.Root, "OCProperties", pikepdf.Dictionary(OCGs=pikepdf.Array(), D=pikepdf.Dictionary())),
)
shadow("page_put_in", lambda pdf: pdf.add_blank_page())
shadow("page_turned", lambda pdf: setattr(pdf.pages[0], "Rotate", 180))
