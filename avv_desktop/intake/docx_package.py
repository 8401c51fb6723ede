"""The parts of a Word file, whatever its relationships promise. Nothing is fetched, nothing is expanded."""

from __future__ import annotations

import posixpath
from typing import Any
from zipfile import ZipFile

from lxml import etree

from avv_desktop.errors import DamagedFile
from avv_desktop.intake.limits import opened_zip, unpacked
from avv_desktop.intake.sniff import check_word
from avv_desktop.system.language import tr

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
OURS = "urn:avv-desktop:agreement"
"""Namespace of our own data (custom XML part)."""
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
MAIN = "word/document.xml"


class Package:
    """Raises DamagedFile, EncryptedFile, ForeignFormat, TooLarge; a part that is missing is None."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self.archive: ZipFile = opened_zip(data, name)
        self.entries = {entry.filename.lstrip("/"): entry for entry in self.archive.infolist()}
        check_word(set(self.entries), self.part("mimetype")[:200], name)
        self.main = self._main()

    def part(self, path: str) -> bytes:
        """Its bytes, empty if it is not there."""
        entry = self.entries.get(path)
        return unpacked(self.archive, entry, self.name) if entry is not None else b""

    def xml(self, path: str) -> Any:
        """Its root element, or None."""
        data = self.part(path)
        return parsed(data, self.name) if data else None

    def of_kind(self, kind: str, default: str = "") -> list[str]:
        """Parts that the main part is related to ("styles", "header"), else the usual one, if it is there."""
        found = [path for path in self._related(self.main, kind) if path in self.entries]
        return found or [path for path in (f"word/{default}",) if default and path in self.entries]

    def one(self, kind: str) -> Any:
        """The root of the one part of this kind ("numbering" → word/numbering.xml), or None."""
        paths = self.of_kind(kind, f"{kind}.xml")
        return self.xml(paths[0]) if paths else None

    def _main(self) -> str:
        promised = [path for path in self._related("", "officeDocument") if path in self.entries]
        if promised or MAIN in self.entries:
            return (promised or [MAIN])[0]
        raise DamagedFile(path=self.name, reason=tr("The part with the text is missing."))

    def _related(self, source: str, kind: str) -> list[str]:
        folder, file = posixpath.split(source)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        if root is None:
            return []
        targets = [
            each.get("Target", "")
            for each in root.iter(f"{REL}Relationship")
            if each.get("Type", "").rpartition("/")[2] == kind and each.get("TargetMode") != "External"
        ]
        return [posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/") for target in targets if target]


def parsed(data: bytes, name: str) -> Any:
    """The root of an XML part without document type: no entities, no network. Raises DamagedFile."""
    if b"<!DOCTYPE" in data:
        raise _typed(name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data.replace(_STRICT, W[1:-1].encode()), parser)
    except (etree.LxmlError, ValueError, LookupError) as error:
        raise DamagedFile(path=name, reason=tr("A part of it is no XML.")) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _typed(name)
    return root


def _typed(name: str) -> DamagedFile:
    reason = tr("A part of it declares a document type, which no Word file does and which can be an attack.")
    return DamagedFile(path=name, reason=reason)
