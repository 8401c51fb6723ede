"""Small pieces of WordprocessingML: elements, text that XML allows, bookmarks, fields."""

from __future__ import annotations

import re
import zlib
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_FORBIDDEN = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(tag: str, *inside: Any, **attributes: object) -> Any:
    """`element("w:b")`, `element("w:lang", val="de-DE")`: attributes are in the w namespace."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    for each in inside:
        made.append(each)
    return made


def allowed(text: str) -> str:
    """The text without characters that XML 1.0 forbids; line breaks as "\\n"."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def text_run(text: str, *, style: str = "", bold: bool = False) -> Any:
    """A run; line breaks and tabs become Word's own."""
    run = element("w:r")
    if style or bold:
        properties = element("w:rPr")
        if style:
            properties.append(element("w:rStyle", val=style))
        if bold:
            properties.append(element("w:b"))
        run.append(properties)
    for piece in re.split("([\n\t])", allowed(text)):
        if piece == "\n":
            run.append(element("w:br"))
        elif piece == "\t":
            run.append(element("w:tab"))
        elif piece:
            run.append(_words(piece))
    return run


def _words(text: str) -> Any:
    words = element("w:t")
    words.text = text
    if text != text.strip() or "  " in text:
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return words


def field(instruction: str, shown: str) -> list[Any]:
    """A live field: its instruction, and what it shows until Word counts again."""
    said = element("w:instrText")
    said.text = f" {instruction} "
    said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return [
        element("w:r", element("w:fldChar", fldCharType="begin")),
        element("w:r", said),
        element("w:r", element("w:fldChar", fldCharType="separate")),
        text_run(shown),
        element("w:r", element("w:fldChar", fldCharType="end")),
    ]


def bookmark_name(id: str) -> str:
    """A hidden bookmark for a clause, paragraph or annex: 40 letters at most, the same for the same id."""
    name = "_avv_" + re.sub(r"[^A-Za-z0-9_]", "_", id)
    return name if len(name) <= 40 else f"{name[:31]}_{zlib.crc32(id.encode()):08x}"
