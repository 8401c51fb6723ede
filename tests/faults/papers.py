"""What real signing needs, made once: a complete agreement nobody has signed, and a key of its first signer."""

from __future__ import annotations

from functools import cache
from pathlib import Path

SECRET = "probe-geheim-1"


@cache
def unsigned() -> bytes:
    from avv_desktop import flow
    from avv_desktop.draft.answers import read_answers
    from avv_desktop.system.paths import resources

    template = flow.find_template("avv-de")
    answers = read_answers(resources() / "templates" / "avv-de" / "answers.toml", template)
    return flow.render(template, flow.begin(template, answers, number="AVV-1")).data


@cache
def key_file() -> bytes:
    from avv_desktop import flow
    from avv_desktop.signing.trial import trial_key

    return trial_key(flow.progress(unsigned()).next.name, SECRET, kind="p-256")


def lay_out(folder: Path) -> None:
    (folder / "unsigned.pdf").write_bytes(unsigned())
    (folder / "key.p12").write_bytes(key_file())
