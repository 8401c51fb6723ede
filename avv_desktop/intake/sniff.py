"""What kind of file it is: its first bytes decide, its ending only where they leave it open."""

from __future__ import annotations

import re

from avv_desktop.errors import EncryptedFile, ForeignFormat
from avv_desktop.intake.model import Format
from avv_desktop.system.language import tr

PDF, ZIP, OLE = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURES = (
    b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*", b"BM6", b"BM8",
    b"\x00\x00\x01\x00", b"8BPS", b"\xff\x4f\xff\x51", b"\x00\x00\x00\x0cjP",
)  # fmt: skip
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_TAGS = re.compile(r"<(?:p|div|h[1-6]|table|ol|ul|br|span|section|article)\b[^>]*>", re.I)


def check_not_foreign(data: bytes, name: str) -> None:
    """Raises ForeignFormat or EncryptedFile for what is known to be something else."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise ForeignFormat(path=name, reason=tr("It is empty."))
    if data.startswith(OLE):
        raise _ole(data, name)
    if data.lstrip()[:5] == b"{\\rtf":
        raise ForeignFormat(path=name, reason=tr("It is an RTF file."))
    if data.startswith(PICTURES) or data[:4] == b"RIFF" or data[4:8] == b"ftyp":
        raise ForeignFormat(path=name, reason=tr("It is a picture or a recording."))
    if data[:5] == b"MIME-" or data[:10] == b"Received: ":
        raise ForeignFormat(path=name, reason=tr("It is an e-mail or a saved web page with its pictures."))


def _ole(data: bytes, name: str) -> EncryptedFile | ForeignFormat:
    """Older Office files; newer ones with a password are wrapped in one, too."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return EncryptedFile(path=name)
    if "WordDocument".encode("utf-16-le") in data:
        return ForeignFormat(path=name, reason=tr("It is a Word file of the old kind (.doc)."))
    return ForeignFormat(path=name, reason=tr("It is an Office file of the old kind."))


def is_pdf(data: bytes) -> bool:
    """PDF readers allow some bytes of something else before the mark."""
    return data.startswith(PDF) or (PDF in data[:1024] and b"obj" in data[:4096] and not data.startswith(ZIP))


def is_zip(data: bytes) -> bool:
    return data.startswith((ZIP, b"PK\x05\x06"))


def check_word(names: set[str], kind: bytes, name: str) -> None:
    """`names` of the parts of a packed file, `kind`: what its part "mimetype" says. Raises ForeignFormat."""
    if "[Content_Types].xml" in names and any(each.startswith("word/") for each in names):
        return
    if b"opendocument" in kind:
        reason = tr("It is an OpenDocument file (.odt).")
    elif any(each.startswith(("xl/", "ppt/", "visio/")) for each in names):
        reason = tr("It is an Excel, PowerPoint or Visio file.")
    elif "[Content_Types].xml" in names:
        return
    else:
        reason = tr("It is a packed folder (.zip).")
    raise ForeignFormat(path=name, reason=reason)


def kind_of_text(text: str, name: str) -> Format:
    """Of a decoded file. Raises ForeignFormat for XML that is no HTML."""
    ending = name.lower().rpartition(".")[2]
    if _HTML.match(text) or (ending in ("html", "htm", "xhtml") and _TAGS.search(text)):
        return "html"
    if text.lstrip().startswith("<?xml"):
        raise ForeignFormat(path=name, reason=tr("It is an XML file."))
    return "markdown" if ending in ("md", "markdown", "mdown") else "text"
