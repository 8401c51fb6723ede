"""The rule of a party is met by verified signatures of the right persons; whatever does not count says so."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from avv_desktop import flow
from avv_desktop.document.model import SignatureBlock
from avv_desktop.pdf.finish import finish
from avv_desktop.pdf.typeset import Typesetter
from avv_desktop.signing.keys import Key, key_from_bytes
from avv_desktop.signing.model import Slot
from avv_desktop.signing.pades import sign
from avv_desktop.signing.progress import progress
from avv_desktop.signing.representation import Held, Known, standing
from avv_desktop.signing.verify import verify
from avv_desktop.verdict.judge import Given
from tests.unit import signing_pki as pki
from tests.unit.pdf_sample import CREATED, carried_sample, sample
from tests.unit.signing_sample import SIGNERS, agreement, signed, slot, trial

ALL_PINNED = {name: (trial(name).certificate.fingerprint,) for name in SIGNERS}


def parties(verdict) -> dict[str, tuple[int, int, bool]]:
    return {each.side: (each.signed, each.verified, each.effective) for each in verdict.progress.parties}


def by(*keys: Key) -> bytes:
    """The prepared lines signed in their order by whoever is given."""
    done = agreement()
    for number, key in enumerate(keys):
        done = sign(done, key, slot(done.data, number))
    return done.data


def key(name: str, issuer: pki.Authority | None = None, **more) -> Key:
    return key_from_bytes(pki.identity(name, issuer, **more).p12, pki.SECRET)


# ---- who is who


def test_a_name_that_fits_is_no_identity():
    verdict = verify(signed(3).data)
    assert parties(verdict) == {"processor": (2, 0, False), "controller": (1, 0, False)}
    assert {each.identity for each in verdict.progress.slots} == {"name"}
    assert verdict.progress.slots[0].note == "Name passt, Identität nicht geprüft."
    assert not verdict.progress.effective and verdict.tone == "open"
    assert any("Identität nicht geprüft" in note for note in verdict.notes)


def test_pinned_certificates_make_it_effective():
    verdict = verify(signed(3).data, pinned=ALL_PINNED)
    assert parties(verdict) == {"processor": (2, 2, True), "controller": (1, 1, True)}
    assert verdict.progress.effective and verdict.positive
    assert "Wirksam gezeichnet" in verdict.headline and "Probe" in verdict.headline
    assert {each.standing for each in verdict.progress.parties} == {"Wirksam gezeichnet (Probe)."}


def test_one_pinned_of_two_is_not_effective():
    verdict = verify(signed(2).data, pinned={"Aida Dia": ALL_PINNED["Aida Dia"]})
    assert parties(verdict)["processor"] == (2, 1, False)
    assert [each.trust for each in verdict.signatures] == ["trusted", "unchecked"]
    assert verdict.tone == "open"


def test_one_of_two_is_never_effective():
    verdict = verify(signed(1).data, pinned=ALL_PINNED)
    assert parties(verdict)["processor"] == (1, 1, False)
    assert "1 von 2" in next(each.standing for each in verdict.progress.parties if each.side == "processor")
    assert "Wirksam" not in verdict.headline


def test_a_chain_that_is_trusted_makes_it_effective_too():
    issuer = pki.authority()
    data = by(*(key(name, issuer) for name in SIGNERS))
    verdict = verify(data, trust=[issuer.pem])
    assert verdict.progress.effective and "Wirksam gezeichnet." in verdict.headline
    assert "Probe" not in verdict.headline


def test_fingerprints_are_read_as_people_write_them():
    written = ALL_PINNED["Aida Dia"][0].upper()
    colons = ":".join(written[at : at + 2] for at in range(0, len(written), 2))
    assert verify(signed(1).data, pinned={"Aida Dia": (colons,)}).signatures[0].trust == "trusted"


def test_a_pinned_certificate_is_of_whom_the_settings_say():
    """Its own name counts no more, in either direction."""
    other = key("A. Dia")
    data = by(other)
    assert verify(data).progress.slots[0].identity == "stranger"
    verdict = verify(data, pinned={"Aida Dia": (other.certificate.fingerprint,)})
    assert verdict.progress.slots[0].identity == "verified" and verdict.progress.slots[0].counts
    verdict = verify(signed(1).data, pinned={"Max Muster": ALL_PINNED["Aida Dia"]})
    assert not verdict.progress.slots[0].counts and not verdict.positive


def test_a_pin_without_a_name_vouches_for_nobody():
    verdict = verify(signed(1).data, pinned={"": ALL_PINNED["Aida Dia"]})
    assert verdict.signatures[0].trust == "unchecked"


# ---- what does not count


def test_a_stranger_does_not_count_and_it_is_said():
    stranger = key("Mallory Muster")
    verdict = verify(by(stranger), pinned={"Mallory Muster": (stranger.certificate.fingerprint,)})
    (first, *_) = verdict.progress.slots
    assert (first.counts, first.identity) == (False, "stranger")
    assert first.note == (
        "Mallory Muster hat unterschrieben, doch hier sollte Aida Dia unterschreiben; diese Unterschrift zählt nicht."
    )
    assert verdict.signatures[0].trust == "trusted", "whose key it is, is known"
    assert (verdict.tone, verdict.positive) == ("open", False)
    assert first.note in verdict.notes


def test_the_wrong_field_does_not_count():
    verdict = verify(by(trial(SIGNERS[1])), pinned=ALL_PINNED)
    assert verdict.progress.slots[0].note == (
        "Jörn Fischer hat im Feld von Aida Dia unterschrieben; diese Unterschrift zählt nicht."
    )
    assert parties(verdict)["processor"] == (0, 0, False)


def test_twice_the_same_person_counts_once():
    """One key with two certificates, so that both names fit."""
    pair = pki.identity("Aida Dia")
    again = pki.identity("Jörn Fischer", key=pair.key)
    keys = [key_from_bytes(each.p12, pki.SECRET) for each in (pair, again)]
    pinned = {each.certificate.name: (each.certificate.fingerprint,) for each in keys}
    verdict = verify(by(*keys), pinned=pinned)
    assert parties(verdict)["processor"] == (1, 1, False)
    assert "zweimal unterschrieben" in verdict.progress.slots[1].note
    assert not verdict.positive and not verdict.progress.effective


def test_a_signature_that_no_longer_holds_does_not_count():
    data = signed(2).data.replace(b"/Location (Kiel)", b"/Location (Bonn)", 1)
    verdict = verify(data, pinned=ALL_PINNED)
    assert parties(verdict)["processor"] == (0, 0, False)
    assert "gilt nicht mehr" in verdict.progress.slots[0].note


def test_a_field_of_ones_own_counts_for_nobody():
    from tests.unit.test_signing_foreign import SigSeedSubFilter, foreign

    data = foreign(signed(2).data, pki.identity("Erika Muster"), field="Signature1", kind=SigSeedSubFilter.PADES)
    verdict = verify(data, pinned=ALL_PINNED)
    assert parties(verdict)["controller"] == (0, 0, False)
    assert any("nicht zum Vertrag gehört" in note for note in verdict.notes)


# ---- the rules


def prepared(needed: int) -> tuple:
    """The sample where `needed` of the processor's two persons are enough, in any order."""
    document = sample(clauses=2)

    def freed(block):
        if not isinstance(block, SignatureBlock):
            return block
        lines = tuple(replace(line, order=0) for line in block.lines)
        return replace(block, needed=min(needed, len(lines)), lines=lines)

    sections = tuple(replace(each, blocks=tuple(freed(block) for block in each.blocks)) for each in document.sections)
    document = replace(document, sections=sections)
    return document, finish(Typesetter().typeset(document, CREATED, final=True), document, carried_sample(document))


@pytest.mark.parametrize(("needed", "effective"), [(1, True), (2, False)])
def test_some_of_more(needed, effective):
    document, pdf = prepared(needed)
    second = next(each for each in progress(pdf.data, document).slots if each.field == "processor_2")
    data = sign(pdf, trial("Jörn Fischer"), second).data
    (party,) = (each for each in verify(data, pinned=ALL_PINNED).progress.parties if each.side == "processor")
    assert (party.effective, party.needed) == (effective, needed)


@pytest.mark.parametrize(
    ("rule", "count", "needed"),
    [("single", 2, 1), ("joint", 2, 3), ("n_of_m", 2, 2), ("director_with_procurist", 2, 3)],
)
def test_every_rule_says_how_many_are_needed(rule, count, needed):
    from avv_desktop.document.wording.representation import Representation

    assert Representation(rule, count).needed(3) == needed


def test_of_other_files_nothing_is_expected():
    found = standing([Held(Slot("s", "", "", "", "", "", 0, signed=True, signer="Max"), True)], {"s": Known(True)})
    assert (found[0].slot.counts, found[0].slot.note) == (True, "")


def test_pinned_certificates_come_from_the_settings(tmp_path, capsys):
    from avv_desktop.__main__ import main
    from avv_desktop.system.settings import Settings, save

    path = tmp_path / "signed.pdf"
    path.write_bytes(signed(3).data)
    assert main(["verify", str(path)]) == 1
    save(Settings(pinned=ALL_PINNED))
    assert main(["verify", str(path)]) == 0
    assert "Wirksam gezeichnet" in capsys.readouterr().out


def test_the_flow_takes_them_as_well():
    assert flow.verify(signed(3).data, given=Given(pinned=ALL_PINNED)).progress.effective
