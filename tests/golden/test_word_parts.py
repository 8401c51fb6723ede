"""The parts of the Word file of every golden draft; dates are the draft's own."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from avv_desktop.document.compose import compose
from avv_desktop.word.write import docx
from tests.golden.compare import part_lines, same
from tests.golden.drafts import CASES, CREATED, complete, template

OWN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(name: str) -> dict[str, bytes]:
    return _parts(docx(compose(template(), CASES[name]()), created=CREATED))


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {each: file.read(each) for each in file.namelist()}


@pytest.fixture(scope="module")
def base() -> dict[str, bytes]:
    return _parts(docx(compose(template(), complete()), created=CREATED))


@pytest.mark.parametrize("part", ["document", "numbering", "header1", "footer1"])
def test_complete(base, part):
    same(f"word_{part}.xml", part_lines(base[f"word/{part}.xml"]))


def test_own_styles(base):
    styles = etree.fromstring(base["word/styles.xml"])
    for other in styles.findall(f"{OWN}style"):
        if not str(other.get(f"{OWN}styleId")).startswith("AVV"):
            styles.remove(other)
    for latent in styles.findall(f"{OWN}latentStyles"):
        styles.remove(latent)
    same("word_styles.xml", part_lines(etree.tostring(styles)))


@pytest.mark.parametrize("name", [name for name in CASES if name not in ("complete", "many_sub_processors")])
def test_what_differs_from_the_complete_one(base, name):
    found = parts(name)
    same(
        f"word_document_{name}.diff",
        part_lines(found["word/document.xml"]),
        part_lines(base["word/document.xml"]),
    )


def test_the_head_says_that_it_is_a_draft():
    same("word_header1_empty.xml", part_lines(parts("empty")["word/header1.xml"]))
