"""The tour's pictures of every state of a verdict: in order, not checked, revoked, changed, unsigned, unreadable."""

from __future__ import annotations

import tempfile
from pathlib import Path

from ui.camera import Tour

SECRET = "nur-zur-probe-2026"


def verdicts(tour: Tour) -> None:
    """Files of their own; what is believed meanwhile is forgotten afterwards."""
    before = tour.desk.settings
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        believed = _make(folder)
        _show(tour, folder / "Probe.pdf", "urteil-offen", "Nicht geprüft")
        tour.desk.change_settings(**believed)
        _show(tour, folder / "Unterschrieben.pdf", "urteil-in-ordnung", "Art. 28 Abs. 9")
        tour.hand.click("Fassung 2: Was hat sich geändert?")
        tour.hand.wait_for("anders gezeichnet")
        tour.hand.click("Aida Dia")
        tour.hand.click("Zertifikat zeigen: Aida Dia")
        tour.settle()
        tour.shoot("urteil-einzelheiten")
        _show(tour, folder / "Widerrufen.pdf", "urteil-widerrufen", "widerrufen")
        _show(tour, folder / "Geändert.pdf", "urteil-veraendert", "verändert")
        _show(tour, folder / "Ohne Unterschrift.pdf", "urteil-ohne-unterschrift", "niemand")
        _show(tour, folder / "Beschädigt.pdf", "urteil-nicht-lesbar", "Beschädigt.pdf")
        tour.desk.go("settings", "trust")
        tour.settle()
        tour.shoot("einstellungen-vertrauen")
    tour.desk.change_settings(trust_files=before.trust_files, revocation_files=before.revocation_files)
    tour.say("saw every state of a verdict")


def _show(tour: Tour, path: Path, name: str, expected: str) -> None:
    tour.desk.go("verify", str(path))
    tour.settle()
    tour.hand.wait_for(expected)
    tour.shoot(name)


def _make(folder: Path) -> dict[str, tuple[str, ...]]:
    """The files, and the settings that believe their authority."""
    from avv_desktop import flow
    from avv_desktop.draft.answers import read_answers
    from avv_desktop.draft.create import new_draft
    from avv_desktop.signing.keys import key_from_bytes
    from avv_desktop.signing.trial import trial_key
    from avv_desktop.system.paths import resources
    from ui.tour_authority import Authority

    template = flow.find_template("avv-de")
    answers = read_answers(resources() / "templates" / "avv-de" / "answers.toml", template)
    plain = flow.render(template, new_draft(template, answers=answers)).data
    authority = Authority()

    def signed(data: bytes, file: bytes) -> bytes:
        return flow.sign_file(data, key_from_bytes(file, SECRET), flow.progress(data).next).data

    first = signed(plain, authority.key("Aida Dia", SECRET))
    good = signed(first, authority.key("Jörn Fischer", SECRET))
    at = good.index(b"stream", len(good) // 3) + 40
    files = {
        "Probe.pdf": signed(plain, trial_key("Aida Dia", SECRET, kind="p-256")),
        "Unterschrieben.pdf": good,
        "Widerrufen.pdf": signed(plain, authority.key("Aida Dia", SECRET, revoked=True)),
        "Geändert.pdf": good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :],
        "Ohne Unterschrift.pdf": plain,
        "Beschädigt.pdf": plain[: len(plain) // 2],
        "Muster Zertifizierung.pem": authority.root,
        "Muster Zertifizierung.crl": authority.revocation_list(),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return {
        "trust_files": (str(folder / "Muster Zertifizierung.pem"),),
        "revocation_files": (str(folder / "Muster Zertifizierung.crl"),),
    }
