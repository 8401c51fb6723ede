"""Pages of any PDF as bitmaps and text. The one door to PDFium, which is not thread-safe: one lock for all."""

from __future__ import annotations

import atexit
import threading
import weakref
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import TracebackType
from typing import TYPE_CHECKING

from msgspec import Struct

from avv_desktop.errors import EncryptedPdf, PdfError
from avv_desktop.system.language import tr

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

    from avv_desktop.pdf.letters import PageText

_LOCK = threading.Lock()
_FORGOTTEN: deque[PdfDocument] = deque()
"""Documents whose `Pages` went without being closed. PDFium's own finalizers would run on any thread, in the middle of
another's work; these wait for the next one who holds the lock."""
LARGEST_SIDE = 12_000
"""Pixels; hostile page sizes are drawn smaller."""


@contextmanager
def _alone() -> Iterator[None]:
    with _LOCK:
        while _FORGOTTEN:
            _FORGOTTEN.popleft().close()
        yield


_OPEN: weakref.WeakSet[Pages] = weakref.WeakSet()


@cache
def _close_at_exit() -> None:
    """Before PDFium itself goes; to be called after it was loaded, since the last to register is the first to run."""
    atexit.register(_close_all)


def _close_all() -> None:
    for pages in list(_OPEN):
        pages.close()
    with _alone():
        pass  # those that were forgotten


class Bitmap(Struct, frozen=True):
    """A drawn page: rows from the top, `stride` bytes each, four bytes a pixel (red, green, blue, unused)."""

    width: int
    height: int
    stride: int
    data: bytes


class Pages:
    """An open PDF. Raises PdfError and EncryptedPdf; close it, or use it with `with`."""

    def __init__(self, data: bytes, path: str = "") -> None:
        import pypdfium2

        self._path = path
        with _alone():
            try:
                self._pdf: PdfDocument | None = pypdfium2.PdfDocument(data)
                self.count = len(self._pdf)
            except pypdfium2.PdfiumError as error:
                if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
                    raise EncryptedPdf(path=path) from error
                raise PdfError(path=path, reason="") from error
            self._forget = weakref.finalize(self, _FORGOTTEN.append, self._pdf)
            self._forget.atexit = False
            _OPEN.add(self)
            _close_at_exit()
            if self._pdf.get_formtype() != pypdfium2.raw.FORMTYPE_NONE:
                self._pdf.init_forms()

    def size(self, index: int) -> tuple[float, float]:
        """Width and height of a page in points."""
        with _alone():
            return self._open().get_page_size(index)

    def render(self, index: int, scale: float) -> Bitmap:
        """A page at `scale` pixels a point, with the appearances of its signatures."""
        with _alone():
            page = self._page(index)
            try:
                scale = min(scale, LARGEST_SIDE / max(*page.get_size(), 1))
                drawn = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
                try:
                    return Bitmap(drawn.width, drawn.height, drawn.stride, bytes(drawn.buffer))
                finally:
                    drawn.close()
            finally:
                page.close()

    def text(self, index: int) -> str:
        """The text of a page in the order of the file."""
        with _alone():
            page = self._page(index)
            try:
                words = page.get_textpage()
                try:
                    return words.get_text_range().replace("\r\n", "\n").replace("\ufffe", "-")
                finally:
                    words.close()
            finally:
                page.close()

    def text_within(self, index: int, left: float, bottom: float, right: float, top: float) -> str:
        """What stands in a rectangle, in the page's own coordinates."""
        with _alone():
            page = self._page(index)
            try:
                words = page.get_textpage()
                try:
                    return words.get_text_bounded(left, bottom, right, top)
                finally:
                    words.close()
            finally:
                page.close()

    def letters(self, index: int, most: int = 100_000) -> PageText:
        """The text of a page with places, weights and tags; at most `most` letters of it."""
        from avv_desktop.pdf.letters import page_text

        with _alone():
            page = self._page(index)
            try:
                return page_text(page, most)
            finally:
                page.close()

    def close(self) -> None:
        with _alone():
            if self._pdf is not None:
                self._forget.detach()
                self._pdf.close()
                self._pdf = None

    def __enter__(self) -> Pages:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _open(self) -> PdfDocument:
        if self._pdf is None:
            raise PdfError(path=self._path, reason=tr("It was closed already."))
        return self._pdf

    def _page(self, index: int):
        import pypdfium2

        try:
            return self._open()[index]
        except (pypdfium2.PdfiumError, IndexError) as error:
            raise PdfError(path=self._path, reason=tr("Page {number} cannot be drawn.", number=index + 1)) from error
