"""One agreement as people keep it: typed as text, Markdown, HTML, Word or PDF, or with each format's own marks.

A paragraph is a line; a point begins with "- " (further in: "  - "), a row of a table with "|".
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable
from xml.sax.saxutils import escape

import pikepdf
import typst

from avv_desktop.document import model as m
from avv_desktop.document.units import units, words
from avv_desktop.intake.read import read
from avv_desktop.intake.structure import understand
from avv_desktop.pdf.fonts import typst_fonts
from tests.unit.intake_files import abstract, level, num, p, r, row, style, table, word_file

Block = str | list[tuple[str, ...]]
"""A paragraph, or the rows of a table."""
CLAUSE = re.compile(r"(?:§ \d+|(?:Artikel|Article) \d+|Ziffer \d+:|\d+\.) [A-Z][^.]{0,60}")
ANNEX = re.compile(r"(?:Anlage|Annex) \d")
GROUP = re.compile(r"\d\. [A-Z]")
CONTROL = re.compile(r"\W*\w+kontrolle\W*")
LETTER = re.compile(r"[a-z]\) ")


def blocks(typed: str) -> list[Block]:
    found: list[Block] = []
    for line in filter(str.strip, typed.split("\n")):
        if not line.startswith("|"):
            found.append(line.rstrip())
            continue
        cells = tuple(cell.strip() for cell in line.strip("|").split("|"))
        if found and isinstance(found[-1], list):
            found[-1].append(cells)
        else:
            found.append([cells])
    return found


def tree(file: tuple[bytes, str]) -> list[tuple]:
    """Kinds, places, depths and words of what is read."""
    document = understand(read(*file)).document
    lines = [(unit.kind, unit.depth, unit.label, " ".join(unit.text.split())) for unit in units(document)]
    sections = [(each.kind, each.label, each.title, words(each.note)) for each in m.walk(document.sections)]
    return [*lines, *sections, *((each.side, each.intro, each.role) for each in document.parties)]


def strong(text: str, before: str, behind: str, quoted: Callable[[str], str]) -> str:
    """`text` with its **bold words** as the format marks them."""
    parts = text.split("**")
    return "".join(f"{before}{quoted(part)}{behind}" if n % 2 else quoted(part) for n, part in enumerate(parts))


def bars(rows: list[tuple[str, ...]]) -> list[str]:
    return ["| " + " | ".join(cells) + " |" for cells in rows]


def headings(found: list[Block]) -> dict[int, int]:
    """Which paragraphs are headings, and of which level."""
    levels, annex = {0: 1}, False
    for at, block in enumerate(found):
        if isinstance(block, str) and at:
            annex = annex or bool(ANNEX.match(block))
            if annex and not ANNEX.match(block):
                level = 3 if GROUP.match(block) else 4 if CONTROL.fullmatch(block) else 0
            else:
                level = 2 if annex or CLAUSE.fullmatch(block) or block == "Präambel" else 0
            levels |= {at: level} if level else {}
    return levels


# ---- typed


def as_text(found: list[Block]) -> tuple[bytes, str]:
    return "\n\n".join(b if isinstance(b, str) else "\n".join(bars(b)) for b in found).encode(), "a.txt"


def as_markdown(found: list[Block]) -> tuple[bytes, str]:
    return "\n\n".join(b if isinstance(b, str) else _markdown_table(b) for b in found).encode(), "a.md"


def _markdown_table(rows: list[tuple[str, ...]]) -> str:
    head, *rest = bars(rows)
    return "\n".join((head, "|" + "---|" * len(rows[0]), *rest))


def as_html(found: list[Block]) -> tuple[bytes, str]:
    said = (_html_table(b, "td") if isinstance(b, list) else _html_words("p", b) for b in found)
    return _page("".join(said))


def _page(body: str) -> tuple[bytes, str]:
    return f"<!DOCTYPE html><html><body>{body}</body></html>".encode(), "a.html"


def _html_words(tag: str, text: str) -> str:
    return f"<{tag}>{strong(text, '<b>', '</b>', html.escape)}</{tag}>"


def _html_table(rows: list[tuple[str, ...]], head: str) -> str:
    tags = [head, *["td"] * (len(rows) - 1)]
    lines = ("".join(_html_words(tag, cell) for cell in cells) for tag, cells in zip(tags, rows, strict=True))
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def as_word(found: list[Block]) -> tuple[bytes, str]:
    return word_file("".join(_word_table(b) if isinstance(b, list) else p(inside=_runs(b)) for b in found)), "a.docx"


def _word_table(rows: list[tuple[str, ...]]) -> str:
    return table(*(row(*map(escape, cells)) for cells in rows))


def _runs(text: str) -> str:
    return "".join(r(escape(part), "<w:b/>" if n % 2 else "") for n, part in enumerate(text.split("**")) if part)


PAPER = '#set page(paper: "a4", footer: context align(center)[Seite #counter(page).display()])\n'
LETTERS = '#set text(font: "Libertinus Serif", lang: "de", size: 11pt)\n#set par(spacing: 1.4em)\n'


def as_pdf(found: list[Block], tagged: bool = True) -> tuple[bytes, str]:
    said = (_typst_table(b) if isinstance(b, list) else strong(b, "#strong[", "]", _typst) for b in found)
    source = PAPER + LETTERS + "\n\n".join(said)
    fonts = typst_fonts()
    made = typst.Compiler({"main.typ": source.encode()}, font_paths=fonts, ignore_system_fonts=True).compile()
    return (made if tagged else _untagged(made)), "a.pdf"


def as_untagged_pdf(found: list[Block]) -> tuple[bytes, str]:
    return as_pdf(found, tagged=False)


def _typst(text: str) -> str:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'#text("{quoted}")'


def _typst_table(rows: list[tuple[str, ...]]) -> str:
    cells = ", ".join(f"[{_typst(cell)}]" for cells in rows for cell in cells)
    return f"#table(columns: ({'1fr, ' * len(rows[0])}), {cells})"


def _untagged(data: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        del pdf.Root.StructTreeRoot
        pdf.save(out)
    return out.getvalue()


# ---- with the marks of each format


def as_own_markdown(found: list[Block]) -> tuple[bytes, str]:
    levels = headings(found)
    said: list[str] = []
    for at, block in enumerate(found):
        if isinstance(block, list):
            said.append(_markdown_table(block))
        elif at in levels:
            said.append(f"{'#' * levels[at]} {block.strip('*')}")
        elif block.lstrip().startswith("- ") and said and said[-1].startswith("- "):
            said[-1] += f"\n{block}"
        else:
            said.append(block)
    return "\n\n".join(said).encode(), "a.md"


def as_own_html(found: list[Block]) -> tuple[bytes, str]:
    levels, said, opened = headings(found), [], ""
    for at, block in enumerate(found):
        list_tag = _list_tag(block)
        if opened != list_tag:
            said += [f"</{opened}>"] if opened else []
            said += [f"<{list_tag} type={'a' if list_tag == 'ol' else 'disc'}>"] if list_tag else []
            opened = list_tag
        if isinstance(block, list):
            said.append(_html_table(block, "th"))
        elif list_tag:
            said.append(_html_words("li", block.split(" ", 1)[1]))
        else:
            said.append(_html_words(f"h{levels[at]}", block.strip("*")) if at in levels else _html_words("p", block))
    return _page("\n".join(said))


def _list_tag(block: Block) -> str:
    if isinstance(block, list):
        return ""
    return "ul" if block.startswith("- ") else "ol" if LETTER.match(block) else ""


def as_own_word(found: list[Block]) -> tuple[bytes, str]:
    """Headings by style; bullets and letters that Word counts."""
    levels, body, lists, inside = headings(found), "", 1, False
    numbering = abstract(1, level(0, "•", "bullet")) + abstract(2, level(0, "%1)", "lowerLetter")) + num(1, 1)
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    for at, block in enumerate(found):
        lettered = isinstance(block, str) and LETTER.match(block) is not None
        if lettered and not inside:
            lists += 1
            numbering += num(lists, 2, again)
        inside = lettered
        if isinstance(block, list):
            body += _word_table(block)
            continue
        pointed = block.startswith("- ")
        number = f"{lists}/0" if lettered else "1/0" if pointed else ""
        core = block.split(" ", 1)[1] if number else block
        body += p(inside=_runs(core), style=f"H{levels[at]}" if at in levels else "", number=number)
    styles = "".join(
        style(f"H{n}", f"heading {n}", f'<w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr>') for n in range(1, 5)
    )
    return word_file(body, numbering=numbering, styles=styles), "a.docx"


OTHERS = (as_markdown, as_html, as_word, as_own_markdown, as_own_html, as_own_word)
PRINTED = (as_pdf, as_untagged_pdf)
