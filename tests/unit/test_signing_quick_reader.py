"""The quick reader reads what pyHanko's own reader reads, object by object, version by version; and odd files too."""

from __future__ import annotations

import io
import random

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfReadError, PdfStreamError
from pyhanko.pdf_utils.reader import PdfFileReader

from avv_desktop.signing import quick_reader
from avv_desktop.signing.quick_reader import QuickReader
from tests.unit.signing_sample import agreement, plain_pdf, signed

FILES = {"ours": lambda: agreement().data, "signed": lambda: signed(3).data, "foreign": plain_pdf}


def shape(found: generic.PdfObject) -> object:
    """What an object says, with its types, whatever reader it is from."""
    if isinstance(found, generic.IndirectObject):
        return "ref", found.idnum, found.generation
    if isinstance(found, generic.StreamObject):
        return "stream", {key: shape(found.raw_get(key)) for key in found}, found.encoded_data
    if isinstance(found, generic.DictionaryObject):
        return "dict", {key: shape(found.raw_get(key)) for key in found}
    if isinstance(found, generic.ArrayObject):
        return "array", [shape(found.raw_get(at)) for at in range(len(found))]
    written = io.BytesIO()
    found.write_to_stream(written, None)
    return type(found).__name__, written.getvalue()


def every(reader: PdfFileReader, view) -> dict:
    ids = range(1, reader.xrefs.get_xref_container_info(reader.total_revisions - 1).size)
    told = {}
    for number in ids:
        try:
            told[number] = shape(view.get_object(generic.Reference(number, 0, view)))
        except (PdfReadError, KeyError) as error:
            told[number] = type(error).__name__
    return told


@pytest.mark.parametrize("name", FILES)
def test_every_object_is_the_same(name):
    data = FILES[name]()
    quick, own = QuickReader(io.BytesIO(data), strict=False), PdfFileReader(io.BytesIO(data), strict=False)
    assert every(quick, quick) == every(own, own)


def test_every_version_is_the_same_and_so_are_the_ways_to_each_object():
    data = signed(3).data
    quick, own = QuickReader(io.BytesIO(data), strict=False), PdfFileReader(io.BytesIO(data), strict=False)
    for revision in range(own.total_revisions):
        here, there = quick.get_historical_resolver(revision), own.get_historical_resolver(revision)
        assert every(quick, here) == every(own, there)
        same_ways(here, there)


def same_ways(here, there) -> None:
    """Each object of a version is reached in the same ways, also those that are reached in none."""
    for resolver in (here, there):
        resolver._load_reverse_xref_cache()
    size = there.reader.xrefs.get_xref_container_info(there.revision).size
    numbers = {(ref.idnum, ref.generation) for ref in there._indirect_object_access_cache}
    found = 0
    for number in numbers | {(each, 0) for each in range(size)}:
        mine = here._get_usages_of_ref(generic.Reference(*number, here))
        theirs = there._get_usages_of_ref(generic.Reference(*number, there))
        assert mine == theirs, number
        found += len(mine)
    assert found


NODES = {
    "shared": "5 0 R /Other [5 0 R << /Deep 5 0 R >>]",
    "ring": "5 0 R /Back 6 0 R",
    "page from outside": "<< /D [3 0 R /Fit] /Kids [3 0 R] >>",
    "parent": "<< /Parent 5 0 R /P 5 0 R >>",
    "reference to a reference": "7 0 R",
}
STRUCTURE = {
    "none": "",
    "elements": "/StructTreeRoot << /K [8 0 R 4] /ParentTree [8 0 R 9 0 R] >>",
    "one": "/StructTreeRoot << /K 8 0 R /Else 9 0 R >>",
    "content": "/StructTreeRoot << /K [<< /Type /MCR /K 9 0 R >> << /K [8 0 R] >>] >>",
}


@pytest.mark.parametrize("node", NODES)
@pytest.mark.parametrize("structure", STRUCTURE)
def test_odd_trees_are_walked_as_the_library_walks_them(node, structure):
    objects = {
        1: f"<< /Type /Catalog /Pages 2 0 R /X {NODES[node]} {STRUCTURE[structure]} >>",
        2: "<< /Type /Pages /Kids [3 0 R 10 0 R] /Count 2 >>",
        3: "<< /Type /Page /Parent 2 0 R /Next 10 0 R /B [5 0 R 5 0 R] >>",
        5: "<< /A 6 0 R /Page 3 0 R /S 8 0 R >>",
        6: "<< /B 5 0 R /P 3 0 R >>",
        7: "5 0 R",
        8: "<< /S /P /P 8 0 R /K [9 0 R 0] /Pg 3 0 R >>",
        9: "<< /S /Span /P 8 0 R /K 1 /Ref [8 0 R] >>",
        10: "<< /Type /Pages /Kids [11 0 R] /Parent 2 0 R /Count 1 >>",
        11: "<< /Type /Page /Parent 10 0 R >>",
    }
    data, places = b"%PDF-1.7\n", {}
    for number, written in objects.items():
        places[number] = len(data)
        data += f"{number} 0 obj {written} endobj\n".encode()
    rows = "".join(
        f"{places[each]:010} 00000 n \n" if each in places else "0000000000 65535 f \n" for each in range(12)
    )
    data += f"xref\n0 12\n{rows}trailer << /Size 12 /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n".encode()
    quick, own = QuickReader(io.BytesIO(data), strict=False), PdfFileReader(io.BytesIO(data), strict=False)
    same_ways(quick.get_historical_resolver(0), own.get_historical_resolver(0))


CIRCLES = {
    "pages": "<< /Type /Catalog /Pages 2 0 R >>",
    "structure": "<< /Type /Catalog /Pages 3 0 R /StructTreeRoot << /K [4 0 R 4 0 R] >> >>",
}


@pytest.mark.parametrize("name", CIRCLES)
def test_trees_in_a_circle_are_refused_as_the_library_does(name):
    data = b"%PDF-1.7\n"
    objects = [CIRCLES[name], "<< /Type /Pages /Kids [3 0 R 3 0 R] >>", "<< /Type /Pages /Kids [] >>", "<< /S /P >>"]
    places = []
    for number, written in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj {written} endobj\n".encode()
    rows = "0000000000 65535 f \n" + "".join(f"{each:010} 00000 n \n" for each in places)
    data += f"xref\n0 5\n{rows}trailer << /Size 5 /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n".encode()
    for kind in (QuickReader, PdfFileReader):
        with pytest.raises(PdfReadError):
            kind(io.BytesIO(data), strict=False).get_historical_resolver(0)._load_reverse_xref_cache()


def stream_of(head: bytes, body: bytes, count: int, first: int | None = None) -> bytes:
    """A file with an object stream like this, and objects 5 and 6 in it."""
    first = len(head) if first is None else first
    parts, places = [b"%PDF-1.7\n"], {}
    inside = head + body
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[]/Count 0>>",
        4: b"<</Type/ObjStm/N %d/First %d/Length %d>>stream\n%s\nendstream" % (count, first, len(inside), inside),
    }
    for number, written in objects.items():
        places[number] = sum(map(len, parts))
        parts.append(b"%d 0 obj%s\nendobj\n" % (number, written))
    at = sum(map(len, parts))
    rows = [(0, 0, 65535), (1, places[1], 0), (1, places[2], 0), (1, at, 0), (1, places[4], 0), (2, 4, 0), (2, 4, 1)]
    table = b"".join(bytes([kind]) + where.to_bytes(3, "big") + index.to_bytes(2, "big") for kind, where, index in rows)
    told = b"<</Type/XRef/Size 7/W[1 3 2]/Root 1 0 R/Length %d>>stream\n%s\nendstream" % (len(table), table)
    return b"".join([*parts, b"3 0 obj", told, b"\nendobj\nstartxref\n%d\n%%%%EOF" % at])


ODD = {
    "plain": (b"5 0 6 9 ", b"<</A 1>> [1 2 3]", 2),
    "only spaces between": (b"5   0\r\n6\t9\n", b"<</A 1>> [1 2 3]", 2),
    "a comment in its head": (b"5 0 %x\n6 9 ", b"<</A 1>> [1 2 3]", 2),
    "a number twice": (b"5 0 5 9 ", b"<</A 1>> [1 2 3]", 2),
    "another number": (b"5 0 7 9 ", b"<</A 1>> [1 2 3]", 2),
    "too short": (b"5 0 ", b"<</A 1>> [1 2 3]", 2),
    "too long": (b"5 0 6 9 8 3 ", b"<</A 1>> [1 2 3]", 2),
    "no numbers": (b"a b c d ", b"<</A 1>> [1 2 3]", 2),
    "a sign": (b"+5 0 6 +9 ", b"<</A 1>> [1 2 3]", 2),
    "beyond its end": (b"5 0 6 900 ", b"<</A 1>> [1 2 3]", 2),
    "broken objects": (b"5 0 6 4 ", b"<</A <<<]>", 2),
    "begins in a number": (b"5 0 6 2", b"1 2 3", 2),
    "null bytes": (b"5\x000\x006\x009\x00", b"<</A 1>> [1 2 3]", 2),
    "a reference inside": (b"5 0 6 6 ", b"1 0 R [1 2 3]", 2),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_object_streams_are_read_alike(name):
    head, body, count = ODD[name]
    data = stream_of(head, body, count)
    told = []
    for kind in (QuickReader, PdfFileReader):
        reader, answers = kind(io.BytesIO(data), strict=False), []
        for number in (5, 6):
            try:
                answers.append(shape(reader.get_object(generic.Reference(number, 0, reader))))
            except Exception as error:
                answers.append(type(error).__name__)
        told.append(answers)
    assert told[0] == told[1]


@pytest.mark.parametrize("seed", range(200))
def test_hexadecimal_strings_are_read_alike(seed):
    chance = random.Random(seed)
    letters = b"0123456789abcdefABCDEF" + (b" \n\t\r\x00%g<(" if seed % 2 else b"")
    size = chance.choice((0, 1, 2, 40, 255, 256, 257, 5000))
    text = b"<" + bytes(chance.choice(letters) for _ in range(size)) + chance.choice((b">", b">", b"", b"> 12>"))
    told = []
    for read in (quick_reader.read_hex_string, quick_reader._digit_by_digit):
        stream = io.BytesIO(b"  " + text + b" tail")
        stream.seek(2)
        try:
            found = read(stream)
            told.append((type(found), found, stream.tell()))
        except (PdfStreamError, ValueError) as error:
            told.append((type(error), str(error)))
    assert told[0] == told[1]


@pytest.mark.parametrize("seed", range(200))
def test_names_are_read_alike(seed):
    chance = random.Random(seed)
    letters = bytes(range(33, 127)) if seed % 2 else b"ABCabc019-_+.*:"
    size = chance.choice((0, 1, 2, 12, 126, 127, 128, 129, 400))
    text = (
        b"/"
        + bytes(chance.choice(letters) for _ in range(size))
        + chance.choice((b" ", b"/B", b">>", b"", b"\x00", b"\x80"))
    )
    told = []
    for read in (quick_reader.read_name, quick_reader._letter_by_letter):
        stream = io.BytesIO(b"  " + text)
        stream.seek(2)
        try:
            found = read(stream)
            told.append((type(found), found, stream.tell()))
        except PdfReadError as error:
            told.append((type(error), str(error)))
    assert told[0] == told[1]
