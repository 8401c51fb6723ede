"""What one worker does: a draft in, its files written. Every worker is a process of its own with a warm typesetter."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from msgspec import Struct

from avv_desktop import flow
from avv_desktop.draft.model import Draft
from avv_desktop.errors import AvvError
from avv_desktop.system.files import write_whole
from avv_desktop.template.model import Template


class Signer(Struct, frozen=True):
    """A key file and its passphrase, handed to the workers in memory; person: whose line is signed."""

    path: str
    passphrase: str
    person: str = ""


class Order(Struct, frozen=True):
    """One copy to be made. name: of its files, without ending."""

    key: str
    name: str
    draft: Draft
    sign: bool = False


class Made(Struct, frozen=True):
    """What became of it. files: name → SHA-256. why_not: in words; errors of ours do not travel between processes."""

    key: str
    files: dict[str, str]
    why_not: str = ""


class Worker:
    def __init__(self, template: Template, folder: str, endings: tuple[str, ...], signer: Signer | None) -> None:
        from avv_desktop.pdf.typeset import Typesetter

        self._template, self._folder, self._endings = template, Path(folder), endings
        self._signer, self._typesetter = signer, Typesetter()
        self._key: Any = None

    def make(self, order: Order) -> Made:
        try:
            return Made(order.key, dict(self._written(order, ending) for ending in self._endings))
        except AvvError as error:
            return Made(order.key, {}, _said(error))
        except Exception as error:
            return Made(order.key, {}, _said(error))

    def _written(self, order: Order, ending: str) -> tuple[str, str]:
        if ending == ".docx":
            data = flow.export_word(self._template, order.draft)
        else:
            pdf = flow.render(self._template, order.draft, self._typesetter)
            data = self._signed(pdf.data) if order.sign else pdf.data
        name = f"{order.name}{ending}"
        write_whole(self._folder / name, data)
        return name, hashlib.sha256(data).hexdigest()

    def _signed(self, data: bytes) -> bytes:
        """Raises what opening the key and signing raise."""
        from avv_desktop.signing.stack import Sheet, sign_stack

        assert self._signer is not None
        if self._key is None:
            from avv_desktop.signing.keys import open_key

            self._key = open_key(Path(self._signer.path), self._signer.passphrase)
        result = next(sign_stack([Sheet("", lambda: data)], self._key, person=self._signer.person))
        if result.signed is None:
            assert result.error is not None
            raise result.error
        return result.signed.data


def _said(error: Exception) -> str:
    from avv_desktop.system.sentences import explain

    said = explain(error)
    return f"{said.happened} {said.todo}".strip()


# ---- in a process of its own

_worker: Worker | None = None


def begin(template: Template, folder: str, endings: tuple[str, ...], signer: Signer | None, language: str) -> None:
    """Once in each process."""
    global _worker
    from avv_desktop.system.language import set_language

    set_language(language)
    _worker = Worker(template, folder, endings, signer)


def make(order: Order) -> Made:
    assert _worker is not None
    return _worker.make(order)
