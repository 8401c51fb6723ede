"""Any file ──read──▶ Source: the content says what it is, the ending only where that leaves it open."""

from __future__ import annotations

from avv_desktop.errors import AvvError, DamagedFile, ForeignFormat
from avv_desktop.intake.encoding import decode
from avv_desktop.intake.limits import check_size, check_text
from avv_desktop.intake.model import Source
from avv_desktop.intake.sniff import check_not_foreign, is_pdf, is_zip, kind_of_text
from avv_desktop.system.language import tr


def read(data: bytes, name: str) -> Source:
    """The lines of a text, Markdown, HTML, Word or PDF file; `name` is for messages and its ending.

    Raises TooLarge, ForeignFormat, EncryptedFile, EncryptedPdf, NoText, DamagedFile, PdfError.
    """
    check_size(data, name)
    check_not_foreign(data, name)
    try:
        source = _read(data, name)
    except (AvvError, ImportError):
        raise
    except RecursionError as error:
        raise DamagedFile(path=name, reason=tr("Its parts are nested too deeply.")) from error
    except Exception as error:
        raise DamagedFile(path=name, reason="") from error
    if not source.lines and not source.lines_before:
        raise ForeignFormat(path=name, reason=tr("It is empty."))
    return source


def _read(data: bytes, name: str) -> Source:
    if is_pdf(data):
        from avv_desktop.intake.pdf import read_pdf

        return read_pdf(data, name)
    if is_zip(data):
        from avv_desktop.intake.docx import read_docx

        return read_docx(data, name)
    text = decode(data, name)
    kind = kind_of_text(text, name)
    if kind == "html":
        from avv_desktop.intake.html import read_html

        return read_html(text, name)
    check_text(text, name)
    match kind:
        case "markdown":
            from avv_desktop.intake.markdown import read_markdown

            return read_markdown(text, name)
        case _:
            from avv_desktop.intake.text import read_text

            return read_text(text, name)
