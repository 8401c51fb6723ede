"""EU trusted lists (ETSI TS 119 612) from files: whose certificates are qualified, and since when. Nothing is fetched.

A list is believed if whoever issues it is: by a certificate that was given, or by the list of the lists, whose signers
come with the program. It is never asked for; how old it is, is shown.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from asn1crypto import x509
from lxml import etree
from pyhanko.sign.validation.qualified.assess import QualificationAssessor
from pyhanko.sign.validation.qualified.eutl_parse import (
    TLReference,
    latest_known_lotl_tlso_certs,
    trust_list_to_registry,
    validate_and_parse_lotl,
)
from pyhanko.sign.validation.qualified.tsp import QcCertType, TSPRegistry
from pyhanko_certvalidator.authority import AuthorityWithCert
from pyhanko_certvalidator.path import ValidationPath

from avv_desktop.errors import TrustListError
from avv_desktop.signing.certificates import day
from avv_desktop.signing.model import Qualified, TrustList
from avv_desktop.system.language import tr

LARGEST = 64 * 1024 * 1024
"""Bytes; the largest national list has about ten million."""
TSL = "{http://uri.etsi.org/02231/v2#}"
LISTS = "EUlistofthelists"


class Lists(NamedTuple):
    """Those that were given and are believed. authorities: certificates of services that may issue qualified ones."""

    registry: TSPRegistry | None = None
    found: tuple[TrustList, ...] = ()
    authorities: tuple[x509.Certificate, ...] = ()


def read_lists(
    lists: Sequence[bytes], operators: Sequence[x509.Certificate], now: datetime.datetime | None = None
) -> Lists:
    """National lists, and the list of the lists if it was given. operators: who is believed to issue them.

    Raises TrustListError for a list that cannot be read, or whose signature fits nobody who is believed.
    """
    if not lists:
        return Lists()
    now = now or datetime.datetime.now(datetime.UTC)
    parsed = [(data, _parsed(data)) for data in lists]
    registry = _registered(tuple(lists), tuple(each.dump() for each in operators))
    known = [*registry.known_certificate_authorities, *registry.known_timestamp_authorities]
    authorities = {each.certificate.dump(): each.certificate for each in known if isinstance(each, AuthorityWithCert)}
    return Lists(registry, tuple(_told(tree, now) for _, tree in parsed), tuple(authorities.values()))


def told(data: bytes, now: datetime.datetime | None = None) -> TrustList:
    """What a list says of itself, whether it is believed or not. Raises TrustListError."""
    return _told(_parsed(data), now or datetime.datetime.now(datetime.UTC))


@lru_cache(maxsize=2)
def _registered(lists: tuple[bytes, ...], operators: tuple[bytes, ...]) -> TSPRegistry:
    """The same lists are asked again for every file that is judged, and reading them takes seconds."""
    issuers = believed = [x509.Certificate.load(each) for each in operators]
    parsed = [(data, _parsed(data)) for data in lists]
    for data, tree in parsed:
        if _is_list_of_lists(tree):
            issuers = [*issuers, *_named_by(data, tree, believed)]
    registry = TSPRegistry()
    for data, tree in parsed:
        if not _is_list_of_lists(tree):
            _register(data, tree, issuers, registry)
    return registry


def _parsed(data: bytes) -> etree._Element:
    if len(data) > LARGEST:
        raise TrustListError(path="", reason=tr("It is too large."))
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        tree = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise TrustListError(path="", reason=tr("It is no trusted list.")) from error
    if tree.tag != f"{TSL}TrustServiceStatusList" or tree.getroottree().docinfo.doctype:
        raise TrustListError(path="", reason=tr("It is no trusted list."))
    return tree


def _is_list_of_lists(tree: etree._Element) -> bool:
    return _text(tree, "TSLType").rstrip("/").endswith(LISTS)


def _named_by(data: bytes, tree: etree._Element, operators: Sequence[x509.Certificate]) -> list[x509.Certificate]:
    return [certificate for each in _pointers(data, tree, operators) for certificate in each.tlso_certs]


def _pointers(data: bytes, tree: etree._Element, operators: Sequence[x509.Certificate]) -> list[TLReference]:
    try:
        known = [*operators, *latest_known_lotl_tlso_certs()]
        return validate_and_parse_lotl(data.decode(), known).references
    except Exception as error:  # a foreign list may make the libraries raise anything
        raise TrustListError(path=_name(tree), reason=tr("Whoever has signed it is not known here.")) from error


def countries(data: bytes, operators: Sequence[x509.Certificate]) -> dict[str, str]:
    """Where the list of each country lies, as the list of the lists says. Raises TrustListError."""
    return {each.territory.upper(): each.location_uri for each in _pointers(data, _parsed(data), operators)}


def _register(data: bytes, tree: etree._Element, issuers: Sequence[x509.Certificate], registry: TSPRegistry) -> None:
    reason = tr("Whoever has signed it is not known here.")
    if not issuers:
        raise TrustListError(path=_name(tree), reason=reason)
    try:
        trust_list_to_registry(data.decode(), list(issuers), registry)
    except Exception as error:  # a foreign list may make the libraries raise anything
        raise TrustListError(path=_name(tree), reason=reason) from error


def _told(tree: etree._Element, now: datetime.datetime) -> TrustList:
    issued, following = _moment(tree, "ListIssueDateTime"), _moment(tree, "NextUpdate/" + TSL + "dateTime")
    outdated = following is not None and following < now
    said = tr("Trusted list {name} of {day}.", name=_name(tree), day=day(issued) if issued else "–")
    if outdated and following is not None:
        said += " " + tr("It is out of date: a newer one was due on {day}.", day=day(following))
    return TrustList(
        territory=_text(tree, "SchemeTerritory"),
        operator=_text(tree, "SchemeOperatorName/" + TSL + "Name"),
        issued=issued,
        next_update=following,
        outdated=outdated,
        words=said,
    )


def _text(tree: etree._Element, path: str) -> str:
    return (tree.findtext(f"{TSL}SchemeInformation/{TSL}{path}") or "").strip()


def _name(tree: etree._Element) -> str:
    return _text(tree, "SchemeTerritory") or _text(tree, "SchemeOperatorName/" + TSL + "Name") or "–"


def _moment(tree: etree._Element, path: str) -> datetime.datetime | None:
    try:
        moment = datetime.datetime.fromisoformat(_text(tree, path))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)


# ---- what a signature is


def qualified(path: ValidationPath | None, lists: Lists, moment: datetime.datetime) -> Qualified:
    """Of a signature whose chain `path` is believed: "qualified" only with a device that keeps the key.

    A qualified seal is a company's, not a person's, so it is no qualified signature.
    """
    if path is None or lists.registry is None:
        return "advanced"
    try:
        found = QualificationAssessor(lists.registry).check_entity_cert_qualified(path, moment).status
    except Exception:  # odd statements in a certificate; then it is not qualified
        return "advanced"
    wholly = found.qualified and found.qc_type == QcCertType.QC_ESIGN and found.qc_key_security.is_qscd
    return "qualified" if wholly else "advanced"


def legal_words(kind: Qualified) -> str:
    """What that means, in a sentence; empty where nothing is known."""
    return {
        "": "",
        "qualified": tr("A qualified signature: it counts as much as one by hand (Art. 25 eIDAS)."),
        "advanced": tr("An advanced signature (Art. 26 eIDAS)."),
        "simple": tr("A simple signature: whose it is has to be shown in another way."),
    }[kind]
