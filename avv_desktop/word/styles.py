"""How the Word file looks: own styles, based on Word's built-in ones, so that its navigation and contents work."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from msgspec import Struct

from avv_desktop.word.marks import element

INK, QUIET, ALERT = RGBColor(0x1B, 0x1F, 0x24), RGBColor(0x5B, 0x64, 0x70), RGBColor(0x9A, 0x34, 0x12)
FONT = "Cambria"


class Look(Struct, frozen=True):
    """before, after: points; left: centimetres."""

    name: str
    base: str
    size: float = 10.5
    bold: bool = False
    before: float = 0
    after: float = 6
    left: float = 0
    color: RGBColor = INK
    keep: bool = False
    """Stays with the next paragraph."""
    outline: int | None = None


LOOKS = (
    Look("AVV Titel", "Title", 21, True, 0, 4),
    Look("AVV Untertitel", "Subtitle", 12, False, 0, 4, color=QUIET),
    Look("AVV Paragraf", "Heading 1", 12, True, 18, 6, keep=True, outline=0),
    Look("AVV Anlage", "Heading 1", 16, True, 0, 6, keep=True, outline=0),
    Look("AVV Gruppe", "Heading 2", 12, True, 14, 4, keep=True, outline=1),
    Look("AVV Kontrolle", "Heading 3", 10.5, True, 10, 3, keep=True, outline=2),
    Look("AVV Text", "Normal"),
    Look("AVV Absatz", "Normal"),
    Look("AVV Absatz Folge", "Normal", left=0.9),
    Look("AVV Buchstabe", "Normal", after=3),
    Look("AVV Strich", "Normal", after=3),
    Look("AVV Ziffer", "Normal", after=3),
    Look("AVV Firma", "Normal", bold=True),
    Look("AVV Hinweis", "Normal", 9, after=6, color=QUIET, keep=True),
    Look("AVV Tabelle", "Normal", 9, after=0),
    Look("AVV Tabellenkopf", "Normal", 9, True, after=0, keep=True),
    Look("AVV Tabellentitel", "Normal", 9.5, True, 8, 4, keep=True),
    Look("AVV Unterschrift", "Normal", 9, after=0, keep=True),
    Look("AVV Kopf", "Header", 8.5, after=0, color=QUIET),
    Look("AVV Entwurf", "Header", 9, True, after=2, color=ALERT),
)
MISSING = "AVVFehlt"
"""The character style of a gap."""


def style_id(name: str) -> str:
    return name.replace(" ", "")


def make_styles(document: Any, language: str) -> None:
    """All our styles, and the language of every word."""
    styles = document.styles
    normal = styles["Normal"]
    _font(normal, 10.5, False, INK)
    normal.paragraph_format.line_spacing = 1.12
    for look in LOOKS:
        _make(styles, look)
    missing = styles.add_style("AVV Fehlt", WD_STYLE_TYPE.CHARACTER)
    missing.font.color.rgb = ALERT
    missing.element.get_or_add_rPr().append(element("w:shd", val="clear", color="auto", fill="FDF0E6"))
    _language(styles, language)


def _make(styles: Any, look: Look) -> None:
    style = styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles[look.base]
    style.quick_style = True
    _font(style, look.size, look.bold, look.color)
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.keep_with_next = look.keep
    shape.widow_control = True
    if look.left:
        shape.left_indent = Cm(look.left)
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)
    if look.base == "Title":
        properties.insert_element_before(
            element("w:pBdr", element("w:bottom", val="nil")), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:outlineLvl"
        )
    if look.bold:
        properties.insert_element_before(
            element("w:suppressAutoHyphens"), "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl"
        )
    if look.outline is not None:
        for old in properties.findall(qn("w:outlineLvl")):
            properties.remove(old)
        properties.append(element("w:outlineLvl", val=look.outline))


def _font(style: Any, size: float, bold: bool, color: RGBColor) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), bold, False
    style.font.color.rgb = color
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), FONT)
    for old in style.element.rPr.findall(qn("w:spacing")):
        style.element.rPr.remove(old)


def _language(styles: Any, language: str) -> None:
    defaults = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(element("w:lang", val=language, eastAsia=language, bidi="ar-SA"))
