"""Trusted lists from the network: asked for once, checked before they are kept, and believed from then on."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from asn1crypto import pem, x509

from avv_desktop.cli import main
from avv_desktop.errors import TrustListError
from avv_desktop.signing.trust_list_fetch import fetch
from avv_desktop.system.settings import Settings, load, save
from tests.unit import signing_pki as pki
from tests.unit import trusted_lists as tl


@pytest.fixture(scope="module")
def offices():
    return {name: pki.authority(name) for name in ("Muster Kommission", "Muster Aufsicht", "Muster CA", "Fremde")}


@pytest.fixture
def server(offices):
    """Serves what lies in `files`, by path."""
    files: dict[str, bytes] = {}

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self):
            data = files.get(self.path)
            self.send_response(200 if data is not None else 404)
            self.send_header("Content-Length", str(len(data or b"")))
            self.end_headers()
            self.wfile.write(data or b"")

        def log_message(self, *args):
            return

    made = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    made.files = files
    made.address = f"http://127.0.0.1:{made.server_port}"
    commission, office, ca = (offices[name] for name in ("Muster Kommission", "Muster Aufsicht", "Muster CA"))
    files["/xy.xml"] = tl.trusted_list(ca, office)
    files["/lists.xml"] = tl.list_of_lists(commission, office, f"{made.address}/xy.xml")
    yield made
    made.shutdown()
    made.server_close()


def operators(offices, name="Muster Kommission"):
    return [x509.Certificate.load(pem.unarmor(offices[name].pem)[2])]


def test_both_lists_are_fetched_checked_and_kept(server, offices, tmp_path):
    paths = fetch("xy", tmp_path / "trust", operators(offices), f"{server.address}/lists.xml")
    assert [path.read_bytes() for path in paths] == [server.files["/lists.xml"], server.files["/xy.xml"]]


def refused(server, offices, folder, country="XY", **more) -> str:
    with pytest.raises(TrustListError) as why:
        fetch(country, folder, operators(offices, **more), f"{server.address}/lists.xml")
    return why.value.details["reason"]


def test_what_does_not_hold_is_not_kept_and_the_earlier_stays(server, offices, tmp_path):
    first = fetch("XY", tmp_path, operators(offices), f"{server.address}/lists.xml")
    before = [path.read_bytes() for path in first]
    server.files["/xy.xml"] = tl.trusted_list(offices["Muster CA"], offices["Fremde"])
    assert refused(server, offices, tmp_path)
    server.files["/xy.xml"] = b"<html>gone</html>"
    assert refused(server, offices, tmp_path)
    del server.files["/xy.xml"]
    assert "404" in refused(server, offices, tmp_path)
    server.files["/lists.xml"] = before[0].replace(b"XY", b"YX")
    assert refused(server, offices, tmp_path)
    assert [path.read_bytes() for path in first] == before


def test_a_list_of_lists_by_a_stranger_is_not_believed(server, offices, tmp_path):
    assert refused(server, offices, tmp_path, name="Fremde") and not list(tmp_path.iterdir())


def test_a_country_without_a_list_names_those_that_have_one(server, offices, tmp_path):
    assert "XY" in refused(server, offices, tmp_path, country="ZZ")


def test_the_command_fetches_and_believes(server, offices, tmp_path, capsys):
    (tmp_path / "kommission.pem").write_bytes(offices["Muster Kommission"].pem)
    save(Settings(trust_files=(str(tmp_path / "kommission.pem"),)))
    assert main(["trust", "fetch", "XY", "--address", f"{server.address}/lists.xml"]) == 0
    assert len(load().trust_lists) == 2 and "Vertrauensliste" in capsys.readouterr().out
    assert main(["trust", "list"]) == 0
    assert main(["trust", "fetch", "XY", "--address", f"{server.address}/nowhere.xml"]) == 3
    assert len(load().trust_lists) == 2


def test_in_the_window_only_when_the_button_is_pressed(server, offices, tmp_path, window, drain, words_of_window):
    (tmp_path / "kommission.pem").write_bytes(offices["Muster Kommission"].pem)
    window.desk.change_settings(trust_files=(str(tmp_path / "kommission.pem"),))
    window.desk.go("settings", "trust")
    drain(window.desk)
    section = window.current().section("trust").fetching
    section.address = f"{server.address}/lists.xml"
    assert load().trust_lists == ()
    section.country.setText("XY")
    section.fetch.click()
    drain(window.desk)
    assert len(load().trust_lists) == 2 and "gültig unterschrieben" in words_of_window(section)
    section.country.setText("ZZ")
    section.fetch.click()
    drain(window.desk)
    assert "Länder: XY" in words_of_window(section) and section.fetch.isEnabled()


@pytest.fixture
def words_of_window():
    from PySide6.QtWidgets import QLabel

    return lambda root: "\n".join(each.text() for each in root.findChildren(QLabel) if each.isVisible())
