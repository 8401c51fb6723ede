"""Word file ──read──▶ Source: both readings of its tracked changes, its comments, notes and controls. No macros."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from avv_desktop.errors import DamagedFile, ForeignFormat, NoText
from avv_desktop.intake.docx_body import Body
from avv_desktop.intake.docx_changes import has_changes, number_of, number_paragraphs, tracked
from avv_desktop.intake.docx_margin import comments, controls, notes, own_data, running_heads
from avv_desktop.intake.docx_numbering import Numbering
from avv_desktop.intake.docx_package import Package, W
from avv_desktop.intake.docx_styles import Styles
from avv_desktop.intake.limits import check_letters, check_lines
from avv_desktop.intake.model import Source, SourceLine
from avv_desktop.intake.tongue import language_of
from avv_desktop.system.language import tr


def read_docx(data: bytes, name: str) -> Source:
    """Raises DamagedFile, EncryptedFile, ForeignFormat, NoText, TooLarge."""
    package = Package(data, name)
    root = package.xml(package.main)
    if root is None or root.tag != f"{W}document":
        raise ForeignFormat(path=name, reason=tr("It is an Excel, PowerPoint or Visio file."))
    body = root.find(f"{W}body")
    if body is None:
        raise DamagedFile(path=name, reason=tr("The part with the text is missing."))
    check_lines(sum(1 for _ in root.iter(f"{W}p")), name)
    check_letters(sum(len(each.text or "") for each in root.iter(f"{W}t")), name)
    number_paragraphs(body)
    reader = _Reader(package, body)
    now = reader.reading(before=False)
    lines = tuple(now.lines)
    if not lines and not has_changes(root):
        raise NoText(path=name)
    return Source(
        name=name,
        format="docx",
        lines=lines,
        lines_before=tuple(reader.reading(before=True).lines) if reader.changed else lines,
        furniture=(*running_heads(package), *now.furniture),
        comments=tuple(comments(package, body)),
        tracked=tuple(change for part in reader.parts() for change in tracked(part)),
        language=language_of(line.text for line in lines),
        data=own_data(package),
        fields=tuple(controls(body)),
    )


class _Reader:
    def __init__(self, package: Package, body: Any) -> None:
        self.package, self.body = package, body
        self.styles = Styles(package.one("styles"))
        self.numbering = package.one("numbering")
        self.notes = {kind: notes(package, kind, _references(body, kind)) for kind in ("footnote", "endnote")}
        self.changed = any(has_changes(part) for part in self.parts())

    def parts(self) -> list[Any]:
        """The body and all notes."""
        return [self.body, *(note for kind in self.notes.values() for note in kind.values())]

    def reading(self, *, before: bool) -> Body:
        """The body's lines, then those of its notes as they are referred to, each with its number."""
        body = Body(self.styles, Numbering(self.numbering), before=before)
        body.walk(self.body)
        referred, body.notes = body.notes, []
        for kind in ("footnote", "endnote"):
            ids = dict.fromkeys(id for each, id, _ in referred if each == kind)
            for number, id in enumerate(ids, start=1):
                if id in self.notes[kind]:
                    self._note(body, self.notes[kind][id], str(number))
        return body

    def _note(self, body: Body, note: Any, label: str) -> None:
        first = len(body.lines)
        body.walk(note, "footnote")
        if len(body.lines) > first:
            line: SourceLine = body.lines[first]
            body.lines[first] = replace(line, label=line.label or label)


def _references(body: Any, kind: str) -> dict[str, int]:
    return {each.get(f"{W}id", ""): number_of(each) for each in body.iter(f"{W}{kind}Reference")}
