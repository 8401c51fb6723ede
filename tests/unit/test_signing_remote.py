"""Signing with a service: the whole way in both versions of the API, and services that are slow, down, or lie."""

from __future__ import annotations

import base64
import socket
import threading
import time
import urllib.error
import urllib.parse

import pytest

from avv_desktop.errors import (
    CertificateUnfit,
    RemoteError,
    RemoteRefused,
    RemoteUnreachable,
    RemoteUntrustworthy,
    SigningRefused,
    UsageError,
)
from avv_desktop.signing import remote_http, remote_login
from avv_desktop.signing.model import SignedPdf
from avv_desktop.signing.pades import sign
from avv_desktop.signing.remote import connect, credentials, open_remote_key
from avv_desktop.signing.remote_http import checked_address
from avv_desktop.signing.remote_login import challenge
from avv_desktop.signing.remote_model import Given
from avv_desktop.signing.together import sign_together
from avv_desktop.signing.verify import verify
from avv_desktop.system import settings
from avv_desktop.system.sentences import explain
from tests.unit import signing_pki as pki
from tests.unit.remote_sample import OTP, PIN, Service
from tests.unit.signing_sample import agreement, signed, slot, trial

CA = pki.authority()
AIDA = pki.identity("Aida Dia", CA)
VERSIONS = pytest.mark.parametrize("version", [1, 2])


@pytest.fixture
def make():
    """`make(…)`: a service; it ends with the test."""
    running = []

    def start(*people: pki.Identity, **how) -> Service:
        running.append(Service(*(people or (AIDA,)), **how))
        return running[-1]

    yield start
    for each in running:
        each.close()


def entered(given: Given = Given(PIN, OTP)):
    """Somebody who enters the right PIN and code, and remembers for how many signatures."""
    asked: list[int] = []

    def ask(_, count: int) -> Given:
        asked.append(count)
        return given

    ask.asked = asked
    return ask


def key_of(service: Service, ask=None):
    session = connect(service.settings, show=service.browser)
    return open_remote_key(session, credentials(session)[0], ask or entered())


def paper():
    return agreement(), slot(agreement().data, 0)


# ---- the whole way


@VERSIONS
@pytest.mark.parametrize("kind", ["p256", "rsa"])
@pytest.mark.parametrize("mode", ["explicit", "implicit", "oauth2code"])
def test_an_agreement_signed_by_a_service_verifies(make, version, kind, mode):
    person = pki.identity("Aida Dia", CA, key=pki.rsa_key(3072)) if kind == "rsa" else AIDA
    service = make(person, version=version, mode=mode)
    service.pin = mode == "explicit"
    ask = entered()
    with key_of(service, ask) as key:
        done = sign(agreement(), key, slot(agreement().data, 0))
    (signature,) = verify(done.data, trust=[CA.pem]).signatures
    assert (signature.integrity, signature.changes, signature.trust) == ("intact", "none", "trusted")
    assert ask.asked == ([1] if mode == "explicit" else [])
    assert service.whats().count("authorize") == (2 if mode == "oauth2code" else 1)


@VERSIONS
@pytest.mark.parametrize("mode", ["explicit", "oauth2code"])
def test_several_papers_are_one_authorization_and_one_request(make, version, mode):
    service = make(version=version, mode=mode, most=10)
    ask = entered()
    key = key_of(service, ask)
    outcomes = sign_together([paper()] * 4, key)
    assert all(verify(each.data).signatures[0].integrity == "intact" for each in outcomes)
    assert service.whats().count("signatures/signHash") == 1
    assert ask.asked == ([4] if mode == "explicit" else [])


def test_no_more_papers_at_once_than_the_service_takes(make):
    service = make(most=2)
    ask = entered()
    assert len(sign_together([paper()] * 5, key_of(service, ask))) == 5
    assert ask.asked == [2, 2, 1]


def test_a_paper_that_cannot_be_signed_does_not_stop_the_others(make):
    service = make()
    taken = signed(1)
    papers = [paper(), (taken, slot(taken.data, 0)), paper()]
    outcomes = sign_together(papers, key_of(service))
    assert [type(each) for each in outcomes] == [SignedPdf, SigningRefused, SignedPdf]
    assert len(service.asked[-1][1]["hash"]) == 2


def test_a_refused_authorization_is_the_outcome_of_every_paper(make):
    service = make()
    outcomes = sign_together([paper()] * 2, key_of(service, entered(Given("0000"))))
    assert all(isinstance(each, RemoteRefused) for each in outcomes)
    assert "PIN des Dienstes ist falsch" in explain(outcomes[0]).happened
    assert "geheim" not in " ".join(explain(outcomes[0]))


def test_other_keys_sign_several_papers_one_by_one():
    outcomes = sign_together([paper()] * 2, trial())
    assert all(verify(each.data).signatures[0].integrity == "intact" for each in outcomes)


def test_a_code_that_is_sent_is_asked_for_after_it_was_sent(make):
    service = make()
    service.otp = True
    order: list[str] = []

    def ask(*_):
        order.extend(service.whats())
        return Given(PIN, OTP)

    sign(*[agreement(), key_of(service, ask), slot(agreement().data, 0)])
    assert order[-1] == "credentials/sendOTP"
    with pytest.raises(RemoteRefused) as caught:
        sign(agreement(), key_of(service, entered(Given(PIN, "0"))), slot(agreement().data, 0))
    assert "Einmalcode" in explain(caught.value).happened


def test_only_hashes_leave_this_computer(make):
    service = make()
    sign(agreement(), key_of(service), slot(agreement().data, 0))
    for what, body in service.asked:
        assert len(str(body)) < 1000, what
    (body,) = (body for what, body in service.asked if what == "signatures/signHash")
    assert [len(base64.b64decode(each)) for each in body["hash"]] == [32]


def test_bare_numbers_of_an_elliptic_signature_are_understood(make):
    service = make()
    service.bare_numbers = True
    done = sign(agreement(), key_of(service), slot(agreement().data, 0))
    assert verify(done.data).signatures[0].integrity == "intact"


# ---- which keys there are


@VERSIONS
def test_every_page_of_the_list_is_read_and_what_can_sign_comes_first(make, version):
    old = pki.identity("Alt", CA, end=pki.now() - pki.DAY / 2)
    service = make(old, AIDA, version=version)
    found = credentials(connect(service.settings, show=service.browser))
    assert [each.certificate.name for each in found] == ["Aida Dia", "Alt"]
    assert not found[0].reason and "abgelaufen" in found[1].reason
    with pytest.raises(CertificateUnfit):
        open_remote_key(connect(service.settings, show=service.browser), found[1])


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told | {"key": {"status": "disabled", "algo": ["1.2.840.10045.4.3.2"]}},
        lambda told: told | {"cert": told["cert"] | {"status": "revoked"}},
        lambda told: told | {"key": {"status": "enabled", "algo": ["1.2.840.113549.1.1.10"]}},
    ],
)
def test_a_key_that_the_service_cannot_use_is_shown_with_the_reason(make, change):
    service = make()
    service.told["credentials/info"] = change
    (found,) = credentials(connect(service.settings, show=service.browser))
    assert found.reason.endswith(".")


# ---- logging in


def test_the_challenge_is_that_of_the_standard():
    assert challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_each_login_has_its_own_secrets_and_shows_none_of_them(make):
    service = make()
    for _ in range(2):
        connect(service.settings, show=service.browser)
    logins = [body for what, body in service.asked if what == "authorize"]
    for name in ("state", "code_challenge"):
        assert len({each[name] for each in logins}) == 2
    session = connect(service.settings, show=service.browser)
    assert session.line.token and session.line.token not in repr(session)


def test_a_secret_of_the_program_comes_from_the_keychain(make, keychain):
    from msgspec.structs import replace

    service = make()
    service.secret = "nur für Programme"
    with pytest.raises(RemoteRefused):
        connect(service.settings, show=service.browser)
    keychain.set_password("avv-desktop", f"remote {service.settings.name}", service.secret)
    assert connect(replace(service.settings, secret_kept=True), show=service.browser)


def test_a_login_that_is_refused_or_given_up_says_so(make, monkeypatch):
    service = make()
    service.told["authorize"] = lambda answer: {"error": "access_denied", "state": answer["state"]}
    with pytest.raises(RemoteRefused) as caught:
        connect(service.settings, show=service.browser)
    assert "abgebrochen" in explain(caught.value).happened
    with pytest.raises(RemoteRefused):
        connect(service.settings, show=lambda _: None, stopped=lambda: True)
    monkeypatch.setattr(remote_login, "PATIENCE", 0.1)
    with pytest.raises(RemoteRefused):
        connect(service.settings, show=lambda _: None)


def test_whoever_does_not_know_the_state_is_sent_away(make):
    service = make()
    refused = []

    def show(address: str) -> None:
        back = urllib.parse.parse_qs(urllib.parse.urlsplit(address).query)["redirect_uri"][0]

        def visits() -> None:
            for wrong in ("?code=x&state=guessed", "?code=x", "favicon.ico", "?error=access_denied"):
                try:
                    service.visit(back + wrong)
                except urllib.error.HTTPError as error:
                    refused.append(error.code)
            assert "Fertig" in service.visit(address)

        threading.Thread(target=visits, daemon=True).start()

    assert connect(service.settings, show=show)
    assert refused == [404] * 4


def test_somebody_who_connects_and_says_nothing_does_not_stop_the_login(make, monkeypatch):
    service = make()
    silent = []

    def show(address: str) -> None:
        back = urllib.parse.urlsplit(urllib.parse.parse_qs(urllib.parse.urlsplit(address).query)["redirect_uri"][0])
        silent.append(socket.create_connection((back.hostname, back.port)))
        service.browser(address)

    assert connect(service.settings, show=show)
    silent[0].close()


# ---- slow, down, lying


def test_a_service_that_is_not_there_is_told(make):
    service = make()
    service.close()
    with pytest.raises(RemoteUnreachable) as caught:
        connect(service.settings, show=service.browser)
    assert "Fernsignatur Muster" in explain(caught.value).happened


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        *((code, RemoteUnreachable) for code in (500, 503, 404)),
        *((code, RemoteRefused) for code in (400, 401, 403, 429)),
        (302, RemoteUntrustworthy),
    ],
)
@pytest.mark.parametrize("what", ["info", "token", "credentials/list", "credentials/authorize", "signatures/signHash"])
def test_a_service_that_says_no_is_an_error_of_ours(make, what, code, kind):
    service = make()
    service.failing[what] = code
    with pytest.raises(kind) as caught:
        sign(agreement(), key_of(service), slot(agreement().data, 0))
    assert all(explain(caught.value))


@pytest.mark.parametrize("what", ["info", "token", "credentials/info", "credentials/authorize", "signatures/signHash"])
@pytest.mark.parametrize("nonsense", [b"<html>", b"", b"[]", b"null", b"{}", b'{"specs": 1}', b"\xff\xfe", b"[" * 9000])
def test_an_answer_that_is_none_is_not_used(make, what, nonsense):
    service = make()
    service.told[what] = lambda _: nonsense
    with pytest.raises(RemoteError):
        sign(agreement(), key_of(service), slot(agreement().data, 0))


def flipped(text: str) -> str:
    data = bytearray(base64.b64decode(text))
    data[-1] ^= 1
    return base64.b64encode(data).decode()


@pytest.mark.parametrize(
    "lie",
    [
        lambda told: {"signatures": [flipped(told["signatures"][0])]},
        lambda told: {"signatures": [base64.b64encode(bytes(64)).decode()]},
        lambda told: {"signatures": ["no base64!"]},
        lambda told: {"signatures": [""]},
        lambda told: {"signatures": []},
        lambda told: {"signatures": told["signatures"] * 2},
    ],
)
def test_a_signature_that_does_not_fit_is_never_used(make, lie):
    service = make()
    service.told["signatures/signHash"] = lie
    with pytest.raises(RemoteUntrustworthy):
        sign(agreement(), key_of(service), slot(agreement().data, 0))


def test_signatures_in_the_wrong_order_are_never_used(make):
    service = make()
    service.told["signatures/signHash"] = lambda told: {"signatures": told["signatures"][::-1]}
    other = signed(1)
    papers = [paper(), (other, slot(other.data, 1))]
    assert all(isinstance(each, RemoteUntrustworthy) for each in sign_together(papers, key_of(service)))


@pytest.mark.parametrize(
    "lie",
    [
        lambda told: told | {"cert": {"certificates": []}},
        lambda told: told | {"cert": {"certificates": ["bm8gY2VydGlmaWNhdGU="]}},
        lambda told: told | {"cert": {"certificates": ["!"]}},
        lambda told: {name: value for name, value in told.items() if name != "authMode"},
        lambda told: told | {"authMode": "guess"},
        lambda told: told | {"auth": {"mode": "explicit", "objects": [{"id": "QR", "type": "QRCode"}]}},
    ],
)
def test_a_description_that_cannot_be_used_is_an_error(make, lie):
    service = make()
    service.told["credentials/info"] = lie
    with pytest.raises(RemoteError):
        key_of(service)


def test_a_list_without_an_end_is_left(make):
    service = make()
    service.told["credentials/list"] = lambda told: told | {"nextPageToken": "0"}
    with pytest.raises(RemoteUntrustworthy):
        key_of(service)


@pytest.mark.parametrize("told", [{"authType": ["basic"]}, {"oauth2": ""}, {"specs": "3.0"}, {"oauth2": "ftp://x"}])
def test_a_service_of_another_kind_is_told(make, told):
    service = make()
    service.told["info"] = lambda before: before | told
    with pytest.raises((RemoteError, UsageError)):
        connect(service.settings, show=service.browser)


def test_a_slow_service_is_not_waited_for(make, monkeypatch):
    monkeypatch.setattr(remote_http, "PATIENCE", 0.5)
    service = make()
    service.dripping = "info"
    began = time.monotonic()
    with pytest.raises(RemoteUnreachable) as caught:
        connect(service.settings, show=service.browser)
    assert time.monotonic() - began < 5 and "rechtzeitig" in explain(caught.value).happened


@pytest.mark.parametrize("says", [b"", b"HTTP/1.1 200 OK\r\nX-Slow: "])
def test_a_service_that_never_comes_to_the_point_is_left(monkeypatch, says):
    monkeypatch.setattr(remote_http, "PATIENCE", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as mute:

        def drip() -> None:
            taken, _ = mute.accept()
            try:
                taken.sendall(says)
                while says:
                    taken.sendall(b"x")
                    time.sleep(0.05)
                taken.recv(1)
            except OSError:
                return

        threading.Thread(target=drip, daemon=True).start()
        service = settings.RemoteService("Stumm", f"http://127.0.0.1:{mute.getsockname()[1]}/csc/v1", "avv")
        began = time.monotonic()
        with pytest.raises(RemoteUnreachable):
            connect(service, show=lambda _: None)
        assert time.monotonic() - began < 5


def test_an_answer_without_an_end_is_left(make, monkeypatch):
    monkeypatch.setattr(remote_http, "LARGEST_ANSWER", 100)
    service = make()
    service.told["info"] = lambda told: told | {"description": "x" * 200}
    with pytest.raises(RemoteUntrustworthy):
        connect(service.settings, show=service.browser)


@pytest.mark.parametrize(
    "address",
    [
        "http://dienst.example/csc/v1",
        "https://",
        "dienst.example",
        "https://a:b@dienst.example",
        "https://x.example/?a=b",
        "https://x.example/#a",
        "file:///etc/passwd",
        "",
    ],
)
def test_an_address_that_others_could_listen_to_is_refused(address):
    with pytest.raises(UsageError):
        checked_address(address)
    assert checked_address("https://dienst.example/csc/v1/ ") == "https://dienst.example/csc/v1"


# ---- off unless configured


def test_without_a_service_in_the_settings_there_is_none():
    assert settings.Settings().remote == ()


def test_services_are_kept_in_the_settings_without_secrets(make):
    from msgspec.structs import replace

    service = make()
    settings.save(replace(settings.load(), remote=(service.settings,)))
    assert settings.load().remote == (service.settings,)
    assert settings.settings_path().read_text("utf-8").count("avv-desktop") == 1
