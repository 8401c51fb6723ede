"""A service is set up in the settings, logged in to in the browser, and signs; without one nobody is asked."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from avv_desktop import flow
from avv_desktop.signing import remote_login
from tests.unit import signing_pki as pki
from tests.unit.remote_sample import CLIENT, Service

CA = pki.authority()


@pytest.fixture
def service(monkeypatch):
    """It keeps Aida Dia's key; she logs in whenever the browser opens."""
    made = Service(pki.identity("Aida Dia", CA), version=2, mode="oauth2code")
    made.pin, made.secret = False, "nur für Programme"
    monkeypatch.setattr(remote_login, "browse", made.browser)
    yield made
    made.close()


def set_up(hand, service) -> None:
    hand.desk.go("settings", "remote")
    hand.settle(hand.desk)
    hand.type("Name des Signaturdienstes", "Muster")
    hand.type("Adresse seiner Schnittstelle (CSC)", service.settings.address)
    hand.type("Programmname dort (Client-ID)", CLIENT)
    hand.type("Programmgeheimnis, falls es eines gibt", service.secret)
    hand.click("Signaturdienst hinzufügen")
    hand.settle(hand.desk)


def test_from_the_settings_to_a_signature_that_holds(hand, complete, service, exports):
    desk = hand.desk
    set_up(hand, service)
    assert not service.asked, "nobody is asked by setting it up"
    hand.click("Verbindung zu Muster prüfen")
    hand.settle(desk)
    assert hand.reads("Er antwortet") and service.whats() == ["info"]

    desk.go("signing")
    hand.settle(desk)
    hand.click("Ich habe diese Seite gelesen")
    hand.click("Mit Muster unterschreiben …")
    hand.settle(desk)
    assert hand.reads("Muster · gültig bis")
    hand.click("Jetzt unterschreiben")
    hand.settle(desk)
    hand.wait_for("Unterschrieben. Jetzt ist Jörn Fischer dran.")

    (file,) = exports()
    (one,) = flow.verify(file.read_bytes(), trust=[CA.pem]).signatures
    assert (one.signer, one.integrity, one.trust, one.trial) == ("Aida Dia", "intact", "trusted", False)
    login, leave = [query for what, query in service.asked if what == "authorize"]
    assert (login["scope"], leave["scope"]) == ("service", "credential")
    assert leave["numSignatures"] == "1" and login["state"] != leave["state"]
    if shutil.which("pdfsig"):
        judged = subprocess.run(["pdfsig", "-nocert", str(file)], capture_output=True, text=True)
        assert "Signature is Valid" in judged.stdout


def test_whoever_says_no_in_the_browser_signs_nothing(hand, complete, service, exports):
    desk = hand.desk
    set_up(hand, service)
    desk.go("signing")
    hand.settle(desk)
    service.told["authorize"] = lambda answer: {"error": "access_denied", "state": answer["state"]}
    hand.click("Mit Muster unterschreiben …")
    hand.settle(desk)
    assert hand.reads("Die Anmeldung wurde abgebrochen oder abgelehnt")
    del service.told["authorize"]
    hand.click("Ich habe diese Seite gelesen")
    hand.click("Mit Muster unterschreiben …")
    hand.settle(desk)
    service.told["signatures/signHash"] = lambda _: {"signatures": ["AAAA"]}
    hand.click("Jetzt unterschreiben")
    hand.settle(desk)
    assert hand.reads("passt nicht") and not exports() and desk.state == "draft"


def test_unless_one_is_set_up_nothing_is_offered(hand, complete):
    hand.desk.go("signing")
    hand.settle(hand.desk)
    assert not any("Mit Muster" in name for name in hand.names())
