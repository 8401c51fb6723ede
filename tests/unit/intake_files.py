"""Word files made part by part, for the tests of reading: what a library would not write."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
TYPES = f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
BY = 'w:id="1" w:author="Kim Kunde" w:date="2026-10-01T08:00:00Z"'


def word_file(body: str, **parts: str) -> bytes:
    """`body`: inside of w:body; parts by name: styles, numbering, comments, footnotes, header1, item1 …"""
    made = {f"word/{name}.xml": part(name, text) for name, text in parts.items() if name != "item1"}
    related = "".join(
        f'<Relationship Id="r{n}" Type="{R}/{name.rstrip("123")}" Target="{name}.xml"/>'
        for n, name in enumerate(parts)
        if name != "item1"
    )
    if "item1" in parts:
        made["customXml/item1.xml"] = parts["item1"]
    return packed(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": relations(f'<Relationship Id="r" Type="{R}/officeDocument" Target="word/document.xml"/>'),
            "word/_rels/document.xml.rels": relations(related),
            "word/document.xml": f"{HEAD}<w:document {NAMES}><w:body>{body}</w:body></w:document>",
            **made,
        }
    )


def part(name: str, text: str) -> str:
    root = {"header1": "hdr", "footer1": "ftr"}.get(name, name)
    return text if text.startswith("<?xml") else f"{HEAD}<w:{root} {NAMES}>{text}</w:{root}>"


def relations(inside: str) -> str:
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'


def packed(parts: dict[str, str | bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return written.getvalue()


def p(text: str = "", *, style: str = "", number: str = "", inside: str = "", properties: str = "") -> str:
    """A paragraph. `number`: "list/level"; `inside`: instead of a run with `text`."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        list_id, level = number.split("/")
        styled += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return f"<w:p><w:pPr>{styled}{properties}</w:pPr>{inside or r(text)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def ins(text: str) -> str:
    return f"<w:ins {BY}>{r(text)}</w:ins>"


def gone(text: str) -> str:
    return f'<w:del {BY}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text if text.startswith('<w:') else p(text)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    inside = "".join(each if each.startswith("<w:tc>") else cell(each) for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def style(id: str, name: str, inside: str = "", based: str = "", kind: str = "paragraph") -> str:
    below = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="{kind}" w:styleId="{id}"><w:name w:val="{name}"/>{below}{inside}</w:style>'


def level(number: int, text: str, format: str = "decimal", start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(id: int, *levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{id}">{more}{"".join(levels)}</w:abstractNum>'


def num(id: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{id}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'
