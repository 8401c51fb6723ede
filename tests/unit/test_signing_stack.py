"""A stack is signed with one key: each file whole or not at all, and a bad one stops nobody."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from avv_desktop.cli import main
from avv_desktop.errors import PdfError, SigningRefused
from avv_desktop.signing.stack import Sheet, sign_stack
from avv_desktop.signing.verify import verify
from tests.unit.signing_sample import SECRET, SIGNERS, agreement, plain_pdf, signed, trial


def sheets(*files: bytes) -> list[Sheet]:
    return [Sheet(f"{number}.pdf", lambda data=data: data) for number, data in enumerate(files)]


def test_each_is_signed_and_a_bad_one_stops_nobody():
    files = (agreement().data, b"%PDF-1.7 nothing", signed(1).data, plain_pdf(), signed(2).data, agreement().data)
    results = list(sign_stack(sheets(*files), trial(SIGNERS[0])))
    assert [result.signed is not None for result in results] == [True, False, False, False, False, True]
    assert isinstance(results[1].error, PdfError)
    assert all(isinstance(results[at].error, SigningRefused) for at in (2, 3, 4))
    for result in (results[0], results[5]):
        assert result.signed.data.startswith(agreement().data)
        assert result.progress.state == "half"
        (one,) = verify(result.signed.data).signatures
        assert one.integrity == "intact" and one.signer.startswith(SIGNERS[0])


def test_whose_turn_it_is_not_is_told_who_comes_first():
    (result,) = sign_stack(sheets(agreement().data), trial(SIGNERS[1]))
    assert SIGNERS[0] in result.error.details["reason"]
    (result,) = sign_stack(sheets(signed(1).data), trial(SIGNERS[1]))
    assert result.progress.state == "signed"


def test_it_can_be_stopped_between_two_and_goes_on_with_the_rest():
    done = []
    for result in sign_stack(sheets(*[agreement().data] * 3), trial(SIGNERS[0]), stop=lambda: len(done) == 2):
        done.append(result)
    assert len(done) == 2 and all(each.signed for each in done)


def test_a_file_is_read_when_it_is_its_turn():
    read = []

    def sheet(number: int) -> Sheet:
        return Sheet(str(number), lambda: read.append(number) or agreement().data)

    results = sign_stack([sheet(0), sheet(1)], trial(SIGNERS[0]))
    next(results)
    assert read == [0]


# ---- by command


@pytest.fixture
def folder(tmp_path) -> Path:
    from avv_desktop.signing.trial import trial_key

    for name, data in (("a", agreement().data), ("b", b"%PDF-1.7 broken"), ("c", agreement().data)):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / f"{name}.pdf").write_bytes(data)
    (tmp_path / "key.p12").write_bytes(trial_key(SIGNERS[0], SECRET, kind="p-256"))
    (tmp_path / "secret.txt").write_text(SECRET, "utf-8")
    return tmp_path


def call(folder: Path, *more: str) -> int:
    given = ["--p12", str(folder / "key.p12"), "--passphrase-file", str(folder / "secret.txt")]
    return main(["sign-stack", str(folder / "in"), "-o", str(folder / "out"), *given, *more])


def test_a_folder_is_signed_by_command(folder, capsys):
    assert call(folder, "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert [bool(each["signed"]) for each in told] == [True, False, True]
    assert told[1]["reason"].endswith(".")
    written = sorted(each.name for each in (folder / "out").iterdir())
    assert written == ["a.pdf", "c.pdf"]
    assert (folder / "in" / "a.pdf").read_bytes() == agreement().data


def test_nothing_is_overwritten_and_the_originals_have_a_folder_of_their_own(folder, capsys):
    assert call(folder) == 1
    before = {each: each.read_bytes() for each in (folder / "out").iterdir()}
    assert call(folder) == 1
    assert all(path.read_bytes() == data for path, data in before.items())
    assert len(list((folder / "out").iterdir())) == 2 * len(before)
    given = ["--p12", str(folder / "key.p12"), "--passphrase-file", str(folder / "secret.txt")]
    assert main(["sign-stack", str(folder / "in"), "-o", str(folder / "in"), *given]) == 2
