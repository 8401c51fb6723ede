"""Files are written whole or not at all, and their names work on every system."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from avv_desktop.errors import CannotWrite, UnreadableFile
from avv_desktop.system import files
from avv_desktop.system.files import FORBIDDEN, RESERVED, free_name, read, reason_of, safe_name, write_whole

OLD, NEW = b"what was there before", b"what comes now"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def target(tmp_path) -> Path:
    folder = tmp_path / "folder"
    folder.mkdir()
    path = folder / "Vertrag.pdf"
    path.write_bytes(OLD)
    return path


def refuse(number: int):
    def refused(*_args, **_kwargs):
        raise OSError(number, os.strerror(number))

    return refused


def check_untouched(target: Path) -> None:
    assert target.read_bytes() == OLD
    assert [each.name for each in target.parent.iterdir()] == [target.name], "nothing else lies there"


# ---- whole or not at all


def test_a_new_file_holds_exactly_what_was_given(tmp_path):
    path = tmp_path / "größer 客户.bin"
    data = os.urandom(3_000_000)
    write_whole(path, data)
    assert path.read_bytes() == data == read(path)
    assert list(tmp_path.glob(".*")) == []


@pytest.mark.parametrize("step", ["mkstemp", "fsync", "chmod", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO])
def test_whichever_step_fails_the_old_file_stays_and_nothing_half_is_left(target, monkeypatch, step, number):
    place = {
        "mkstemp": (files.tempfile, "mkstemp"),
        "fsync": (files.os, "fsync"),
        "chmod": (Path, "chmod"),
        "replace": (Path, "replace"),
    }[step]
    monkeypatch.setattr(*place, refuse(number))
    with pytest.raises(CannotWrite) as caught:
        write_whole(target, NEW)
    assert caught.value.details == {"path": str(target), "reason": reason_of(OSError(number, os.strerror(number)))}
    monkeypatch.undo()
    check_untouched(target)


def test_a_disk_that_is_full_while_writing(target, monkeypatch):
    real = os.fdopen

    def full(handle, mode):
        file = real(handle, mode, buffering=0)
        os.dup2(os.open("/dev/full", os.O_WRONLY), file.fileno())
        return file

    monkeypatch.setattr(files.os, "fdopen", full)
    with pytest.raises(CannotWrite) as caught:
        write_whole(target, NEW)
    assert caught.value.details["reason"] == "Der Datenträger ist voll."
    check_untouched(target)


def test_a_real_limit_on_the_size_of_files(target):
    script = """
import resource, sys
from pathlib import Path
from avv_desktop.errors import CannotWrite
from avv_desktop.system.files import write_whole
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    write_whole(Path(sys.argv[1]), b"x" * 100_000)
except CannotWrite as error:
    print(error.details["reason"])
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(target)], cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
    )
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "Der Datenträger ist voll.", "")
    check_untouched(target)


def test_a_folder_that_cannot_take_a_name_of_its_own_is_still_written_once_it_is_in_place(target, monkeypatch):
    """What stands in its place stays there: a folder that cannot be flushed is no reason to call it not written."""
    real = os.open

    def no_folders(path, *args, **kwargs):
        if Path(path).is_dir():
            raise OSError(errno.EACCES, "no")
        return real(path, *args, **kwargs)

    monkeypatch.setattr(files.os, "open", no_folders)
    write_whole(target, NEW)
    assert target.read_bytes() == NEW


def test_an_interrupted_write_leaves_nothing_half(target, monkeypatch):
    monkeypatch.setattr(files.os, "fsync", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        write_whole(target, NEW)
    check_untouched(target)


@pytest.mark.parametrize("missing", ["no/such/folder/a.pdf", "file/a.pdf", "x" * 300])
def test_places_where_nothing_can_be_written(tmp_path, missing):
    (tmp_path / "file").write_bytes(OLD)
    with pytest.raises(CannotWrite) as caught:
        write_whole(tmp_path / missing, NEW)
    assert caught.value.details["reason"]
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_a_folder_is_never_replaced_by_a_file(tmp_path):
    folder = tmp_path / "a.pdf"
    folder.mkdir()
    with pytest.raises(CannotWrite) as caught:
        write_whole(folder, NEW)
    assert caught.value.details["reason"] == "Das ist ein Ordner."
    assert folder.is_dir() and list(tmp_path.iterdir()) == [folder]


def test_a_device_or_a_pipe_is_never_replaced_by_a_file(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(CannotWrite) as caught:
        write_whole(pipe, NEW)
    assert caught.value.details["reason"] == "Das ist keine gewöhnliche Datei."
    assert pipe.is_fifo() and list(tmp_path.iterdir()) == [pipe]


def test_a_file_behind_a_link_is_written_and_the_link_stays(tmp_path, target):
    link = tmp_path / "link.pdf"
    link.symlink_to(target)
    write_whole(link, NEW)
    assert link.is_symlink() and target.read_bytes() == NEW


def test_the_mode_of_the_file_before_stays_and_a_new_one_follows_the_mask(target):
    target.chmod(0o640)
    write_whole(target, NEW)
    assert target.stat().st_mode & 0o777 == 0o640
    before = os.umask(0o027)
    try:
        write_whole(target.with_name("neu.pdf"), NEW)
    finally:
        assert os.umask(before) == 0o027
    assert target.with_name("neu.pdf").stat().st_mode & 0o777 == 0o640


def test_what_cannot_be_read_says_why(tmp_path, monkeypatch):
    for path, reason in ((tmp_path / "nowhere", "nicht vorhanden"), (tmp_path, "Ordner")):
        with pytest.raises(UnreadableFile) as caught:
            read(path)
        assert reason in caught.value.details["reason"]
    monkeypatch.setattr(files, "LARGEST", 3)
    (tmp_path / "four").write_bytes(b"four")
    with pytest.raises(UnreadableFile) as caught:
        read(tmp_path / "four")
    assert caught.value.details["reason"] == "Die Datei ist zu groß."


def test_a_name_that_is_taken_gets_a_number(tmp_path):
    for expected in ("Vertrag.pdf", "Vertrag (2).pdf", "Vertrag (3).pdf"):
        path = free_name(tmp_path, "Vertrag.pdf")
        assert path == tmp_path / expected
        path.touch()


# ---- names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Müller & Söhne GmbH", "Müller & Söhne GmbH"),
        ("Mu\u0308ller", "Müller"),
        ("客户 GmbH", "客户 GmbH"),
        ("../../etc/passwd", "etc passwd"),
        ('a/b\\c:d*e?f"g<h>i|j', "a b c d e f g h i j"),
        ("C:\\Verträge", "C Verträge"),
        ("Firma Co.", "Firma Co"),
        ("Firma... . .", "Firma"),
        ("  zwei \t Zeilen\n\r\x0b mehr ", "zwei Zeilen mehr"),
        ("a\x00b\x7fc", "a b c"),
        ("abc\u202egpj.exe", "abcgpj.exe"),
        ("\u200frechts\u2066links\u2069\ufeff", "rechtslinks"),
        ("kaputt\ud83d", "kaputt"),
        ("eigen\ue000", "eigen"),
        ("CON", "_CON"),
        ("nul", "_nul"),
        ("Aux.Muster", "_Aux.Muster"),
        ("com1", "_com1"),
        ("COM¹", "_COM¹"),
        ("Conrad", "Conrad"),
        (".versteckt", "versteckt"),
    ],
)
def test_a_name_is_made_safe(text, name):
    assert safe_name(text) == name


@pytest.mark.parametrize("nothing", ["", " ", ".", "..", "/", "\x00\x01", "\u202e\u200f", "...///...", "\ud800"])
def test_a_name_is_never_empty(nothing):
    assert safe_name(nothing) == "AVV"


@pytest.mark.parametrize("letter", ["a", "ü", "客", "😀", "a.", ". ", "CON."])
def test_a_long_name_fits_every_file_system_with_its_ending_and_a_number(tmp_path, letter):
    name = safe_name(letter * 300)
    path = free_name(tmp_path, name + " unterschrieben (2).pdf")
    write_whole(path, NEW)
    assert path.read_bytes() == NEW and path.parent == tmp_path
    assert len(path.name.encode()) <= 255 and name == name.strip(" .")


@pytest.mark.parametrize(
    "text", ["CON" + "." * 300, "a" * 179 + ". b", " . ü" * 99, "NUL\u200f", "\u200f.CON", "con .x"]
)
def test_a_safe_name_stays_what_it_is(text):
    name = safe_name(text)
    assert safe_name(name) == name and not FORBIDDEN.search(name)
    assert name.split(".")[0].strip().upper() not in RESERVED
