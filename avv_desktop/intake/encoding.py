"""Bytes of a text file as letters: UTF-8, UTF-16, UTF-32 with or without a mark, or Windows-1252."""

from __future__ import annotations

import codecs
import re
import unicodedata

from avv_desktop.errors import ForeignFormat
from avv_desktop.system.language import tr

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""The longer marks first: that of UTF-32 begins like that of UTF-16."""
SAMPLE = 8192
"""Bytes that are looked at for UTF-16 without a mark."""
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_USUAL = re.compile("[\\w\\s.,;:!?()\\[\\]{}§€%&/\"'„“”‚‘’–—…•·+*=<>#@-]")


def decode(data: bytes, name: str = "") -> str:
    """The letters, composed (NFC), with "\\n" at the ends of lines. Raises ForeignFormat for what is no text."""
    text = _marked(data)
    if text is None:
        text = _unmarked(data)
    if text is None or not is_text(text):
        raise ForeignFormat(path=name, reason=tr("Its content is no text."))
    return composed(text.replace("\r\n", "\n").replace("\r", "\n"))


def composed(text: str) -> str:
    """Letters and their accents as one character each, as people type them."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def is_text(text: str) -> bool:
    """Whether hardly anything in it is a control character, or a character that no contract uses."""
    if "\x00" in text or len(_CONTROL.findall(text)) * 100 > len(text):
        return False
    sample = text[:SAMPLE]
    return len(_USUAL.findall(sample)) * 4 >= len(sample) * 3


def _marked(data: bytes) -> str | None:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    return None


def _unmarked(data: bytes) -> str | None:
    encoding = _utf16(data[:SAMPLE])
    if encoding:
        return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def recognised(sample: bytes) -> tuple[str, int]:
    """The encoding that the beginning of a file shows, and the length of its mark; "" where it shows none."""
    for mark, encoding in MARKS:
        if sample.startswith(mark):
            return encoding, len(mark)
    return _utf16(sample[:SAMPLE]), 0


def _utf16(sample: bytes) -> str:
    """Western letters have a zero byte in every pair: the second (LE) or the first (BE)."""
    pairs = len(sample) // 2
    first, second = sample[0 : 2 * pairs : 2].count(0), sample[1 : 2 * pairs : 2].count(0)
    if pairs and second * 10 > pairs * 7 and first * 20 < pairs:
        return "utf-16-le"
    if pairs and first * 10 > pairs * 7 and second * 20 < pairs:
        return "utf-16-be"
    return ""
