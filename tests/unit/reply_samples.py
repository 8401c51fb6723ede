"""Answers of a customer: our own Word file, changed as people change files in Word, tracked or not."""

from __future__ import annotations

import io
from copy import deepcopy
from typing import Any

import docx as python_docx
from docx.oxml.ns import qn

from avv_desktop import flow
from avv_desktop.draft.model import Draft
from avv_desktop.reply.changes import read_reply
from avv_desktop.reply.model import Reply
from avv_desktop.word.marks import element, text_run
from tests.golden.drafts import complete, template

CUSTOMER, DATE = "Karl Kunde", "2026-11-10T09:15:00Z"


class Answer:
    """`tracked`: changes from now on are tracked; the file as it was sent to begin with."""

    def __init__(self, draft: Draft | None = None, *, tracked: bool = True, data: bytes | None = None) -> None:
        self.draft = draft or complete()
        self.file = python_docx.Document(io.BytesIO(data or flow.export_word(template(), self.draft)))
        self.tracked, self._count = tracked, 5000

    def data(self) -> bytes:
        made = io.BytesIO()
        self.file.save(made)
        return made.getvalue()

    def reply(self, draft: Draft | None = None) -> Reply:
        return read_reply(self.data(), "antwort.docx", draft or self.draft, template())

    def paragraph(self, words: str) -> Any:
        """The first paragraph that says these words."""
        return next(each for each in self.file.element.body.iter(qn("w:p")) if words in said(each))

    def replace(self, paragraph: str, old: str, new: str) -> Answer:
        """In the run that has them; in a content control the control stays."""
        found = self.paragraph(paragraph)
        run = next(each for each in found.iter(qn("w:r")) if old in said(each))
        before, _, behind = said(run).partition(old)
        pieces = [_like(run, before)] if before else []
        if self.tracked:
            pieces += [self._mark("del", _deleted(_like(run, old)))] if old else []
            pieces += [self._mark("ins", _like(run, new))] if new else []
        else:
            pieces += [_like(run, new)] if new else []
        pieces += [_like(run, behind)] if behind else []
        for each in pieces:
            run.addprevious(each)
        run.getparent().remove(run)
        return self

    def remove(self, words: str) -> Answer:
        found = self.paragraph(words)
        if not self.tracked:
            found.getparent().remove(found)
            return self
        for run in list(found.iter(qn("w:r"))):
            mark = self._mark("del")
            run.addprevious(mark)
            mark.append(_deleted(run))
        self._end(found, "del")
        return self

    def add(self, behind: str, words: str, *, style: str = "") -> Answer:
        """A paragraph of the style of the one before it."""
        before = self.paragraph(behind)
        made = element("w:p", deepcopy(before.find(qn("w:pPr"))))
        for each in made.iter(qn("w:rPr")):
            each.getparent().remove(each)
        if style:
            made.find(qn("w:pPr")).find(qn("w:pStyle")).set(qn("w:val"), style)
            for each in made.findall(f"{qn('w:pPr')}/{qn('w:numPr')}"):
                each.getparent().remove(each)
        run = text_run(words)
        made.append(self._mark("ins", run) if self.tracked else run)
        if self.tracked:
            self._end(made, "ins")
        before.addnext(made)
        return self

    def comment(self, words: str, text: str) -> Answer:
        found = next(each for each in self.file.paragraphs if words in each.text)
        self.file.add_comment(found.runs[0], text=text, author=CUSTOMER)
        return self

    def _end(self, paragraph: Any, kind: str) -> None:
        paragraph.find(qn("w:pPr")).append(element("w:rPr", self._mark(kind)))

    def _mark(self, kind: str, *inside: Any) -> Any:
        self._count += 1
        return element(f"w:{kind}", *inside, id=self._count, author=CUSTOMER, date=DATE)


def style_of(paragraph: Any) -> str:
    return str(paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val")))


def said(node: Any) -> str:
    return "".join(each.text or "" for each in node.iter(qn("w:t")))


def _like(run: Any, text: str) -> Any:
    made = text_run(text)
    properties = run.find(qn("w:rPr"))
    if properties is not None:
        made.insert(0, deepcopy(properties))
    return made


def _deleted(run: Any) -> Any:
    for each in run.iter(qn("w:t")):
        each.tag = qn("w:delText")
    return run
