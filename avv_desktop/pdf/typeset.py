"""Document → pages. One compiler for the whole session, everything in memory, user text as data only."""

from __future__ import annotations

import datetime
import re
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec

from avv_desktop.document.model import Document
from avv_desktop.errors import TypesettingFailed
from avv_desktop.pdf.fonts import typst_fonts
from avv_desktop.pdf.mend import Mender
from avv_desktop.pdf.model import Mended, Place, Typeset
from avv_desktop.pdf.places import places
from avv_desktop.pdf.sheet import sheet
from avv_desktop.system.paths import resources

if TYPE_CHECKING:
    from typst import Compiler

STANDARDS = ["a-3a", "ua-1"]
Files = dict[str, bytes]


class LaidOut(msgspec.Struct, frozen=True):
    """Pages of which nobody knows yet where on them anything stands. `files`: what they were made from."""

    data: bytes
    standard: bool
    mended: tuple[Mended, ...]
    files: Files


class Typesetter:
    """Keep one for the session: what stood on a page before is not laid out again. Safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._compiler: Compiler | None = None
        self._layout = b""

    def typeset(self, document: Document, created: datetime.datetime, *, final: bool = False) -> Typeset:
        """The pages of a document; `created` is printed into the PDF's metadata.

        With `final` the pages keep both standards, or TypesettingFailed is raised. Without it they may fall back to
        pages without standard (`Typeset.standard`), which are for the screen only.
        """
        return self.located(self.laid_out(document, created, final=final))

    def laid_out(self, document: Document, created: datetime.datetime, *, final: bool = False) -> LaidOut:
        """The first half of `typeset`: the pages, for whoever draws them while `located` looks for the places."""
        mender = Mender()
        data = msgspec.json.encode(sheet(document, mender))
        with self._lock:
            files = self._files(data)
            pdf, standard = self._pages(files, int(created.timestamp()), final)
        return LaidOut(pdf, standard, tuple(mender.mended), files)

    def located(self, laid_out: LaidOut) -> Typeset:
        """The second half: where on the pages everything stands."""
        with self._lock:
            found = self._places(laid_out.files)
        pdf = laid_out.data
        return Typeset(pdf, _page_count(pdf), found, laid_out.mended, laid_out.standard)

    def _files(self, data: bytes) -> Files:
        if not self._layout:
            self._layout = (resources() / "typst" / "agreement.typ").read_bytes()
        return {"main.typ": self._layout, "data.json": data}

    def _pages(self, files: Files, stamp: int, final: bool) -> tuple[bytes, bool]:
        import typst

        if self._compiler is None:
            self._compiler = typst.Compiler(font_paths=typst_fonts(), ignore_system_fonts=True)
        compiled: Callable = self._compiler.compile
        try:
            return compiled(files, pdf_standards=STANDARDS, timestamp=stamp), True
        except typst.TypstError as error:
            if final:
                raise TypesettingFailed(reason=_reason(error)) from error
        try:
            return compiled(files, timestamp=stamp), False
        except typst.TypstError as error:
            raise TypesettingFailed(reason=_reason(error)) from error

    def _places(self, files: Files) -> tuple[Place, ...]:
        """A second compiler over the same files, since only a compiler's own files can be asked; nothing is laid out
        anew, the cache is shared."""
        import typst

        given: Any = files
        asked = typst.Compiler(given, font_paths=typst_fonts(), ignore_system_fonts=True)
        return places(msgspec.json.decode(asked.query("<places>", field="value", one=True)))


def _reason(error: Exception) -> str:
    return str(getattr(error, "message", error)).splitlines()[0][:300]


def _page_count(pdf: bytes) -> int:
    """The root of the page tree says how many there are."""
    counts = [int(number) for number in re.findall(rb"/Type\s*/Pages.{0,40}?/Count\s+(\d+)", pdf, re.DOTALL)]
    return max(counts, default=0)
