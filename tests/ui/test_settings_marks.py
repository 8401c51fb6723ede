"""The look of signatures: drawn or chosen, shown as it prints, kept encrypted, and used when one signs."""

import io

import pikepdf
import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from avv_desktop.store.pictures import pictures_of


@pytest.fixture
def marks(window, drain):
    window.desk.change_settings(author="Aida Dia")
    window.desk.go("settings", "marks")
    drain(window.desk)
    return window.current().section("marks")


def draw(pad, *points) -> None:
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(*points[0]))
    for point in points[1:]:
        QTest.mouseMove(pad, QPoint(*point))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(*points[-1]))


def picture(tmp_path, name="bild.png") -> str:
    image = Image.new("RGB", (300, 120), "white")
    ImageDraw.Draw(image).line([(20, 80), (120, 20), (260, 100)], fill="navy", width=5)
    image.save(tmp_path / name)
    return str(tmp_path / name)


def pixels(marks) -> bytes:
    return bytes(marks._sample.pixmap().toImage().constBits())


def test_what_is_drawn_is_shown_kept_and_forgotten(marks, window, drain):
    before = pixels(marks)
    assert not marks.take.isEnabled()
    draw(marks.pad, (60, 90), (120, 40), (200, 110), (300, 50))
    draw(marks.pad, (320, 50), (360, 110))
    marks.back.click()
    marks.take.click()
    drain(window.desk)
    (kept,) = pictures_of(window.desk.store, "Aida Dia")
    assert kept.kind == "handwriting" and kept.width > kept.height > 20
    assert pixels(marks) != before and marks.pad.empty
    marks.forget.click()
    drain(window.desk)
    assert pictures_of(window.desk.store, "Aida Dia") == () and pixels(marks) == before


def test_a_picture_and_a_logo_are_taken_from_files(marks, window, drain, tmp_path):
    marks.use_handwriting(picture(tmp_path))
    marks.use_logo(picture(tmp_path, "logo.png"))
    drain(window.desk)
    assert [each.kind for each in pictures_of(window.desk.store, "Aida Dia")] == ["handwriting", "logo"]
    assert [each.kind for each in pictures_of(window.desk.store, "Jörn Fischer")] == ["logo"]
    marks.name.setText("Jörn Fischer")
    marks.refresh()
    drain(window.desk)
    assert not marks.forget.isVisible() and marks.forget_logo.isVisible()


def test_what_is_no_picture_is_said_and_nothing_is_lost(marks, window, drain, tmp_path, words_of):
    marks.use_handwriting(picture(tmp_path))
    drain(window.desk)
    (tmp_path / "kein.png").write_text("kein Bild")
    marks.use_handwriting(str(tmp_path / "kein.png"))
    drain(window.desk)
    assert "kein Bild" in words_of(marks) and len(pictures_of(window.desk.store, "Aida Dia")) == 1


def test_without_a_name_nobody_has_a_handwriting(marks, window, drain, tmp_path, words_of):
    marks.name.clear()
    marks.use_handwriting(picture(tmp_path))
    drain(window.desk)
    assert "Bitte eintragen" in words_of(marks) and pictures_of(window.desk.store, "") == ()


def test_the_person_signs_with_it(marks, window, drain, tmp_path):
    from avv_desktop import flow
    from avv_desktop.draft.answers import read_answers
    from avv_desktop.draft.create import new_draft
    from avv_desktop.system.paths import resources
    from tests.unit.signing_sample import trial
    from ui.signing import tasks

    marks.use_handwriting(picture(tmp_path))
    drain(window.desk)
    template = flow.find_template("avv-de")
    draft = new_draft(template, answers=read_answers(resources() / "templates" / "avv-de" / "answers.toml", template))
    prepared = tasks.prepare(window.desk, draft, template, False)
    signed = tasks.sign(window.desk.store, prepared, trial("Aida Dia"), prepared.progress.next)
    prepared.pages.close()
    with pikepdf.open(io.BytesIO(signed.data)) as opened:
        forms = [each for each in opened.Root.AcroForm.Fields if "/V" in each]
        (widget,) = [each.Kids[0] if "/Kids" in each else each for each in forms]
        assert len(widget.AP.N.Resources.XObject) == 1
